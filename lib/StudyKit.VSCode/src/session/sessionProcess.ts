import * as cp from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { randomBytes } from "node:crypto";
import type { StudyKitCommand } from "../command/studyKitCommand";
import { describeDeath, type Exit } from "./death";
import { Lines } from "./lines";
import type { Message } from "./protocol";

/** How long a session may take to stop by itself before it is killed, in milliseconds. */
const grace = 3000;

/** What the process wrote to its standard error last; enough to know how it died. */
const errorTail = 8192;

/** Hears what the process says and how it ends. */
export interface Listener {
  hear(message: Message): unknown;
  /** What native code printed: it belongs to the cell that runs. */
  print(name: "stdout" | "stderr", text: string): unknown;
  /** The process is gone; the sentence says how, and is empty when it was asked to. */
  died(sentence: string): void;
}

/** A notebook's process and the pipe to it. */
export class SessionProcess {
  private socket: net.Socket | undefined;
  private waiting: string[] = [];
  private errors = "";
  private isEnding = false;
  private isOver = false;

  private constructor(
    private readonly server: net.Server,
    private readonly child: cp.ChildProcess,
    private readonly pipe: string,
    private readonly listener: Listener,
  ) {
    server.once("connection", socket => this.connect(socket));
    child.stdout?.setEncoding("utf8").on("data", (text: string) => listener.print("stdout", text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.errors = (this.errors + text).slice(-errorTail);
      if (this.socket) listener.print("stderr", text);
    });
    child.once("error", error => this.end({ code: null, signal: null }, `It could not be started: ${error.message}.`));
    child.once("close", (code, signal) => this.end({ code, signal }));
  }

  /** Starts `studykit session` in the notebook's folder. */
  static async start(
    command: StudyKitCommand, folder: string, environment: NodeJS.ProcessEnv, listener: Listener,
  ): Promise<SessionProcess> {
    const name = `studykit-${process.pid}-${randomBytes(4).toString("hex")}`;
    const temporary = os.tmpdir();
    const isWindows = process.platform === "win32";
    // .NET keeps its named pipes as sockets there; both sides must mean the same folder.
    const pipe = isWindows ? `\\\\.\\pipe\\${name}` : path.join(temporary, `CoreFxPipe_${name}`);
    const server = net.createServer();
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(pipe, resolve));
    if (!isWindows) fs.chmodSync(pipe, 0o600);
    const child = cp.spawn(command.file, [...command.before, "session", name, folder], {
      cwd: folder,
      env: { ...process.env, ...environment, ...(isWindows ? {} : { TMPDIR: temporary }) },
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    return new SessionProcess(server, child, pipe, listener);
  }

  /** The process's number; undefined when it could not be started. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Whether messages still reach it. */
  get isAlive(): boolean {
    return !this.isOver && !this.isEnding;
  }

  /** Sends a message; one sent before the process has connected waits for it. */
  send(message: Message): void {
    const line = JSON.stringify(message) + "\n";
    if (this.socket) this.socket.write(line);
    else this.waiting.push(line);
  }

  /** Ends the process: by a word, and by force when it does not listen. */
  stop(): void {
    if (this.isOver || this.isEnding) return;
    this.isEnding = true;
    this.send({ type: "exit" });
    this.socket?.end();
    const timer = setTimeout(() => this.kill(), this.socket ? grace : 0);
    this.child.once("close", () => clearTimeout(timer));
  }

  /** Ends the process at once. */
  kill(): void {
    this.child.kill("SIGKILL");
  }

  private connect(socket: net.Socket): void {
    this.socket = socket;
    const lines = new Lines(line => this.listener.hear(JSON.parse(line) as Message));
    socket.on("data", bytes => lines.add(bytes));
    // A pipe that breaks is told by the end of the process.
    socket.on("error", () => {});
    for (const line of this.waiting) socket.write(line);
    this.waiting = [];
    this.removePipe();
  }

  /** Both ends are connected; a file that stays when the editor is killed serves nobody. */
  private removePipe(): void {
    this.server.close();
    if (process.platform !== "win32") fs.rmSync(this.pipe, { force: true });
  }

  private end(exit: Exit, reason?: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.removePipe();
    if (this.isEnding) return this.listener.died("");
    const before = this.socket ? "" : `It ended before it began. ${this.errors.trim()} `;
    this.listener.died(reason ?? (before.length > 0 ? before.trim() : describeDeath(exit, this.errors)));
  }
}
