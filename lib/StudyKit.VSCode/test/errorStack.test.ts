import assert from "node:assert/strict";
import { test } from "node:test";
import { placesOf, stackOf } from "../src/kernel/errorStack";
import type { ErrorMessage } from "../src/session/protocol";

const error: ErrorMessage = {
  type: "error", name: "System.Exception", message: "no",
  traceback: ["System.Exception: no", "   at F(Int32 n) in cell 2, line 3", "   at cell 5, line 1"],
};

test("Each place of the reader's is a line that VS Code makes a link of", () => {
  const places = [{ id: "r2", line: 2 }, { id: "r5", line: 0 }, { id: "r2", line: 2 }, { file: "/a.csx", line: 1 }];
  const orders: Record<string, number> = { r2: 2, r5: 5 };
  assert.equal(stackOf({ ...error, places }, place => orders[place.id ?? ""]), [
    "Cell In[2], line 3", "Cell In[5], line 1", ...error.traceback,
  ].join("\n"));
});

test("A session that lists no places has them in its traceback", () => {
  assert.deepEqual(placesOf(error), [
    { name: "cell 2", line: 2, column: 0 }, { name: "cell 5", line: 0, column: 0 },
  ]);
  const compilation = { ...error, traceback: ["cell 4, line 2, column 9: error CS0103: The name 'x' does not exist"] };
  assert.deepEqual(placesOf(compilation), [{ name: "cell 4", line: 1, column: 8 }]);
});
