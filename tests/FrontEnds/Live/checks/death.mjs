import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { writeNotebook } from "../notebooks.mjs";
import { processesWith, sessionsIn } from "../processes.mjs";
import { until } from "../server.mjs";

export const name = "kill -9 of the session: told, text kept, restarted on request; no orphan stays";

export async function check({ folder, pictures, open, look }) {
  const server = await open(writeNotebook(folder, "death", {
    child: { source: "System.Diagnostics.Process.Start(\"sleep\", \"9173\");\nint x = 1;" },
    loop: { source: "Console.WriteLine(\"begun\");\nwhile (true) await Task.Delay(50);" },
    last: { source: "\"alive\"" },
  }));
  const window = await look(server);
  await window.state("ready");
  await window.page.getByRole("button", { name: "Run all cells" }).click();
  await window.shows("loop", "begun");
  await window.write("last", "\"alive again\"");
  await until(() => processesWith("9173").length === 1, "the cell's own process");
  const [session] = sessionsIn(folder);
  process.kill(session, "SIGKILL");
  await window.state("ended");
  await window.page.getByText("The session has ended.").waitFor();
  assert.match(await window.outputs("loop").innerText(), /SIGKILL/);
  assert.match(await window.outputs("loop").innerText(), /begun/);
  assert.equal(await window.source("last"), "\"alive again\"");
  await window.page.screenshot({ path: path.join(pictures, "death.png") });
  await until(() => processesWith("9173").length === 0, "the cell's process ended");
  await window.page.locator(".live-message").getByRole("button", { name: "Restart", exact: true }).click();
  await window.state("ready");
  await window.run("last");
  await window.shows("last", "alive again");

  // Ctrl-C ends all of it, and what was done is on disk.
  await window.run("child");
  await until(() => processesWith("9173").length === 1, "the cell's own process");
  await server.stop();
  await until(() => sessionsIn(folder).length === 0 && processesWith("9173").length === 0, "no process is left");
  const copy = path.join(folder, "reports", "death.live.ipynb");
  assert.ok(existsSync(copy));
  assert.match(readFileSync(copy, "utf8"), /alive again/);

  // Nobody looks and nothing runs: it ends by itself, and says so.
  const idle = await open(path.join(folder, "death.ipynb"), "--idle", "2s");
  await until(() => idle.ended, "the end of a server that is idle", 20_000);
  assert.match(idle.said, /2 s without a window/);
  assert.match(idle.said, /Nobody has had the page open/);

  // kill -9 of the server: its session ends by itself.
  const other = await open(path.join(folder, "death.ipynb"));
  await (await look(other)).state("ready");
  process.kill(other.process.pid, "SIGKILL");
  await until(() => sessionsIn(folder).length === 0, "its session ended", 15_000);
}
