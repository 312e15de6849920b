import * as vscode from "vscode";
import { isForNet, notebookType } from "./notebooks";
import { NotebookKernel } from "./notebookKernel";
import { RunProblems } from "./runProblems";
import type { Teller } from "./teller";

/** The kernel "StudyKit (C#)" of .ipynb documents: a session for each notebook that uses it. */
export class KernelController implements vscode.Disposable {
  private readonly controller: vscode.NotebookController;
  private readonly kernels = new Map<string, NotebookKernel>();
  private readonly selected = new Set<string>();
  private readonly problems = new RunProblems();
  private readonly ranEmitter = new vscode.EventEmitter<vscode.NotebookDocument>();
  private readonly subscriptions: vscode.Disposable[];

  /** A cell of this notebook has ended: more names are known. */
  readonly onRan = this.ranEmitter.event;

  constructor(private readonly tell: Teller) {
    this.controller = vscode.notebooks.createNotebookController("studykit", notebookType, "StudyKit (C#)");
    this.controller.description = "C# on .NET 10, in StudyKit's own session";
    this.controller.supportedLanguages = ["csharp", "html"];
    this.controller.supportsExecutionOrder = true;
    this.controller.executeHandler = (cells, notebook) => this.kernelOf(notebook).run(cells);
    this.controller.interruptHandler = notebook => this.kernels.get(notebook.uri.toString())?.interrupt();
    this.subscriptions = [
      this.controller, this.problems, this.ranEmitter,
      this.controller.onDidChangeSelectedNotebooks(change => this.select(change.notebook, change.selected)),
      vscode.workspace.onDidOpenNotebookDocument(notebook => this.prefer(notebook)),
      vscode.workspace.onDidCloseNotebookDocument(notebook => this.close(notebook)),
      vscode.workspace.onDidChangeTextDocument(change => this.problems.forget(change.document)),
      vscode.window.onDidChangeActiveNotebookEditor(editor => this.warm(editor?.notebook)),
    ];
    for (const notebook of vscode.workspace.notebookDocuments) this.prefer(notebook);
  }

  /** The kernel of a notebook that uses this one; undefined for others. */
  find(notebook: vscode.NotebookDocument | undefined): NotebookKernel | undefined {
    return notebook && this.selected.has(notebook.uri.toString()) ? this.kernelOf(notebook) : undefined;
  }

  dispose(): void {
    for (const kernel of this.kernels.values()) kernel.dispose();
    this.kernels.clear();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private kernelOf(notebook: vscode.NotebookDocument): NotebookKernel {
    const key = notebook.uri.toString();
    let kernel = this.kernels.get(key);
    if (!kernel) {
      kernel = new NotebookKernel(
        notebook, this.controller, this.problems, this.tell, () => this.ranEmitter.fire(notebook));
      this.kernels.set(key, kernel);
    }

    return kernel;
  }

  /** Notebooks of .NET get this kernel by themselves; others can choose it. */
  private prefer(notebook: vscode.NotebookDocument): void {
    if (!isForNet(notebook)) return;
    this.controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
  }

  private select(notebook: vscode.NotebookDocument, isSelected: boolean): void {
    const key = notebook.uri.toString();
    if (isSelected) {
      this.selected.add(key);
      this.warm(notebook);
    } else {
      this.selected.delete(key);
      this.close(notebook);
    }
  }

  /** Starts the session before the first cell, so that it is warm when that comes. A failure is told when one runs. */
  private warm(notebook: vscode.NotebookDocument | undefined): void {
    if (!vscode.workspace.isTrusted || vscode.window.activeNotebookEditor?.notebook !== notebook) return;
    this.find(notebook)?.start().catch(error => this.tell.note(String(error)));
  }

  private close(notebook: vscode.NotebookDocument): void {
    const key = notebook.uri.toString();
    this.kernels.get(key)?.dispose();
    this.kernels.delete(key);
  }
}
