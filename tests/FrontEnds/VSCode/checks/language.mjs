// Names are completed, mistakes underlined, types shown, declarations found.
import assert from "node:assert/strict";
import path from "node:path";
import { judge, until } from "../editor.mjs";
import { writeNotebook } from "../notebooks.mjs";

export const name = "complete a name, see a squiggle, hover, signature, definition";

export async function check({ editor, folder, pictures, say }) {
  const file = writeNotebook(path.join(folder, "language.ipynb"), [
    "int answerOfAll = 42;\nint Twice(int number) => 2 * number;", "answerOfAll", "var text = \"x\";", "Twice(1)",
  ]);
  const window = await editor.window({ file });
  const { page } = window;
  await window.runAll();
  await window.ran(3, 4);

  // The first list starts the compiler's services; the second is the usual one.
  const row = page.locator(".suggest-widget.visible .monaco-list-row").filter({ hasText: "answerOfAll" }).first();
  for (const [which, limit] of [["the first name completed", 5], ["the next name completed", 0.5]]) {
    await window.write(1, "");
    await page.keyboard.type("answerO", { delay: 60 });
    const start = Date.now();
    await row.waitFor({ timeout: 40_000 });
    judge(say, which, (Date.now() - start) / 1000, limit, "s");
    if (limit === 5) await page.keyboard.press("Escape");
  }

  await window.picture(path.join(pictures, "complete.png"), 420);
  await page.keyboard.press("Tab");
  await until(async () => (await lines(window, 1)).includes("answerOfAll"), 10, "the name is inserted");

  await window.write(2, "var text = nothingOfThisName + 1;");
  await until(() => window.cell(2).locator(".squiggly-error").count(), 20, "a squiggle");
  await window.cell(2).locator(".view-line span", { hasText: "nothingOfThisName" }).last().hover();
  await until(async () => (await page.locator(".monaco-hover:visible").allTextContents()).join().includes("CS0103"), 20,
    "the mistake is explained");
  await window.picture(path.join(pictures, "squiggle.png"));
  await page.keyboard.press("Escape");

  await window.write(3, "Twice");
  await page.keyboard.type("(", { delay: 60 });
  const hints = page.locator(".parameter-hints-widget");
  await until(async () => (await hints.allTextContents()).join().includes("int number"), 20, "the signature");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Home");
  await page.keyboard.press("F12");
  await until(async () => await window.cell(0).locator(".monaco-editor.focused").count(), 20, "the definition");
  assert.equal((await lines(window, 3)).includes("Twice("), true);
  await window.close();
}

function lines(window, index) {
  return window.cell(index).locator(".view-lines").first().innerText();
}
