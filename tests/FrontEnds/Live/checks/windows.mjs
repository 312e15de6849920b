import assert from "node:assert/strict";
import { writeNotebook } from "../notebooks.mjs";
import { until } from "../server.mjs";

export const name = "two windows and a reload in the middle of a run show the same";

export async function check({ folder, open, look }) {
  const server = await open(writeNotebook(folder, "slow", {
    loop: {
      source: "using StudyKit.Runtime.Progress;\nusing (var bar = new ProgressBar(\"steps\", 30))\n{\n" +
        "    for (int i = 1; i <= 30; i++)\n    {\n        Console.WriteLine($\"line {i}\");\n" +
        "        await Task.Delay(100);\n        bar.Report(i);\n    }\n\n" +
        "    bar.Finish();\n}",
    },
    after: { source: "\"done\"" },
  }));
  const one = await look(server), two = await look(server);
  await one.state("ready");
  await one.page.getByRole("button", { name: "Run all cells" }).click();
  await two.shows("loop", "line 3");
  const bar = two.outputs("loop").locator("progress");
  const early = Number(await bar.getAttribute("value"));
  await until(async () => Number(await bar.getAttribute("value").catch(() => 0)) > early, "the bar moves");
  await two.page.reload();
  await two.shows("loop", "line 8");
  await one.shows("after", "done");
  await two.shows("after", "done");
  await one.state("ready");
  await one.same(two, "after the run");
  assert.match(await two.text("loop"), /line 30/);
  await one.write("after", "\"changed\"");
  await until(async () => await two.source("after") === "\"changed\"", "the edit in the other window");
  await one.same(two, "after an edit");

  // Many small things at once, from both.
  let random = 12345;
  const next = limit => (random = (random * 1103515245 + 12345) % 2147483648) % limit;
  for (let i = 0; i < 60; i++) {
    const window = next(2) ? one : two;
    await window.page.evaluate(([what, at]) => {
      const cells = [...document.querySelectorAll("main .cell.code")], cell = cells[at % cells.length];
      cell.focus();
      const press = (key, more = {}) => document.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, ...more }));
      if (what < 3) press("Enter", { ctrlKey: true });
      else if (what < 5) press("b");
      else if (cells.length > 3) { press("d"); press("d"); }
      else press("a");
    }, [next(6), next(50)]);
    await window.page.waitForTimeout(next(40));
  }

  await one.state("ready");
  await one.same(two, "after sixty changes from both windows");
  await two.page.reload();
  await two.page.waitForTimeout(500);
}
