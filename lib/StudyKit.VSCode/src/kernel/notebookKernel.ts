import * as path from "node:path";
import * as vscode from "vscode";
import type { InputMessage, Message, Place, SessionEvent } from "../session/protocol";
import { Session, type RunEnd, type SessionListener } from "../session/session";
import { SessionProcess } from "../session/sessionProcess";
import { Executions } from "./executions";
import { stackOf } from "./errorStack";
import { folderOf, languageOf } from "./notebooks";
import { OutputWriter, type Shown } from "./outputWriter";
import { RunProblems } from "./runProblems";
import type { Teller } from "./teller";
import { environmentOf, findFor } from "./wishes";

/** How long a cell may take to stop before the reader is asked, in milliseconds. */
const patience = 5000;

/** A run: its cell, the number beside it, and where its outputs go. */
interface Run {
  order: number;
  cell: vscode.NotebookCell;
  writer: OutputWriter;
}

/** One notebook's session and the cells that wait for it. */
export class NotebookKernel implements SessionListener, vscode.Disposable {
  private readonly executions: Executions;
  private readonly shown: Shown = new Map();
  private runs = new Map<string, Run>();
  private session: Session | undefined;
  private process: SessionProcess | undefined;
  private starting: Promise<Session> | undefined;
  private queue: Promise<void> = Promise.resolve();
  /** Grows when everything that waits is called off. */
  private round = 0;
  private order = 0;
  private nextRun = 1;
  private current: Run | undefined;
  private question: vscode.CancellationTokenSource | undefined;
  private impatience: NodeJS.Timeout | undefined;
  private isDisposed = false;

  constructor(
    readonly notebook: vscode.NotebookDocument,
    private readonly controller: vscode.NotebookController,
    private readonly problems: RunProblems,
    private readonly tell: Teller,
    private readonly ran: () => void,
  ) {
    this.executions = new Executions(controller);
  }

  /** The cell that a run, or an unsaved cell's address, stands for. */
  cellOf(place: Place): vscode.NotebookCell | undefined {
    const run = place.id === undefined
      ? [...this.runs.values()].find(one => `cell ${one.order}` === place.name) : this.runs.get(place.id);
    return run?.cell ?? this.notebook.getCells().find(cell => cell.document.uri.toString() === place.id);
  }

  /** The session, when it is there and knows requests about code. */
  get helper(): Session | undefined {
    return this.session?.isAlive && (this.session.protocol ?? 1) >= 2 ? this.session : undefined;
  }

  /** Whether a process of this notebook is there; for tests and for the doctor. */
  get pid(): number | undefined {
    return this.process?.isAlive ? this.process.pid : undefined;
  }

  /** Starts the session when there is none. */
  start(): Promise<Session> {
    if (this.session?.isAlive) return Promise.resolve(this.session);
    return (this.starting ??= this.open().finally(() => (this.starting = undefined)));
  }

  /** Runs cells in their order, after those that wait already; stops at the first that fails. */
  async run(cells: readonly vscode.NotebookCell[]): Promise<void> {
    const mine = cells.map(cell => ({ cell, execution: this.controller.createNotebookCellExecution(cell) }));
    const round = this.round;
    const turn = this.queue.then(async () => {
      let goesOn = true;
      for (const { cell, execution } of mine) {
        if (goesOn && round === this.round && !this.isDisposed) goesOn = await this.runOne(cell, execution, round);
        else execution.end(undefined);
      }
    });
    this.queue = turn.catch(error => console.error("StudyKit:", error));
    await this.queue;
  }

  /** Stops the cell that runs, and calls off those that wait. */
  interrupt(): void {
    this.round++;
    this.question?.cancel();
    const { current } = this;
    if (!current || !this.session?.isBusy) return;
    this.session.interrupt();
    clearTimeout(this.impatience);
    this.impatience = setTimeout(() => {
      if (this.current === current) this.tell.cellDoesNotStop(this.name, () => void this.restart());
    }, patience);
  }

  /** Ends the session and starts another: variables are gone, outputs stay. */
  async restart(): Promise<void> {
    this.round++;
    this.forget();
    await this.queue;
    await this.start();
  }

  dispose(): void {
    this.isDisposed = true;
    this.round++;
    this.forget();
  }

  event(event: SessionEvent): void {
    const run = event.run === undefined ? this.current : this.runs.get(event.run);
    if (event.type === "progress") {
      this.tell.busy(this.name, event.done ? undefined : event.task);
      return;
    }

    // What does not compile is underlined already, by a session that knows code.
    const isUnderlined = event.type === "error" && event.name === "CompilationError" && this.helper !== undefined;
    if (event.type === "error" && run && !isUnderlined) {
      this.problems.show(run.cell, event, place => this.cellOf(place));
    }

    run?.writer.change(plan => plan.hear(event));
  }

  print(name: "stdout" | "stderr", text: string): void {
    this.current?.writer.change(plan => plan.write(name, text));
  }

  ask(input: InputMessage): void {
    void this.answer(input);
  }

  greeted(protocol: number, version: string): void {
    const refusal = this.tell.greeted(protocol, version);
    if (refusal !== undefined) this.sayInCell("NoSession", refusal);
  }

  died(sentence: string, began: boolean): void {
    this.sayInCell("SessionEnded", sentence);
    this.question?.cancel();
    this.round++;
    this.reset();
    this.tell.sessionDied(this.name, sentence, began);
    // A process that never began would end again: it is started when the reader runs a cell.
    if (began && !this.isDisposed) this.start().catch(error => this.tell.cannotStart(error));
  }

  /** An error of the session, in the cell that runs. */
  private sayInCell(name: string, message: string): void {
    this.current?.writer.change(plan => plan.hear({ type: "error", name, message, traceback: [] }));
  }

  private get name(): string {
    return path.basename(this.notebook.uri.path);
  }

  private async open(): Promise<Session> {
    const command = findFor(this.notebook);
    const session = new Session(this);
    const process = await SessionProcess.start(command, folderOf(this.notebook), environmentOf(), {
      hear: (message: Message) => this.session === session && session.hear(message),
      print: (name, text) => this.session === session && session.print(name, text),
      died: sentence => session.died(this.session === session ? sentence : ""),
    });
    if (this.isDisposed) {
      process.stop();
      throw new Error("The notebook was closed.");
    }

    this.reset();
    this.session = session;
    this.process = process;
    session.open(process);
    this.tell.started(this.name, command.from, process.pid);
    return session;
  }

  private async runOne(
    cell: vscode.NotebookCell, execution: vscode.NotebookCellExecution, round: number,
  ): Promise<boolean> {
    if (cell.index < 0) {
      execution.end(undefined);
      return true;
    }

    execution.start(Date.now());
    await execution.clearOutput();
    this.problems.clear(cell);
    let end: RunEnd = "Died";
    try {
      const session = await this.start();
      // Called off while the session was starting.
      if (round === this.round) end = await this.runIn(session, cell, execution);
    } catch (error) {
      await this.sayCannotStart(cell, execution, error);
    }

    execution.end(end === "Succeeded", Date.now());
    this.ran();
    return end === "Succeeded";
  }

  private async runIn(
    session: Session, cell: vscode.NotebookCell, execution: vscode.NotebookCellExecution,
  ): Promise<RunEnd> {
    const id = `r${this.nextRun++}`, order = ++this.order;
    execution.executionOrder = order;
    this.executions.begin(execution);
    const borrow = this.executions.borrow.bind(this.executions);
    const writer = new OutputWriter(cell, order, this.shown, borrow, error =>
      stackOf(error, place => this.runs.get(place.id ?? "")?.order ?? this.orderNamed(place)));
    const run = { order, cell, writer };
    this.runs.set(id, run);
    this.current = run;
    const code = cell.document.getText();
    const end = await session.run({ id, code, name: `cell ${order}`, language: languageOf(cell) });
    clearTimeout(this.impatience);
    this.question?.cancel();
    await writer.flush();
    this.current = undefined;
    await this.executions.end();
    return end;
  }

  /** A place without a run's id names the cell as the run did. */
  private orderNamed(place: Place): number | undefined {
    return [...this.runs.values()].find(run => `cell ${run.order}` === place.name)?.order;
  }

  private async answer(input: InputMessage): Promise<void> {
    const question = new vscode.CancellationTokenSource();
    this.question = question;
    const text = await vscode.window.showInputBox({
      title: `${this.name}: a cell waits for a line`,
      prompt: input.prompt,
      password: input.hidden,
      ignoreFocusOut: true,
    }, question.token);
    // When the cell has ended meanwhile nobody waits for an answer.
    if (!question.token.isCancellationRequested) this.session?.reply(input.id, text ?? null);
  }

  private async sayCannotStart(
    cell: vscode.NotebookCell, execution: vscode.NotebookCellExecution, error: unknown,
  ): Promise<void> {
    if (this.isDisposed) return;
    const message = error instanceof Error ? error.message : String(error);
    const item = vscode.NotebookCellOutputItem.error({ name: "NoSession", message, stack: "" });
    await execution.appendOutput(new vscode.NotebookCellOutput([item], { outputType: "error" }), cell);
    this.tell.cannotStart(error);
  }

  /** Lets the process go. What runs ends as it does when a process dies, but nobody is told. */
  private forget(): void {
    const { session } = this;
    this.session = undefined;
    this.process = undefined;
    this.question?.cancel();
    session?.stop();
  }

  /** What belonged to the process that is gone. Outputs stay, and late words of the old one find no cell. */
  private reset(): void {
    this.runs = new Map();
    this.shown.clear();
    this.order = 0;
    clearTimeout(this.impatience);
  }
}
