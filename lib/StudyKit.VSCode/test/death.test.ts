import assert from "node:assert/strict";
import { test } from "node:test";
import { describeDeath } from "../src/session/death";

test("A signal is told the same from Node and from a shell", () => {
  const killed = "The process was killed (SIGKILL). If nobody did that by hand, the system ran out of memory: take a " +
    "smaller scale or batch.";
  assert.equal(describeDeath({ code: null, signal: "SIGKILL" }, ""), killed);
  assert.equal(describeDeath({ code: 137, signal: null }, ""), killed);
  assert.equal(describeDeath({ code: null, signal: "SIGSEGV" }, ""), "Native code crashed with SIGSEGV.");
});

test("What the runtime wrote last says more than the code", () => {
  assert.match(describeDeath({ code: 134, signal: null }, "Stack overflow.\n at F()"), /overflowed the stack/);
  const native = "terminate called\n  what(): bad size";
  assert.match(describeDeath({ code: 134, signal: null }, native), /^bad size \(Native/);
  assert.equal(
    describeDeath({ code: 3, signal: null }, ""),
    "The cell ended the process (exit code 3). A notebook stops by throwing, not by Environment.Exit.");
});
