import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { writeNotebook } from "../notebooks.mjs";
import { until } from "../server.mjs";

export const name = "saved to a copy; the notebook stays as it is; the report is exported and opens without a server";

export async function check({ folder, context, pictures, open, look }) {
  const notebook = writeNotebook(folder), before = readFileSync(notebook, "utf8");
  const server = await open(notebook, "-p", "seed=3", "-p", "scale=study");
  const window = await look(server);
  assert.equal(await window.page.locator("#control-parameters-seed").inputValue(), "3");
  await window.runAll();
  await window.shows("print", "seed 3, heads 4");
  await window.write("print", "\"mine\"");
  await window.page.keyboard.press("Control+Enter");
  await window.shows("print", "mine");
  const copy = path.join(folder, "reports", "small.live.ipynb");
  await until(() => existsSync(copy) && readFileSync(copy, "utf8").includes("\\\"mine\\\""), "the copy");
  assert.equal(readFileSync(notebook, "utf8"), before, "the notebook is as it was");
  await window.page.getByRole("button", { name: /Export the report/ }).click();
  await window.page.getByText("The report is written").waitFor();
  const report = path.join(folder, "reports", "small.live.html");
  const page = await context.newPage();
  await page.goto(pathToFileURL(report).href);
  const clean = html => html.replace(/<!--output-->/g, "").replace(/\s+/g, " ").trim();
  const part = selector => page.locator(selector).first().evaluate(one => one.outerHTML).then(clean);
  const live = selector => window.page.locator(selector).first().evaluate(one => one.outerHTML).then(clean);
  for (const selector of [".masthead .outcome", ".all-claims", "#cell-claim .claim", "#cell-print .outputs pre"]) {
    assert.equal(await part(selector), await live(selector), selector);
  }

  await page.screenshot({ path: path.join(pictures, "report.png"), fullPage: true });
  await page.close();

  // The copy can be opened again, and is saved in its place.
  await server.stop();
  const again = await open(copy);
  const other = await look(again);
  assert.match(await other.text("print"), /mine/);
  await other.state("ready");
  await other.runAll();
  await other.shows("print", "mine");
  assert.match(again.said, /small\.live\.ipynb; the notebook/);
}
