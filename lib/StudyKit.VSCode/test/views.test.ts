import assert from "node:assert/strict";
import { test } from "node:test";
import { newestReport, otherLanguage, reportFolder } from "../src/commands/reports";
import { inColoursOf } from "../src/renderers/chartColours";
import { factsOf, sourceOf } from "../src/renderers/claimView";
import { shareOf, wordsOf } from "../src/renderers/progressView";
import { durationText, numbersApart, numberText } from "../src/renderers/words";

test("Numbers look as in the report", () => {
  assert.deepEqual([0.0014, 3.2171, 8123, 1.2e-5, -0.5, 1e7 + 0.5, NaN, 12_364].map(value => numberText(value)), [
    "0.0014", "3.217", "8,123", "1.2×10⁻⁵", "−0.5", "10⁷", "not a number", "12,364",
  ]);
  assert.deepEqual(numbersApart([1.00001, 1.00002]), ["1.00001", "1.00002"]);
  assert.deepEqual([0.84, 12.4, 125, 7500, -1].map(durationText), [
    "0.8 s", "12 s", "2 min 5 s", "2 h 5 min", "unknown",
  ]);
});

test("A claim's facts are the report's: units once, interval beside the measurement", () => {
  assert.deepEqual(factsOf({
    published: "28.4", measured: "27.9", unit: "BLEU", interval: [27.1, 28.7], seeds: 3, rule: "measured ≥ 27",
  }), [
    ["Published", "28.4 BLEU", ""], ["Measured", "27.9 BLEU", "[27.1 to 28.7]"], ["Seeds", "3", ""],
    ["Rule", "measured ≥ 27", ""],
  ]);
  assert.deepEqual(factsOf({ measured: "2 of 3 seeds", unit: "seeds", seeds: 1 }), [["Measured", "2 of 3 seeds", ""]]);
});

test("A claim says whose it is", () => {
  assert.equal(sourceOf({ source: "§3.2", kind: "paper" }), "§3.2");
  assert.equal(sourceOf({ source: "§3.2", kind: "paper", central: true }), "§3.2 · central claim");
  assert.equal(sourceOf({ kind: "reader" }), "reader's question");
  assert.equal(sourceOf({ source: "eq. 1", kind: "check" }), "eq. 1 · check");
});

test("A bar says how far, what and how long", () => {
  const running = { done: 10, total: 40, unit: "steps", values: { loss: 0.4 }, elapsed_s: 1, left_s: 3 };
  assert.equal(shareOf(running), 0.25);
  assert.equal(wordsOf(running), "10 of 40 steps · loss 0.4 · 3 s left");
  assert.equal(wordsOf({ ...running, done: 40, state: "done" }), "40 of 40 steps · loss 0.4 · took 1 s");
  assert.equal(shareOf({ done: 3, total: 0 }), undefined);
});

test("A chart takes the page's colours; the kit's figures their own dark ones", () => {
  const page = {
    isDark: true, ink: "#eee", soft: "#aaa", line: "#333", strongLine: "#444", wash: "#222", font: "sans-serif",
  };
  const ours = inColoursOf({
    data: [{ line: { color: "#1f2328" }, fillcolor: "rgba(31,35,40,0.2)" }],
    layout: { meta: { dark: { "#1f2328": "#e6e8eb" } } },
  }, page);
  assert.deepEqual(ours.data, [{ line: { color: "#e6e8eb" }, fillcolor: "rgba(230,232,235,0.2)" }]);
  assert.equal(ours.layout["xaxis"], undefined);
  const foreign = inColoursOf({ data: [], layout: { xaxis2: { title: "x" } } }, page);
  assert.deepEqual(foreign.layout["xaxis2"], {
    title: "x", color: "#aaa", gridcolor: "#333", linecolor: "#444", zerolinecolor: "#444",
  });
});

test("The newest report of the notebook is opened, of whichever scale", () => {
  const files = [
    { file: "/r/01-transformer.html", written: 1 }, { file: "/r/01-transformer.study.html", written: 2 },
    { file: "/r/01-transformer-two.html", written: 3 }, { file: "/r/01-transformer.claims.json", written: 4 },
  ];
  assert.equal(newestReport("/n/01-transformer.ipynb", files), "/r/01-transformer.study.html");
  assert.equal(newestReport("/n/02-bert.ipynb", files), undefined);
  assert.equal(reportFolder("/n/a.ipynb", undefined), "/n/reports");
  assert.equal(reportFolder("/w/n/a.ipynb", "/w"), "/w/reports");
  assert.equal(otherLanguage("/n/01.ipynb"), "/n/zh/01.ipynb");
  assert.equal(otherLanguage("/n/zh/01.ipynb"), "/n/01.ipynb");
});
