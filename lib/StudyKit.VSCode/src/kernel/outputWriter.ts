import * as vscode from "vscode";
import type { ErrorMessage, MimeBundle } from "../session/protocol";
import { itemsOf, pictureOf } from "./mimeItems";
import { OutputPlan, type OutputChange } from "./outputPlan";

/** How often what has gathered is shown, in milliseconds. */
const beat = 60;

/** Turns an error's places into links. */
export type StackText = (error: ErrorMessage) => string;

/** Gives an execution through which a cell's outputs may be changed, and takes it back. */
export type Borrow = <T>(cell: vscode.NotebookCell, work: (execution: vscode.NotebookCellExecution) => T) => Promise<T>;

/** What an object's name means: the output that shows it, and the cell that it stands in. */
export type Shown = Map<string, { output: vscode.NotebookCellOutput; cell: vscode.NotebookCell }>;

/** Shows a run's events in its cell, also those that come after its end. */
export class OutputWriter {
  private readonly plan = new OutputPlan();
  private stream: { name: string; output: vscode.NotebookCellOutput } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();

  constructor(
    readonly cell: vscode.NotebookCell,
    private readonly order: number,
    private readonly shown: Shown,
    private readonly borrow: Borrow,
    private readonly stackText: StackText,
  ) {}

  /** Takes an event; it is shown at the next beat. */
  change(add: (plan: OutputPlan) => void): void {
    add(this.plan);
    if (this.plan.isEmpty) return;
    this.timer ??= setTimeout(() => void this.flush(), beat);
  }

  /** Shows what has gathered; ends when the editor has taken it. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const changes = this.plan.take();
    if (changes.length > 0) this.work = this.work.then(() => this.apply(changes));
    return this.work;
  }

  private async apply(changes: OutputChange[]): Promise<void> {
    try {
      for (const change of changes) await this.borrow(this.cell, execution => this.applyOne(execution, change));
    } catch (error) {
      // The cell was removed, or the notebook closed, while it ran: there is no place left to show anything.
      if (!this.cell.notebook.isClosed && this.cell.index >= 0) console.error("StudyKit:", error);
    }
  }

  private async applyOne(execution: vscode.NotebookCellExecution, change: OutputChange): Promise<void> {
    if (change.kind === "text") {
      const item = change.name === "stderr"
        ? vscode.NotebookCellOutputItem.stderr(change.text) : vscode.NotebookCellOutputItem.stdout(change.text);
      if (this.stream?.name === change.name) {
        await execution.appendOutputItems(item, this.stream.output);
        return;
      }

      const output = new vscode.NotebookCellOutput([item], { outputType: "stream" });
      this.stream = { name: change.name, output };
      await execution.appendOutput(output, this.cell);
    } else if (change.kind === "replace") {
      const place = this.shown.get(change.id);
      if (place) await execution.replaceOutputItems(toItems(change.data), place.output);
    } else {
      this.stream = undefined;
      await execution.appendOutput(this.outputOf(change), this.cell);
    }
  }

  private outputOf(change: Extract<OutputChange, { kind: "show" | "error" }>): vscode.NotebookCellOutput {
    if (change.kind === "error") {
      const { name, message } = change.error;
      const item = vscode.NotebookCellOutputItem.error({ name, message, stack: this.stackText(change.error) });
      return new vscode.NotebookCellOutput([item], { outputType: "error" });
    }

    const kind = change.isResult
      ? { outputType: "execute_result", executionCount: this.order } : { outputType: "display_data" };
    // The chart's renderer gets one form only: its picture goes along here, where no file is written from.
    const picture = pictureOf(change.data);
    const output = new vscode.NotebookCellOutput(
      toItems(change.data), picture === undefined ? kind : { ...kind, studykitPicture: picture, ...figureWish() });
    if (change.id !== undefined) this.shown.set(change.id, { output, cell: this.cell });
    return output;
  }
}

function figureWish(): { studykitStill: boolean } {
  return { studykitStill: !vscode.workspace.getConfiguration("studykit").get<boolean>("interactiveFigures", true) };
}

function toItems(bundle: MimeBundle): vscode.NotebookCellOutputItem[] {
  return itemsOf(bundle).map(item => new vscode.NotebookCellOutputItem(item.data, item.mime));
}
