// However a notebook goes away while a cell runs, its process goes too.
import path from "node:path";
import { until } from "../editor.mjs";
import { writeNotebook } from "../notebooks.mjs";
import { extensionHosts, sessionsIn } from "../processes.mjs";

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
  for (const host of extensionHosts()) process.kill(host, "SIGKILL");
  await gone("the extension host is killed");
  await window.close();
}

async function begin(editor, file) {
  const window = await editor.window({ file });
  await window.run(0);
  await window.outputs("begun");
  return window;
}
