// A server of the live page, as a reader starts it.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
export const program = path.join(root, "artifacts", "bin", "StudyKit.Cli", "release", "StudyKit.Cli.dll");

export class Server {
  said = "";
  start = Date.now();
  ended = false;

  static async open(folder, notebook, ...more) {
    const server = new Server();
    server.process = spawn("dotnet", [program, "open", notebook, "--no-browser", ...more], { cwd: folder });
    server.process.stdout.on("data", text => { server.said += text; });
    server.process.stderr.on("data", text => { server.said += text; });
    server.process.on("exit", () => { server.ended = true; });
    server.url = await until(() => {
      if (server.ended) throw new Error(`The server ended: ${server.said}`);
      return /http:\S+/.exec(server.said)?.[0];
    }, "the server's address", 20_000);
    return server;
  }

  get port() {
    return new URL(this.url).port;
  }

  get token() {
    return new URL(this.url).searchParams.get("token");
  }

  /** Ctrl-C, and waits until the program has ended. */
  async stop() {
    if (!this.ended) this.process.kill("SIGINT");
    await until(() => this.ended, "the server's end", 15_000);
  }
}

export async function until(what, name, limit = 10_000) {
  const start = Date.now();
  for (;;) {
    const found = await what();
    if (found) return found;
    if (Date.now() - start > limit) throw new Error(`Waited ${limit} ms for ${name}.`);
    await new Promise(resolve => setTimeout(resolve, 30));
  }
}
