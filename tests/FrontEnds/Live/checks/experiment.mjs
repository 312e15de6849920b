import assert from "node:assert/strict";
import path from "node:path";
import { writeNotebook } from "../notebooks.mjs";
import { until } from "../server.mjs";

export const name = "an experiment: slider, form, edit; what depends on it is out of date; the curve before stays pale";

export async function check({ folder, pictures, open, look }) {
  const server = await open(writeNotebook(folder));
  const window = await look(server);
  await window.runAll();

  // A parameter: what reads it is out of date, and nothing else is.
  await window.page.locator("#control-parameters-seed").fill("7");
  await window.page.locator("#control-parameters-seed").press("Tab");
  await until(async () => await window.said("parameters") === "out of date", "the form's cell out of date");
  await until(async () => await window.said("print") === "out of date", "the cell that reads the seed out of date");
  assert.notEqual(await window.said("figure"), "out of date");
  await window.page.getByRole("button", { name: "Run the cells that are out of date" }).click();
  await window.shows("print", "seed 7, heads 4");

  // A value that does not fit is refused with a sentence.
  await window.page.locator("#control-parameters-seed").fill("99999999999");
  await window.page.locator("#control-parameters-seed").press("Tab");
  await window.page.getByText("seed has the type int").waitFor();

  // The slider runs its experiment: the figure, the claim and the text that depend on it.
  await window.page.locator("#control-heads-heads").fill("12");
  await window.shows("print", "heads 12");
  await window.outputs("figure").scrollIntoViewIfNeeded();
  const traces = () => window.outputs("figure").locator(".figure-live").evaluate(chart => chart.data?.map(one =>
    [one.name ?? "", one.opacity ?? 1]));
  await until(async () => (await traces().catch(() => []))?.length === 2, "two curves", 20_000);
  const [now, before] = await traces();
  assert.equal(now[1], 1);
  assert.ok(before[1] < 0.5 && /before/.test(before[0]), `The earlier curve is pale: ${before}`);
  await window.page.screenshot({ path: path.join(pictures, "experiment.png") });

  // The text itself: edited, run with Shift-Enter, and what reads it is out of date until it runs.
  await window.write("heads", "int heads = 16;   // slider 1..16");
  await until(async () => await window.said("heads") === "out of date", "the edited cell out of date");
  await window.page.keyboard.press("Shift+Enter");
  await until(async () => await window.said("print") === "out of date", "what reads it out of date");
  assert.equal(await window.page.locator("#control-heads-heads").inputValue(), "16");
}
