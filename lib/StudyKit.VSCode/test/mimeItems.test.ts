import assert from "node:assert/strict";
import { test } from "node:test";
import { itemsOf, pictureOf } from "../src/kernel/mimeItems";

const decoded = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");

test("Text is joined, JSON is written, pictures are decoded", () => {
  const items = itemsOf({
    "text/html": ["<b>", "x</b>"], "application/vnd.x+json": { a: [1] }, "application/json": ["a", "b"],
    "image/png": Buffer.from([137, 80]).toString("base64"), "image/svg+xml": "<svg/>",
  });
  assert.deepEqual(items.map(item => item.mime), [
    "text/html", "application/vnd.x+json", "application/json", "image/png", "image/svg+xml",
  ]);
  assert.deepEqual(items.slice(0, 3).map(item => decoded(item.data)), ["<b>x</b>", '{"a":[1]}', '["a","b"]']);
  assert.deepEqual([...items[3]!.data], [137, 80]);
  assert.equal(decoded(items[4]!.data), "<svg/>");
});

test("Only the kit's own figures bring a picture for their chart", () => {
  const plotly = "application/vnd.plotly.v1+json";
  assert.equal(pictureOf({ "text/html": '<figure class="sk-figure">x', [plotly]: {} }), '<figure class="sk-figure">x');
  assert.equal(pictureOf({ "text/html": "<div>foreign</div>", [plotly]: {} }), undefined);
  assert.equal(pictureOf({ "text/html": '<figure class="sk-figure">x' }), undefined);
});
