// A restart forgets the variables; a crash is told, a new session is there, outputs stay.
import assert from "node:assert/strict";
import path from "node:path";
import { until } from "../editor.mjs";
import { writeNotebook } from "../notebooks.mjs";
import { sessionsIn } from "../processes.mjs";

export const name = "restart; kill the session: told, restarted, outputs stay";

export async function check({ editor, folder, say }) {
  const file = writeNotebook(path.join(folder, "restart.ipynb"), [
    "int kept = 41;\nConsole.WriteLine(\"output that stays\");", "kept + 1",
    "Console.WriteLine(\"asleep\");\nSystem.Threading.Thread.Sleep(600_000);",
  ]);
  const window = await editor.window({ file });
  await window.run(0);
  await window.ran(0, 1);
  const [first] = sessionsIn(folder);
  await window.command("StudyKit: Restart Session");
  await another(folder, first);
  await window.run(1);
  await window.outputs("CS0103");

  await window.run(0);
  await window.run(2);
  await window.outputs("asleep");
  const [second] = sessionsIn(folder);
  const start = Date.now();
  process.kill(second, "SIGKILL");
  const told = await window.notified("the session has ended", 20);
  await window.outputs("The process was killed (SIGKILL).", 20);
  say(`told ${((Date.now() - start) / 1000).toFixed(1)} s after the kill: ${told}`);
  await another(folder, second);
  assert.ok((await window.outputText()).includes("output that stays"));
  await window.write(2, "6 * 7");
  await window.run(2);
  await window.outputs("42");
  assert.ok((await window.outputText()).includes("output that stays"));
  await window.close();
}

/** Ends when one process is there, and it is another than before. */
function another(folder, before) {
  return until(() => {
    const now = sessionsIn(folder);
    return now.length === 1 && now[0] !== before;
  }, 30, "a new process");
}
