import * as vscode from "vscode";

/**
 * Lends executions. VS Code lets outputs be changed only through a cell that runs, which need not be the cell that they
 * belong to; where none runs, one of the cell's own is made for the moment and leaves its mark and number as they were.
 */
export class Executions {
  private active: vscode.NotebookCellExecution | undefined;
  private lent = 0;
  private free: (() => void) | undefined;

  constructor(private readonly controller: vscode.NotebookController) {}

  /** The cell runs from now on. */
  begin(execution: vscode.NotebookCellExecution): void {
    this.active = execution;
  }

  /** The cell runs no longer; ends when nobody uses its execution any more. */
  async end(): Promise<void> {
    this.active = undefined;
    if (this.lent > 0) await new Promise<void>(resolve => (this.free = resolve));
  }

  async borrow<T>(
    cell: vscode.NotebookCell, work: (execution: vscode.NotebookCellExecution) => T,
  ): Promise<Awaited<T>> {
    if (this.active) {
      this.lent++;
      try {
        return await work(this.active);
      } finally {
        if (--this.lent === 0) this.free?.();
      }
    }

    const summary = cell.executionSummary;
    const execution = this.controller.createNotebookCellExecution(cell);
    execution.executionOrder = summary?.executionOrder;
    execution.start(summary?.timing?.startTime);
    try {
      return await work(execution);
    } finally {
      execution.end(summary?.success, summary?.timing?.endTime);
    }
  }
}
