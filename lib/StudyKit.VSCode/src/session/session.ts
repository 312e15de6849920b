import {
  isEvent, knownProtocols, type InputMessage, type Message, type Outcome, type SessionEvent,
} from "./protocol";
import type { Listener } from "./sessionProcess";

/** The part of a process that a session needs; replaced in tests. */
export interface Connection {
  readonly isAlive: boolean;
  send(message: Message): void;
  stop(): void;
  kill(): void;
}

/** Hears what concerns the notebook and not one request. */
export interface SessionListener {
  event(event: SessionEvent): void;
  ask(input: InputMessage): void;
  /** What native code printed. */
  print(name: "stdout" | "stderr", text: string): void;
  /** The process says which version it is; once. */
  greeted(protocol: number, version: string): void;
  /** The process is gone though nobody asked it to. <paramref>began</paramref>: whether it had answered before. */
  died(sentence: string, began: boolean): void;
}

/** A cell to run. */
export interface CellRun {
  id: string;
  code: string;
  name: string;
  language: string;
}

/** How a run ended: as the session says, or with the session itself. */
export type RunEnd = Outcome | "Died";

/** A request that got no answer: the session says why, or is gone. */
export class RequestRefused extends Error {}

interface Pending {
  resolve(answer: Message): void;
  reject(error: Error): void;
}

/** Runs cells in one process, one after the other, and asks it about code at any time. */
export class Session implements Listener {
  private connection: Connection | undefined;
  private running: { id: string; resolve(end: RunEnd): void } | undefined;
  private readonly pending = new Map<number, Pending>();
  private nextRequest = 1;
  private greetedProtocol: number | undefined;

  constructor(private readonly listener: SessionListener) {}

  /** The protocol that the process speaks; undefined before it has said anything. */
  get protocol(): number | undefined {
    return this.greetedProtocol;
  }

  /** Whether a cell runs. */
  get isBusy(): boolean {
    return this.running !== undefined;
  }

  get isAlive(): boolean {
    return this.connection?.isAlive ?? false;
  }

  /** Takes the process that has been started, and greets it. */
  open(connection: Connection): void {
    this.connection = connection;
    connection.send({ type: "hello", input: true, language: true });
  }

  /** Runs a cell; the promise ends with it. */
  run(cell: CellRun): Promise<RunEnd> {
    if (this.running) throw new Error("A session runs one cell at a time.");
    if (!this.connection?.isAlive) return Promise.resolve("Died");
    const { connection } = this;
    return new Promise(resolve => {
      this.running = { id: cell.id, resolve };
      connection.send({ type: "run", ...cell });
    });
  }

  /** Asks the cell that runs to stop. What it has assigned is kept. */
  interrupt(): void {
    this.connection?.send({ type: "interrupt" });
  }

  /** Answers a cell's question; null: the reader will not. */
  reply(id: string, text: string | null): void {
    this.connection?.send({ type: "reply", id, text });
  }

  /**
   * Asks about code.
   * @returns The answer, and the number under which later requests name it.
   */
  request(type: string, body: Record<string, unknown>): { id: number; answer: Promise<Message>; cancel(): void } {
    const id = this.nextRequest++;
    const { connection } = this;
    if (!connection?.isAlive || this.greetedProtocol === 1) {
      const refused = Promise.reject<Message>(new RequestRefused("The session answers no questions about code."));
      refused.catch(() => {});
      return { id, answer: refused, cancel: () => {} };
    }

    const answer = new Promise<Message>((resolve, reject) => this.pending.set(id, { resolve, reject }));
    connection.send({ type, id, ...body });
    return { id, answer, cancel: () => this.pending.has(id) && connection.send({ type: "cancel", id }) };
  }

  /** Ends the process; nobody is told. */
  stop(): void {
    this.connection?.stop();
    this.finish("Died");
  }

  hear(message: Message): void {
    if (message.type === "hello") {
      this.greet(message["protocol"] as number, String(message["version"] ?? ""));
      return;
    }

    if (this.greetedProtocol === undefined) this.greet(1, "");
    if (isEvent(message)) {
      this.listener.event(message as SessionEvent);
    } else if (message.type === "input") {
      this.listener.ask(message as unknown as InputMessage);
    } else if (message.type === "ended") {
      this.end(message);
    } else if (message.type === "answer") {
      this.answer(message);
    }
  }

  print(name: "stdout" | "stderr", text: string): void {
    this.listener.print(name, text);
  }

  died(sentence: string): void {
    const began = this.greetedProtocol !== undefined;
    if (sentence.length > 0) this.listener.died(sentence, began);
    this.finish("Died");
  }

  private greet(protocol: number, version: string): void {
    this.greetedProtocol = protocol;
    if (!knownProtocols.includes(protocol)) this.connection?.stop();
    this.listener.greeted(protocol, version);
    if (!knownProtocols.includes(protocol)) this.finish("Died");
  }

  private end(message: Message): void {
    const { running } = this;
    if (!running) return;
    // Sessions before 2 do not name the run: they have one at a time, as this one has.
    if (message["run"] !== undefined && message["run"] !== running.id) return;
    this.running = undefined;
    running.resolve(message["outcome"] as Outcome);
  }

  private answer(message: Message): void {
    const id = message["id"] as number;
    const waiting = this.pending.get(id);
    this.pending.delete(id);
    if (typeof message["error"] === "string") waiting?.reject(new RequestRefused(message["error"]));
    else waiting?.resolve(message);
  }

  private finish(end: RunEnd): void {
    const { running } = this;
    this.running = undefined;
    running?.resolve(end);
    for (const waiting of this.pending.values()) waiting.reject(new RequestRefused("The session has ended."));
    this.pending.clear();
  }
}
