import assert from "node:assert/strict";
import { test } from "node:test";
import { largestDisplays, longestText, OutputPlan } from "../src/kernel/outputPlan";

const bundle = (text: string) => ({ "text/plain": text });

test("Text of one name in a row is one change", () => {
  const plan = new OutputPlan();
  for (const text of ["a", "b"]) plan.hear({ type: "stream", name: "stdout", text });
  plan.hear({ type: "stream", name: "stderr", text: "c" });
  assert.deepEqual(plan.take(), [
    { kind: "text", name: "stdout", text: "ab" }, { kind: "text", name: "stderr", text: "c" },
  ]);
  assert.ok(plan.isEmpty);
});

test("Of several updates the last counts, and one before the first showing changes that", () => {
  const plan = new OutputPlan();
  plan.hear({ type: "display", id: "d1", data: bundle("0") });
  plan.hear({ type: "update", id: "d1", data: bundle("1") });
  assert.deepEqual(plan.take(), [{ kind: "show", data: bundle("1"), isResult: false, id: "d1" }]);
  for (let i = 2; i < 1000; i++) plan.hear({ type: "update", id: "d1", data: bundle(String(i)) });
  plan.hear({ type: "update", id: "d2", data: bundle("other") });
  plan.hear({ type: "update", id: "d1", data: bundle("1000") });
  assert.deepEqual(plan.take(), [
    { kind: "replace", id: "d1", data: bundle("1000") }, { kind: "replace", id: "d2", data: bundle("other") },
  ]);
});

test("Of 100 MB of text the first megabyte is shown, and a sentence", () => {
  const plan = new OutputPlan();
  for (let i = 0; i < 1000; i++) plan.hear({ type: "stream", name: "stdout", text: "x".repeat(100_000) });
  const changes = plan.take();
  const text = changes.map(change => change.kind === "text" ? change.text : "").join("");
  assert.equal(changes.length, 1);
  const sentence = "\n[The cell wrote more than 1,000,000 characters; the rest is left out.]\n";
  assert.equal(text.length, longestText + sentence.length);
  assert.ok(text.endsWith(sentence));
});

test("A cell that displays without end is cut, and says so", () => {
  const plan = new OutputPlan(), picture = { "image/png": "A".repeat(10_000_000) };
  for (let i = 0; i < 10; i++) plan.hear({ type: "display", id: `d${i}`, data: picture });
  const changes = plan.take();
  assert.equal(changes.filter(change => change.kind === "show").length, largestDisplays / 10_000_000);
  assert.deepEqual(changes.at(-1), {
    kind: "text", name: "stderr", text: "[The cell displayed more than 50 million characters; the rest is left out.]\n",
  });
});
