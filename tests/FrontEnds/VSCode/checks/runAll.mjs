// A reader opens a notebook, presses Run All and sees text, figure, claim, a bar that moves and a value.
import assert from "node:assert/strict";
import path from "node:path";
import { judge, until } from "../editor.mjs";
import { claim, figure, progress, usings, writeNotebook } from "../notebooks.mjs";

export const name = "run all of a short notebook, in the light and in the dark";

export async function check({ editor, folder, pictures, say }) {
  const file = writeNotebook(path.join(folder, "short.ipynb"), [
    "#md # Two small models", `${usings}\nConsole.WriteLine("hello from C#");`, figure, claim, progress, "6 * 7",
  ]);
  const window = await editor.window({ file });
  assert.equal(await window.kernel(), "StudyKit (C#)");
  await watch(window);
  const start = Date.now();
  await window.runAll();
  await window.outputs("hello from C#");
  judge(say, "first cell after Run All", (Date.now() - start) / 1000, 5, "s");
  await window.outputs("Loss of two small models");
  await window.outputs("The residual model ends lower.");
  await window.outputs("40 of 40 steps", 90);
  await window.idle();
  await until(() => window.inOutputs(() => document.querySelector(".studykit-live .js-plotly-plot")), 30, "the chart");
  const seen = await window.inOutputs(() => window.studykitSeen);
  const moves = seen.bar.slice(1).map((at, index) => at - seen.bar[index]);
  const rate = 1000 * moves.length / (seen.bar.at(-1) - seen.bar[0]);
  judge(say, `a bar that moved ${seen.bar.length} times`, rate, 2, "Hz");
  assert.ok(seen.bar.length >= 5, `The bar is moved in place. Received: ${seen.bar.length} times`);
  // The pictures are of a second run, as a reader has it who has worked in it for a while.
  await window.runAll();
  await window.ran(1, 6);
  await window.idle();
  await until(() => window.inOutputs(() => document.querySelector(".studykit-live .js-plotly-plot")), 30, "the chart");
  await window.picture(path.join(pictures, "light.png"));
  await window.theme("Dark");
  await window.picture(path.join(pictures, "dark.png"));
  const colours = await window.inOutputs(() => {
    const text = document.querySelector(".js-plotly-plot .xtick text");
    const verdict = document.querySelector(".studykit-verdict");
    return text && verdict && [getComputedStyle(text).fill, getComputedStyle(verdict).color];
  });
  const darkest = colours.map(colour => Math.max(...colour.match(/\d+/g).map(Number)));
  assert.ok(darkest.every(channel => channel > 150), `Text on a dark page is light. Received: ${colours}`);
  await window.theme("Light");
  const saved = await window.save(file);
  const kinds = saved.cells.map(cell => (cell.outputs ?? []).map(output =>
    [output.output_type, ...Object.keys(output.data ?? {})]));
  assert.deepEqual(kinds, [
    [], [["stream"]],
    [["execute_result", "application/vnd.plotly.v1+json", "text/html", "text/plain"]],
    [["execute_result", "application/vnd.studykit.claim+json", "text/html", "text/plain"]],
    [["display_data", "application/vnd.studykit.progress+json", "text/html", "text/plain"]],
    [["execute_result", "text/plain"]],
  ]);
  assert.ok(!JSON.stringify(saved).includes("studykitPicture"), "What is for the editor only is not written.");
  await window.close();
}

/** Notes in the page of outputs when the bar changes. */
async function watch(window) {
  await until(() => window.inOutputs(() => {
    if (!document.querySelector("#container")) return undefined;
    window.studykitSeen = { bar: [] };
    let last = "";
    new MutationObserver(() => {
      const width = document.querySelector(".studykit-bar i")?.style.width ?? "";
      if (width && width !== last) window.studykitSeen.bar.push(Date.now());
      last = width;
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    return true;
  }), 30, "the page of outputs");
}
