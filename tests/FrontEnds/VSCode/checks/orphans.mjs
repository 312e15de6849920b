// However a notebook goes away while a cell runs, its process goes too.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { until } from "../editor.mjs";
import { writeNotebook } from "../notebooks.mjs";
import { sessionsIn } from "../processes.mjs";

export const name = "no process is left: notebook closed, window closed, extension host killed";

// A closed window may come back for hours; for the check it may not.
export const options = { arguments: ["--reconnection-grace-time", "3"] };

export async function check({ editor, folder, say }) {
  const file = writeNotebook(path.join(folder, "busy.ipynb"), ["Console.WriteLine(\"begun\");\nwhile (true) { }"]);
  const gone = async what => {
    const start = Date.now();
    await until(() => sessionsIn(folder).length === 0, 60, `no process after ${what}`);
    say(`${what}: gone after ${((Date.now() - start) / 1000).toFixed(1)} s`);
  };

  let window = await begin(editor, file);
  await window.save(file);
  await window.command("View: Close Editor");
  await gone("the notebook is closed");
  await window.close();

  window = await begin(editor, file);
  await window.close();
  await gone("the window is closed");

  window = await begin(editor, file);
  for (const host of extensionHosts(editor.process.pid)) process.kill(host, "SIGKILL");
  await gone("the extension host is killed");
  await window.close();
}

async function begin(editor, file) {
  const window = await editor.window({ file });
  await window.run(0);
  await window.outputs("begun");
  return window;
}

/** Numbers of the extension hosts below this VS Code, and of no other. */
function extensionHosts(server) {
  const parents = new Map(), hosts = [];
  for (const name of readdirSync("/proc").filter(one => /^\d+$/.test(one))) {
    try {
      parents.set(Number(name), Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))[1]));
      if (readFileSync(`/proc/${name}/cmdline`, "utf8").includes("--type=extensionHost")) hosts.push(Number(name));
    } catch {
      // It has ended meanwhile.
    }
  }

  const isBelow = pid => pid === server || (parents.get(pid) > 1 && isBelow(parents.get(pid)));
  return hosts.filter(isBelow);
}
