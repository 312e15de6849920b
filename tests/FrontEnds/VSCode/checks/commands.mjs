// The commands: a headless run with its report beside the notebook, the doctor, a new notebook, the other language.
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { until } from "../editor.mjs";
import { writeNotebook } from "../notebooks.mjs";

export const name = "commands: headless run and report, doctor, new notebook, switch language";

export async function check({ editor, folder, pictures }) {
  const file = writeNotebook(path.join(folder, "one.ipynb"), ["#md # One", "6 * 7"]);
  mkdirSync(path.join(folder, "zh"));
  writeNotebook(path.join(folder, "zh", "one.ipynb"), ["#md # 一", "6 * 7"]);
  const window = await editor.window({ file });
  const { page } = window;

  await window.command("StudyKit: Run Headless and Open the Report");
  await until(() => existsSync(path.join(folder, "reports", "one.html")), 120, "the report is written");
  await until(async () => {
    const texts = await Promise.all(page.frames().map(frame => frame.evaluate(() => document.body?.innerText ?? "")
      .catch(() => "")));
    return texts.some(text => text.includes("One") && text.includes("42"));
  }, 60, "the report is shown beside the notebook");
  await window.picture(path.join(pictures, "report.png"));

  await window.command("StudyKit: Look at This Machine (Doctor)");
  await until(() => page.locator(".terminal-wrapper.active .xterm").count(), 60, "a terminal");

  await page.locator(".tab", { hasText: "one.ipynb" }).first().click();
  await window.command("StudyKit: Switch Between English and Chinese");
  await until(() => page.locator('.tab[data-resource-name="one.ipynb"]').count().then(count => count === 2), 30,
    "the Chinese edition is open");
  await window.close();

  const second = await editor.window({ file });
  await second.command("StudyKit: New Notebook");
  const input = second.page.locator(".quick-input-widget:visible input").first();
  await until(async () => (await input.inputValue()).endsWith("my-notebook.ipynb"), 60, "a name is offered");
  await second.page.waitForTimeout(1000);
  await second.page.keyboard.press("Enter");
  await until(() => existsSync(path.join(folder, "my-notebook.ipynb")), 60, "the notebook is written");
  await until(() => second.page.locator('.tab[data-resource-name="my-notebook.ipynb"]').count(), 60, "it is open");
  assert.equal(await second.kernel(), "StudyKit (C#)");
  await second.close();
}
