// An error names cell and line; a click goes there.
import assert from "node:assert/strict";
import path from "node:path";
import { until } from "../editor.mjs";
import { writeNotebook } from "../notebooks.mjs";

export const name = "an error names cell and line, a click goes to the place, the rest is not run";

export async function check({ editor, folder, pictures }) {
  const file = writeNotebook(path.join(folder, "errors.ipynb"), [
    "int Halve(int number)\n{\n    if (number % 2 == 1) throw new ArgumentException(\"odd\");\n" +
      "    return number / 2;\n}",
    "Halve(3)", "\"never run\"",
  ]);
  const window = await editor.window({ file });
  await window.runAll();
  await window.outputs("ArgumentException");
  const text = await window.outputText();
  assert.ok(text.includes("Cell In[1], line 3"), text);
  assert.equal(text.includes("never run"), false);
  await window.picture(path.join(pictures, "error.png"), 420);
  await until(() => window.inOutputs(() => {
    const link = [...document.querySelectorAll("a")].find(one => one.textContent === "line 3");
    link?.click();
    return link !== undefined;
  }), 10, "a link to the line");
  await until(async () => await window.cell(0).locator(".monaco-editor.focused").count()
    || await window.page.locator('.monaco-list-row.focused[data-index="0"]').count(), 10, "the link goes to the cell");
  await window.command("Problems: Focus on Problems View");
  await until(async () => (await window.page.locator(".markers-panel").innerText()).includes("odd"), 15,
    "the error among the problems");
  await window.close();
}
