// An endless cell is interrupted: it stops within two seconds, and the variables are kept.
import assert from "node:assert/strict";
import path from "node:path";
import { judge, until } from "../editor.mjs";
import { writeNotebook } from "../notebooks.mjs";

export const name = "interrupt an endless cell; its variables are kept, what waits is called off";

export async function check({ editor, folder, say }) {
  const file = writeNotebook(path.join(folder, "endless.ipynb"), [
    "int kept = 41;", "Console.WriteLine(\"begun\");\nwhile (true) { }", "kept + 1",
  ]);
  const window = await editor.window({ file });
  await window.runAll();
  await window.outputs("begun");
  await window.page.waitForTimeout(500);
  const start = Date.now();
  await window.interrupt();
  await until(async () => (await window.outputText()).includes("Interrupted"), 20, "the cell is interrupted");
  const seconds = (Date.now() - start) / 1000;
  judge(say, "interrupted", seconds, 2, "s");
  assert.equal((await window.outputText()).includes("42"), false, "The cell that waited is not run.");
  await window.run(2);
  await window.outputs("42");
  await window.close();
}
