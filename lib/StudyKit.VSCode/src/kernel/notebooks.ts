import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";

/** The type of .ipynb documents, whoever made them. */
export const notebookType = "jupyter-notebook";

/** Whether a notebook says that it is one of .NET's, as the kit's do. */
export function isForNet(notebook: vscode.NotebookDocument): boolean {
  const metadata = notebook.metadata as { metadata?: NotebookMetadata } & NotebookMetadata;
  const kernel = (metadata.metadata ?? metadata).kernelspec;
  return notebook.notebookType === notebookType && (kernel?.name === ".net-csharp" || kernel?.language === "C#");
}

/** The folder that a notebook's paths start from: its own; where it has not been saved, the workspace's. */
export function folderOf(notebook: vscode.NotebookDocument): string {
  if (notebook.uri.scheme === "file") return path.dirname(notebook.uri.fsPath);
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? os.homedir();
}

/** A cell's language in the session's words. */
export function languageOf(cell: vscode.NotebookCell): string {
  const { languageId } = cell.document;
  return ["markdown", "html", "mermaid"].includes(languageId) ? languageId : "csharp";
}

/** Whether a cell holds code that the session runs. */
export function isCode(cell: vscode.NotebookCell): boolean {
  return cell.kind === vscode.NotebookCellKind.Code && languageOf(cell) === "csharp";
}

interface NotebookMetadata {
  kernelspec?: { name?: string; language?: string };
}
