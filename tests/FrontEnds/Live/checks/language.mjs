import assert from "node:assert/strict";
import path from "node:path";
import { loadavg } from "node:os";
import { writeNotebook } from "../notebooks.mjs";
import { until } from "../server.mjs";

export const name = "language: completion with words, signature, hover, squiggles";

export async function check({ folder, pictures, open, look, say }) {
  const server = await open(writeNotebook(folder));
  const window = await look(server), { page } = window;
  await window.runAll();
  const list = page.locator(".cm-tooltip-autocomplete");
  await window.write("print", "");
  const times = [];
  for (const word of ["ste", "Fig", "hea", "Cons"]) {
    await page.keyboard.type(word.slice(0, -1), { delay: 5 });
    const start = performance.now();
    await page.keyboard.type(word.slice(-1));
    await list.getByText(new RegExp(`^${word}`)).first().waitFor();
    times.push(performance.now() - start);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await until(async () => await list.count() === 0, "the list closed");
  }

  const dots = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.insertText("steps");
    const start = performance.now();
    await page.keyboard.type(".");
    await list.getByText(/^Select/).first().waitFor();
    dots.push(performance.now() - start);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
  }

  say(`keystroke to completion, warm: words ${times.map(Math.round).join(", ")} ms, after a dot ` +
    `${dots.map(Math.round).join(", ")} ms (load ${loadavg()[0].toFixed(1)})`);

  // What is chosen says what it is.
  await page.keyboard.type("Console.WriteL");
  await list.getByText("WriteLine").first().waitFor();
  await page.locator(".cm-completionInfo").waitFor();
  assert.match(await page.locator(".cm-completionInfo").innerText(), /WriteLine/);
  await page.screenshot({ path: path.join(pictures, "completion.png") });
  await page.keyboard.press("Enter");
  await page.keyboard.type("(");
  await page.locator(".live-signature").waitFor();
  assert.match(await page.locator(".live-signature").innerText(), /Console\.WriteLine/);
  await page.keyboard.press("Escape");
  await window.write("print", "int wrong = heads + nothing;");
  await page.locator(".cm-lintRange-error").waitFor();
  await page.locator(".cm-line span", { hasText: "int" }).last().hover();
  await page.getByText("heads", { exact: true }).last().hover().catch(() => {});
  await page.locator(".cm-lintRange-error").last().hover();
  await page.locator(".cm-diagnostic", { hasText: "CS0103" }).or(page.locator(".cm-diagnostic")).first().waitFor();
  await window.write("print", "heads + 1");
  await page.locator("#cell-print .cm-line").hover({ position: { x: 40, y: 8 } });
  await page.locator(".cm-tooltip-hover .live-hint").waitFor();
  assert.match(await page.locator(".cm-tooltip-hover .live-hint").innerText(), /int heads/);
}
