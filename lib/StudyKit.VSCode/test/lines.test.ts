import assert from "node:assert/strict";
import { test } from "node:test";
import { Lines } from "../src/session/lines";

function cut(...pieces: (string | Buffer)[]): string[] {
  const heard: string[] = [];
  const lines = new Lines(line => heard.push(line));
  for (const piece of pieces) lines.add(Buffer.from(piece));
  return heard;
}

test("Lines are cut wherever the pieces end", () => {
  assert.deepEqual(cut("a", "b\nc", "d\ne\n", "\n", "rest"), ["ab", "cd", "e"]);
});

test("A character in two pieces is one character", () => {
  const bytes = Buffer.from("学习\n");
  assert.deepEqual(cut(bytes.subarray(0, 2), bytes.subarray(2, 4), bytes.subarray(4)), ["学习"]);
});

test("A line of 20 MB in 64 kB pieces is joined once, in under a second of the processor", () => {
  const piece = Buffer.alloc(65536, "x"), heard: string[] = [];
  const lines = new Lines(line => heard.push(line));
  const start = process.cpuUsage();
  for (let i = 0; i < 320; i++) lines.add(piece);
  lines.add(Buffer.from("\n"));
  assert.equal(heard[0]?.length, 320 * 65536);
  assert.ok(process.cpuUsage(start).user < 1_000_000);
});
