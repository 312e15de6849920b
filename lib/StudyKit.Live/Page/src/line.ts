// The line to the server: wishes go out, numbered changes come in. It is taken up again by itself when it breaks.
import type { Message } from "./types";

type Hear = (message: Message) => void;

export class Line {
  /** Whether the server hears. */
  isOpen = false;
  /** This window's name, by which it knows its own edits. */
  readonly by = Math.random().toString(36).slice(2);

  private socket: WebSocket | null = null;
  private asked = new Map<number, (answer: Message) => void>();
  private questions = 0;
  private tries = 0;

  constructor(private last: number, private hear: Hear, private changed: (isOpen: boolean) => void) {
    this.connect();
  }

  send(message: Message): boolean {
    if (!this.isOpen) return false;
    this.socket?.send(JSON.stringify(message));
    return true;
  }

  /** Asks a language service about a cell. */
  ask(cell: string, request: Message): Promise<Message> {
    const ask = ++this.questions;
    return new Promise(resolve => {
      if (!this.send({ type: "ask", ask, id: cell, request })) resolve({ type: "reply", error: "no server" });
      else this.asked.set(ask, resolve);
    });
  }

  private connect(): void {
    const token = new URLSearchParams(location.search).get("token") ?? "";
    const socket = new WebSocket(`ws://${location.host}/line?token=${encodeURIComponent(token)}&since=${this.last}`);
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.tries = 0;
      this.isOpen = true;
      this.changed(true);
    });
    socket.addEventListener("message", event => this.take(JSON.parse(String(event.data)) as Message));
    socket.addEventListener("close", () => {
      if (this.isOpen || this.tries === 0) this.changed(false);
      this.isOpen = false;
      for (const resolve of this.asked.values()) resolve({ type: "reply", error: "no server" });
      this.asked.clear();
      this.tries += 1;
      setTimeout(() => this.connect(), Math.min(500 * this.tries, 5000));
    });
  }

  private take(message: Message): void {
    if (message.type === "reload") {
      location.reload();
      return;
    }

    if (message.type === "reply") {
      this.asked.get(message.ask)?.(message);
      this.asked.delete(message.ask);
      return;
    }

    // After a break the server begins where this page stopped.
    if (message.n !== undefined) {
      if (message.n <= this.last) return;
      this.last = message.n;
    }

    this.hear(message);
  }
}
