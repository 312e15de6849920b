import * as vscode from "vscode";
import type { KernelController } from "../kernel/controller";
import { isCode, notebookType } from "../kernel/notebooks";
import { rangeOf, type Asking } from "./asking";

/** How long the reader must have stopped typing, in milliseconds. */
const pause = 350;

/** A diagnostic as the session tells it. */
interface Found {
  severity: "error" | "warning" | "information";
  code?: string;
  message: string;
  start: number;
  end: number;
}

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/**
 * Shows what does not compile while the reader types: in the cell that changed and in those on the screen, since a name
 * that is gone or has come matters to the cells below it.
 */
export class Squiggles implements vscode.Disposable {
  private readonly found = vscode.languages.createDiagnosticCollection("StudyKit");
  private readonly timers = new Map<vscode.NotebookDocument, NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly asking: Asking, private readonly kernels: KernelController) {
    this.subscriptions = [
      this.found,
      vscode.workspace.onDidChangeNotebookDocument(change => this.later(change.notebook)),
      vscode.workspace.onDidChangeTextDocument(change => this.laterFor(change.document)),
      vscode.window.onDidChangeActiveNotebookEditor(editor => editor && this.later(editor.notebook)),
      vscode.window.onDidChangeNotebookEditorVisibleRanges(change => this.later(change.notebookEditor.notebook)),
      vscode.workspace.onDidCloseNotebookDocument(notebook => this.forget(notebook)),
      kernels.onRan(notebook => this.later(notebook)),
    ];
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private laterFor(document: vscode.TextDocument): void {
    const editor = vscode.window.activeNotebookEditor;
    if (editor?.notebook.getCells().some(cell => cell.document === document)) this.later(editor.notebook);
  }

  private later(notebook: vscode.NotebookDocument): void {
    if (notebook.notebookType !== notebookType || !this.kernels.find(notebook)) return;
    clearTimeout(this.timers.get(notebook));
    this.timers.set(notebook, setTimeout(() => void this.look(notebook), pause));
  }

  private async look(notebook: vscode.NotebookDocument): Promise<void> {
    this.timers.delete(notebook);
    const editor = vscode.window.visibleNotebookEditors.find(one => one.notebook === notebook);
    const cells = (editor?.visibleRanges ?? []).flatMap(range => notebook.getCells(range)).filter(isCode);
    for (const cell of cells) {
      if (this.timers.has(notebook)) return;
      await this.lookAt(cell);
    }
  }

  private async lookAt(cell: vscode.NotebookCell): Promise<void> {
    const { document } = cell;
    const question = this.asking.question(document);
    if (!question) return;
    const { version } = document;
    const answer = await this.asking.ask("diagnose", question.kernel, question.body);
    // What was typed meanwhile is looked at again.
    if (!answer || document.isClosed || document.version !== version) return;
    this.found.set(document.uri, ((answer["diagnostics"] ?? []) as Found[]).map(one => {
      const made = new vscode.Diagnostic(rangeOf(document, one), one.message, severities[one.severity]);
      made.source = "C#";
      if (one.code !== undefined) made.code = one.code;
      return made;
    }));
  }

  private forget(notebook: vscode.NotebookDocument): void {
    clearTimeout(this.timers.get(notebook));
    this.timers.delete(notebook);
    for (const cell of notebook.getCells()) this.found.delete(cell.document.uri);
  }
}
