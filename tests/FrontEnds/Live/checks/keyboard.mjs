import assert from "node:assert/strict";
import { writeNotebook } from "../notebooks.mjs";
import { until } from "../server.mjs";

export const name = "the keyboard: Esc, a, b, dd, z, Enter, Ctrl-Enter, Shift-Enter; text by double click";

export async function check({ folder, open, look }) {
  const server = await open(writeNotebook(folder));
  const window = await look(server), { page } = window;
  const ids = () => page.evaluate(() => [...document.querySelectorAll("main .cell")].map(cell => cell.id));
  const inEditor = () => page.evaluate(() => document.activeElement?.classList.contains("cm-content"));
  await window.state("ready");
  await window.write("print", "1 + 1");
  await page.keyboard.press("Control+Enter");
  await window.shows("print", "2");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "cell-print");
  const before = await ids();
  await page.keyboard.press("b");
  await until(async () => (await ids()).length === before.length + 1 && await inEditor(), "a cell below, open");
  await page.keyboard.insertText("40 + 2");
  const made = (await ids()).at(-1);
  await page.keyboard.press("Shift+Enter");
  const shown = () => page.locator(`#${made} > .outputs`).innerText().catch(() => "");
  await until(async () => (await shown()).includes("42"), "its answer");
  await until(inEditor, "a new cell at the end");
  await page.keyboard.press("Escape");
  await page.keyboard.press("d");
  await page.keyboard.press("d");
  await until(async () => (await ids()).length === before.length + 1, "the last cell taken out");
  assert.equal(await page.evaluate(() => document.activeElement?.id), made);
  await page.keyboard.press("d");
  await page.keyboard.press("d");
  await until(async () => (await ids()).length === before.length, "the other taken out");
  await page.keyboard.press("z");
  await until(async () => (await page.locator(`#${made} > .outputs`).innerText().catch(() => "")).includes("42"),
    "brought back with its output");
  await window.cell("heads").locator(".cm-content").click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("a");
  await until(inEditor, "a cell above, open");
  const all = await ids();
  const focused = await page.evaluate(() => document.activeElement.closest(".cell").id);
  assert.equal(all[all.indexOf("cell-heads") - 1], focused);
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "cell-heads");
  await page.keyboard.press("Enter");
  assert.ok(await inEditor());

  // Text: a double click opens it, Shift-Enter draws it.
  await window.cell("text").locator("p").dblclick();
  await until(inEditor, "the text open");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText("## A new heading\n\nWith $x^2$ and **weight**.");
  await page.keyboard.press("Control+Enter");
  await window.cell("text").locator("h2", { hasText: "A new heading" }).waitFor();
  assert.equal(await window.cell("text").locator("math").count(), 1);
  assert.equal(await window.cell("text").locator("strong").innerText(), "weight");
}
