import { execFile } from "node:child_process";
import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { KernelController } from "../kernel/controller";
import { folderOf, notebookType } from "../kernel/notebooks";
import type { Teller } from "../kernel/teller";
import { environmentOf, findFor } from "../kernel/wishes";
import { showReport } from "./reportPanel";
import { newestReport, otherLanguage, reportFolder, type ReportFile } from "./reports";
import { runInTerminal } from "./tasks";

/** What the palette and the toolbar start. Each says in a sentence why it could not do its work. */
export function registerCommands(kernels: KernelController, tell: Teller): vscode.Disposable[] {
  const actions = new Actions(kernels, tell);
  const named: Record<string, () => Promise<void>> = {
    restart: () => actions.restart(),
    restartAndRunAll: () => actions.restartAndRunAll(),
    runReport: () => actions.runReport(),
    openReport: () => actions.openReport(),
    doctor: () => actions.doctor(),
    newNotebook: () => actions.newNotebook(),
    switchLanguage: () => actions.switchLanguage(),
  };
  return Object.entries(named).map(([name, action]) => vscode.commands.registerCommand(`studykit.${name}`, () =>
    action().catch(error => tell.cannotStart(error))));
}

class Actions {
  constructor(private readonly kernels: KernelController, private readonly tell: Teller) {}

  async restart(): Promise<void> {
    const notebook = activeNotebook();
    const kernel = this.kernels.find(notebook);
    if (!kernel) throw new Error("This notebook does not use the kernel StudyKit (C#). Choose it at the top right.");
    await kernel.restart();
    vscode.window.setStatusBarMessage("StudyKit: the session was started again; its variables are gone.", 5000);
  }

  async restartAndRunAll(): Promise<void> {
    await this.restart();
    await vscode.commands.executeCommand("notebook.execute");
  }

  /** Runs the notebook as `studykit run` does, in a process of its own, and shows the report. */
  async runReport(): Promise<void> {
    const file = await savedFile();
    const command = findFor(activeNotebook());
    const output = reportFolder(file, workspaceFolderOf(file));
    const code = await runInTerminal(
      command, ["run", file, "--output", output], `run ${path.basename(file)}`, path.dirname(file));
    const report = await findReport(file);
    if (report) await showReport(report);
    if (code === 0) return;
    this.tell.warn(`studykit run ended with exit code ${code ?? "unknown"}. ` + (report
      ? "The report shows what was done; the terminal says what failed."
      : "The terminal says what to do."));
  }

  async openReport(): Promise<void> {
    const file = activeFile().uri.fsPath;
    const report = await findReport(file);
    if (report) return showReport(report);
    const choice = await vscode.window.showInformationMessage(
      `There is no report of ${path.basename(file)} in ${reportFolder(file, workspaceFolderOf(file))} yet. A ` +
      "headless run writes one.", "Run Headless");
    if (choice) await this.runReport();
  }

  async doctor(): Promise<void> {
    const folder = workspaceRoot() ?? os.homedir();
    await runInTerminal(findFor(activeNotebook()), ["doctor"], "doctor", folder);
  }

  /** Writes the notebook that `studykit new` writes, and opens it. */
  async newNotebook(): Promise<void> {
    const folder = workspaceRoot() ?? os.homedir();
    const command = findFor(undefined);
    const chosen = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.file(path.join(folder, "my-notebook.ipynb")),
      filters: { Notebooks: ["ipynb"] },
      title: "New StudyKit notebook",
    });
    if (!chosen) return;
    try {
      await promisify(execFile)(command.file, [...command.before, "new", chosen.fsPath], {
        cwd: os.tmpdir(), env: { ...process.env, ...environmentOf() },
      });
    } catch (error) {
      const said = (error as { stderr?: string }).stderr?.trim();
      throw new Error(said && said.length > 0 ? said : String(error));
    }

    const notebook = await vscode.workspace.openNotebookDocument(chosen);
    await vscode.window.showNotebookDocument(notebook);
  }

  async switchLanguage(): Promise<void> {
    const file = activeFile().uri.fsPath;
    const other = otherLanguage(file);
    if (!await isThere(other)) {
      throw new Error(`${path.basename(file)} is there in one language only: there is no ${other}.`);
    }

    await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(vscode.Uri.file(other)));
  }
}

function activeNotebook(): vscode.NotebookDocument | undefined {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  return notebook?.notebookType === notebookType ? notebook : undefined;
}

/** The active notebook, which must have been saved once. */
function activeFile(): vscode.NotebookDocument {
  const notebook = activeNotebook();
  if (!notebook) throw new Error("Open a notebook first: this command is about the notebook in front.");
  if (notebook.uri.scheme !== "file") throw new Error("Save the notebook first: studykit runs files.");
  return notebook;
}

/** The active notebook's file, with what the editor has. */
async function savedFile(): Promise<string> {
  const notebook = activeFile();
  if (notebook.isDirty && !await notebook.save()) {
    throw new Error(`${notebook.uri.fsPath} could not be saved. Is its folder read-only? Save it elsewhere first.`);
  }

  return notebook.uri.fsPath;
}

function workspaceFolderOf(file: string): string | undefined {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file))?.uri.fsPath;
}

function workspaceRoot(): string | undefined {
  const notebook = activeNotebook();
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? (notebook ? folderOf(notebook) : undefined);
}

async function findReport(notebook: string): Promise<string | undefined> {
  const folders = [reportFolder(notebook, workspaceFolderOf(notebook)), reportFolder(notebook, undefined)];
  const files: ReportFile[] = [];
  for (const folder of new Set(folders)) {
    for (const name of await fs.readdir(folder).catch(() => [])) {
      const file = path.join(folder, name);
      const facts = await fs.stat(file).catch(() => undefined);
      if (facts) files.push({ file, written: facts.mtimeMs });
    }
  }

  return newestReport(notebook, files);
}

async function isThere(file: string): Promise<boolean> {
  return fs.access(file).then(() => true, () => false);
}
