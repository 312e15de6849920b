import * as vscode from "vscode";
import type { KernelController } from "../kernel/controller";
import type { NotebookKernel } from "../kernel/notebookKernel";
import { isCode } from "../kernel/notebooks";
import type { Message } from "../session/protocol";
import { RequestRefused } from "../session/session";

/** A question about a cell's code, as every request carries it. */
export interface Question {
  kernel: NotebookKernel;
  cell: vscode.NotebookCell;
  body: { code: string; above: { id: string; name: string; code: string }[]; position?: number };
}

/** An answer, with the number that later requests name it by. */
export type Answer = Message & { asked: number; start?: unknown; end?: unknown };

/** Puts questions about code to the sessions of the notebooks that the cells stand in. */
export class Asking {
  constructor(private readonly kernels: KernelController) {}

  /** The question; undefined where the document is no cell of this kernel, or its session answers none. */
  question(document: vscode.TextDocument, position?: vscode.Position): Question | undefined {
    const notebook = vscode.workspace.notebookDocuments.find(one =>
      one.getCells().some(cell => cell.document === document));
    const kernel = this.kernels.find(notebook);
    const cell = notebook?.getCells().find(one => one.document === document);
    if (!notebook || !kernel?.helper || !cell || !isCode(cell)) return undefined;
    const above = notebook.getCells(new vscode.NotebookRange(0, cell.index)).filter(isCode).map(one => ({
      id: one.document.uri.toString(), name: `the cell at ${one.index + 1}`, code: one.document.getText(),
    }));
    const body = { code: document.getText(), above };
    return { kernel, cell, body: position ? { ...body, position: document.offsetAt(position) } : body };
  }

  /** The answer; undefined when it is not wanted any more, or the session has none. */
  async ask(
    type: string, kernel: NotebookKernel, body: Record<string, unknown>, token?: vscode.CancellationToken,
  ): Promise<Answer | undefined> {
    const request = kernel.helper?.request(type, body);
    if (!request) return undefined;
    const cancelled = token?.onCancellationRequested(() => request.cancel());
    try {
      return { ...await request.answer, asked: request.id };
    } catch (error) {
      if (error instanceof RequestRefused) return undefined;
      throw error;
    } finally {
      cancelled?.dispose();
    }
  }
}

/** A part of a document, from the offsets of an answer. */
export function rangeOf(document: vscode.TextDocument, part: { start?: unknown; end?: unknown }): vscode.Range {
  const start = Number(part.start ?? 0);
  return new vscode.Range(document.positionAt(start), document.positionAt(Number(part.end ?? start)));
}

/** Markdown of an answer; links in it are shown and start no command. */
export function markdown(text: unknown): vscode.MarkdownString | undefined {
  return typeof text === "string" && text.length > 0 ? new vscode.MarkdownString(text) : undefined;
}
