// The window's side of the notebook: shows what the server says, and asks it for what the reader wants.
import { Cell } from "./cell";
import { asked, unasked } from "./asked";
import { nodes } from "./dom";
import { Kept } from "./kept";
import { Line } from "./line";
import { Messages } from "./messages";
import { showOutcome } from "./outcome";
import { Toolbar } from "./toolbar";
import type { CellInit, Init, Message, SessionInit, Status } from "./types";

const typingPause = 200;

export class Desk {
  readonly line: Line;
  readonly cells: Cell[] = [];

  private readonly bar: Toolbar;
  private readonly messages: Messages;
  private readonly kept: Kept;
  private readonly waiting = new Map<string, number>();
  private readonly sent = new Map<string, number>();
  private keys = 0;
  private wanted = "";
  private isClosing = false;
  private copy: string;

  constructor(private init: Init) {
    this.copy = init.copy;
    this.bar = new Toolbar(this, init);
    this.messages = new Messages();
    this.kept = new Kept(init.name);
    this.line = new Line(init.n, message => this.hear(message), isOpen => this.connected(isOpen));
    const main = document.getElementById("main")!;
    for (const one of init.cells.filter(cell => !cell.hidden)) {
      const block = document.getElementById(`cell-${one.id}`);
      const cell = new Cell(this, one, block);
      if (!block && one.kind === "code") this.place(cell, this.after(one.id), main);
      if (block || one.kind === "code") this.cells.push(cell);
    }

    this.countStale(init.cells.flatMap(cell => cell.status ? [cell.status] : []));
    this.showSession(init.session);
    if (init.question) this.ask(init.question as unknown as Message);
    setInterval(() => this.cells.forEach(cell => cell.tick()), 1000);
    addEventListener("pagehide", () => this.flush());
    this.offerKept();
  }

  // What the reader wants.

  wish(message: Message): void {
    if (!this.line.send({ ...message, by: this.line.by })) {
      this.messages.show("gone", "The server does not answer, so this cannot be done now.", [], true);
    }
  }

  run(id: string, which = "one"): void {
    this.flush();
    this.wish({ type: "run", id, which });
  }

  runMany(which: "all" | "stale"): void {
    this.flush();
    this.wish({ type: "run", which });
  }

  restart(): void {
    this.messages.show("restart", "Restart the session? Its variables are gone then; the text and what the cells " +
      "have " +
      "shown stay.", [
      ["Restart", () => this.wish({ type: "restart" })],
      ["Restart and run all", () => this.wish({ type: "restart", run: true })],
    ]);
  }

  saveAs(): void {
    this.messages.ask("save", "Edits and outputs are saved by themselves, to a copy beside the reports. Its name:",
      this.copy.replace(/\.ipynb$/, ""), "Save", name => this.wish({ type: "save", name }));
  }

  runAndGo(cell: Cell, next: "stay" | "next" | "insert"): boolean {
    if (cell.kind === "code") this.run(cell.id);
    return next === "stay" ? (cell.kind === "code" || (cell.select(), true)) : this.go(cell, next);
  }

  go(cell: Cell, next: "next" | "insert"): boolean {
    const below = this.cells[this.cells.indexOf(cell) + 1];
    if (next === "next" && below) below.select();
    else this.insert(cell.id, "below", "code");
    return true;
  }

  move(cell: Cell, by: number): void {
    this.cells[this.cells.indexOf(cell) + by]?.select();
  }

  /** The cell that has the focus itself. */
  selected(): Cell | null {
    return this.cells.find(cell => cell.block === document.activeElement) ?? null;
  }

  insert(id: string, where: "above" | "below", kind: "code" | "markdown"): void {
    this.wish({ type: "insert", id, where, kind });
  }

  remove(id: string): void {
    const index = this.cells.findIndex(cell => cell.id === id);
    this.wanted = (this.cells[index + 1] ?? this.cells[index - 1])?.id ?? "";
    this.wish({ type: "remove", id });
  }

  set(id: string, name: string, value: string): void {
    this.flush();
    this.wish({ type: "set", id, name, value });
  }

  /** A text was typed: it is kept here until the server has it. */
  edited(cell: Cell, isDone = false): void {
    if (!isDone) this.kept.keep(cell.id, cell.source);
    clearTimeout(this.waiting.get(cell.id));
    if (isDone) this.tell(cell.id, cell.source);
    else this.waiting.set(cell.id, window.setTimeout(() => this.tell(cell.id, cell.source), typingPause));
  }

  private flush(): void {
    for (const [id, timer] of this.waiting) {
      clearTimeout(timer);
      const cell = this.find(id);
      if (cell) this.tell(id, cell.source);
    }
  }

  private tell(id: string, source: string): void {
    this.waiting.delete(id);
    const key = ++this.keys;
    if (this.line.send({ type: "edit", id, source, by: this.line.by, key })) this.sent.set(id, key);
  }

  // What the server says.

  private hear(message: Message): void {
    const cell = typeof message.id === "string" ? this.find(message.id) : undefined;
    switch (message.type) {
      case "edited": this.hearEdit(message, cell); break;
      case "inserted": this.hearInsert(message); break;
      case "removed": this.hearRemove(cell); break;
      case "status":
        cell?.setStatus(message as unknown as Status);
        this.countStale([message as unknown as Status]);
        break;
      case "outputs": cell?.outputs?.take(message.clear, message.parts); break;
      case "outcome": showOutcome(message.masthead, message.claims); break;
      case "session": this.showSession(message as unknown as SessionInit); break;
      case "progress": this.bar.setProgress(message.text); break;
      case "saved":
        this.copy = message.copy;
        this.bar.setSaved(message.copy, message.at);
        break;
      case "notice": this.messages.show("notice", message.text, [], true); break;
      case "refused":
        this.messages.show("refused", message.text, [], true);
        this.cells.forEach(one => one.show());
        break;
      case "exported": this.messages.show("exported", message.text); break;
      case "asked": this.ask(message); break;
      case "answered": unasked(); break;
      case "closing": this.isClosing = true; break;
    }
  }

  private hearEdit(message: Message, cell: Cell | undefined): void {
    const isOwn = message.by === this.line.by, last = this.sent.get(message.id);
    if (isOwn && last === message.key) {
      this.sent.delete(message.id);
      if (!this.waiting.has(message.id)) this.kept.drop(message.id);
    }

    if (!cell) return;
    // What is on its way from here comes after this, and wins.
    const isBehind = this.waiting.has(message.id) || this.sent.has(message.id);
    if (!isBehind) cell.setSource(message.source, message.controls);
    if (message.html !== undefined && !isBehind) cell.setProse(message.html);
  }

  private hearInsert(message: Message): void {
    const init = message.cell as CellInit;
    if (init.hidden || this.find(init.id)) return;
    const block = nodes(message.html).find(node => node instanceof HTMLElement) as HTMLElement | undefined;
    const cell = new Cell(this, init, block ?? null);
    const before = message.before ? this.find(message.before) : undefined;
    const main = document.getElementById("main")!;
    this.place(cell, before, main);
    this.cells.splice(before ? this.cells.indexOf(before) : this.cells.length, 0, cell);
    if (message.by === this.line.by) cell.edit();
  }

  private hearRemove(cell: Cell | undefined): void {
    if (!cell) return;
    this.cells.splice(this.cells.indexOf(cell), 1);
    cell.editor?.destroy();
    cell.block.remove();
    this.kept.drop(cell.id);
    if (this.wanted) this.find(this.wanted)?.select();
    this.wanted = "";
    this.messages.pass("removed", "The cell was taken out.", [["Bring it back", () => this.wish({ type: "restore" })]]);
  }

  private ask(message: Message): void {
    const cell = message.cell ? this.find(message.cell) : undefined;
    asked(cell?.block ?? document.getElementById("main")!, message, text => {
      this.wish({ type: "reply", id: message.id, text });
    });
  }

  private showSession(session: SessionInit): void {
    this.bar.setSession(session);
    if (session.state !== "ended") this.messages.hide("ended");
    else {
      this.messages.show("ended", `The session has ended. ${session.text} The text and what the cells have shown ` +
        "stay; " +
        "variables are gone.", [
        ["Restart", () => this.wish({ type: "restart" })],
        ["Restart and run all", () => this.wish({ type: "restart", run: true })],
      ], true);
    }
  }

  private connected(isOpen: boolean): void {
    this.bar.setOpen(isOpen);
    if (!isOpen) {
      this.sent.clear();
      this.messages.show("server", this.isClosing
        ? "The server was stopped. You can go on reading and writing: edits are kept in this browser. Start it again " +
          "with studykit open."
        : "The server does not answer. Edits are kept in this browser until it does.", [], true);
      return;
    }

    this.messages.hide("server");
    this.messages.hide("gone");
    for (const [id, edit] of this.kept.all) {
      const cell = this.find(id);
      if (cell && cell.source === edit.source) this.tell(id, edit.source);
    }
  }

  /** Edits of a window that lost its server, found again. */
  private offerKept(): void {
    const lost = this.kept.all.filter(([id, edit]) => {
      const cell = this.find(id);
      if (cell && cell.source === edit.source) this.kept.drop(id);
      return cell && cell.source !== edit.source;
    });
    if (lost.length === 0) return;
    const cells = lost.length === 1 ? "one cell" : `${lost.length} cells`;
    this.messages.show("kept", `This browser keeps edits of ${cells} ` +
      `that were not saved (${lost[0]![1].at}).`, [
      ["Take them", () => lost.forEach(([id, edit]) => {
        this.find(id)?.setSource(edit.source, []);
        this.tell(id, edit.source);
      })],
      ["Forget them", () => lost.forEach(([id]) => this.kept.drop(id))],
    ]);
  }

  private readonly staleCells = new Set<string>();

  private countStale(statuses: Status[]): void {
    for (const status of statuses) {
      if (status.stale) this.staleCells.add(status.id);
      else this.staleCells.delete(status.id);
    }

    this.bar.setStale(this.staleCells.size);
  }

  private find(id: string): Cell | undefined {
    return this.cells.find(cell => cell.id === id);
  }

  /** The first shown cell after one that has no block yet. */
  private after(id: string): Cell | undefined {
    const place = this.init.cells.findIndex(cell => cell.id === id);
    const next = this.init.cells.slice(place + 1).map(cell => document.getElementById(`cell-${cell.id}`)).find(Boolean);
    const pair = next?.parentElement?.matches(".pair, .with-aside") ? next.parentElement : next;
    return pair ? { outer: pair } as Cell : undefined;
  }

  private place(cell: Cell, before: Cell | undefined, main: HTMLElement): void {
    if (before) before.outer.before(cell.block);
    else main.append(cell.block);
  }
}
