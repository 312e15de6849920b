import { readFile } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";

const panels = new Map<string, vscode.WebviewPanel>();

/** Shows a report beside the notebook, and shows it anew when it is written again. */
export async function showReport(file: string): Promise<void> {
  let panel = panels.get(file);
  if (!panel) {
    // The report is one file that asks no network: its own content policy forbids it, and nothing here answers it.
    panel = vscode.window.createWebviewPanel(
      "studykit.report", path.basename(file), { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, enableFindWidget: true, localResourceRoots: [], retainContextWhenHidden: true });
    const folder = new vscode.RelativePattern(vscode.Uri.file(path.dirname(file)), path.basename(file));
    const watcher = vscode.workspace.createFileSystemWatcher(folder);
    watcher.onDidChange(() => void read(file));
    watcher.onDidCreate(() => void read(file));
    panel.onDidDispose(() => {
      panels.delete(file);
      watcher.dispose();
    });
    panels.set(file, panel);
  }

  await read(file);
  panel.reveal(undefined, true);
}

async function read(file: string): Promise<void> {
  const panel = panels.get(file);
  if (panel) panel.webview.html = await readFile(file, "utf8");
}
