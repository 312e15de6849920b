import assert from "node:assert/strict";
import { loadavg } from "node:os";
import { writeNotebook } from "../notebooks.mjs";

export const name = "50 MB of output, and ten thousand updates a minute: the page goes on answering";

export async function check({ folder, open, look, say }) {
  const server = await open(writeNotebook(folder, "load", {
    much: {
      source: "string row = new('x', 99);\n" +
        "for (int i = 0; i < 500_000; i++) Console.WriteLine(row);\nConsole.WriteLine(\"end\");",
    },
    updates: {
      source: "using StudyKit.Charts;\nFigure Draw(int i) => Figure.Line(\"Live\").X(\"x\").Y(\"y\")\n" +
        "    .Series(\"curve\", Enumerable.Range(0, 50).Select(x => (double)x),\n" +
        "        Enumerable.Range(0, 50).Select(x => Math.Sin(x / 5.0 + i / 20.0)));\n" +
        "var shown = Draw(0).Display();\nvar clock = System.Diagnostics.Stopwatch.StartNew();\n" +
        "for (int i = 1; i <= 2000; i++)\n{\n    shown.Update(Draw(i));\n" +
        "    while (clock.Elapsed.TotalMilliseconds < i * 6) await Task.Delay(1);\n}\nclock.Elapsed.TotalSeconds",
    },
    type: { source: "// here" },
  }));
  const window = await look(server), { page } = window;
  await window.state("ready");
  await page.evaluate(() => {
    window.slow = [];
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) if (entry.name === "keydown") window.slow.push(entry.duration);
    }).observe({ type: "event", durationThreshold: 16, buffered: false });
  });
  for (const id of ["much", "updates"]) {
    await page.evaluate(() => { window.slow.length = 0; });
    const start = Date.now();
    await window.run(id);
    await window.state("busy");
    await window.cell("type").locator(".cm-content").click();
    let typed = 0;
    for (; Date.now() - start < 60_000 && await page.locator('.live-state[data-state="busy"]').count() > 0; typed++) {
      await page.keyboard.type("a");
      await page.waitForTimeout(60);
    }

    await window.state("ready", 120_000);
    const slow = (await page.evaluate(() => window.slow)).sort((a, b) => a - b);
    const at = share => slow.length === 0 ? "under 16"
      : String(slow[Math.min(slow.length - 1, Math.floor(share * slow.length))]);
    const took = ((Date.now() - start) / 1000).toFixed(1);
    say(`${id}: ${took} s, ${typed} keys, ${slow.length} took 16 ms or more: half of ` +
      `them ${at(0.5)} ms, 19 of 20 ${at(0.95)} ms, the slowest ${at(1)} ms (load ${loadavg()[0].toFixed(1)})`);
    assert.ok(typed > 3, "there was something to type against");
  }

  const text = await window.outputs("much").innerText();
  assert.match(text, /more lines/);
  assert.ok(await window.outputs("much").evaluate(box => box.innerHTML.length) < 3_000_000, "what is shown is bounded");
  await window.outputs("updates").locator("figure").waitFor();
}
