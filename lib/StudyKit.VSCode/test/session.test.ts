import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message, SessionEvent } from "../src/session/protocol";
import { RequestRefused, Session, type Connection, type SessionListener } from "../src/session/session";

class Fake implements Connection, SessionListener {
  isAlive = true;
  readonly sent: Message[] = [];
  readonly events: SessionEvent[] = [];
  readonly told: string[] = [];
  send(message: Message): void { this.sent.push(message); }
  stop(): void { this.isAlive = false; }
  kill(): void { this.isAlive = false; }
  event(event: SessionEvent): void { this.events.push(event); }
  ask(): void { this.told.push("asked"); }
  print(): void {}
  greeted(protocol: number): void { this.told.push(`protocol ${protocol}`); }
  died(sentence: string, began: boolean): void { this.told.push(`${sentence} ${began}`); }
}

function open(): { fake: Fake; session: Session } {
  const fake = new Fake(), session = new Session(fake);
  session.open(fake);
  return { fake, session };
}

const cell = { id: "r1", code: "1", name: "cell 1", language: "csharp" };

test("A run ends with its own end, and not with another's", async () => {
  const { fake, session } = open();
  session.hear({ type: "hello", protocol: 2, version: "0.1.0" });
  const end = session.run(cell);
  session.hear({ type: "stream", name: "stdout", text: "x", run: "r1" });
  session.hear({ type: "ended", outcome: "Failed", run: "r0" });
  assert.ok(session.isBusy);
  session.hear({ type: "ended", outcome: "Succeeded", run: "r1" });
  assert.equal(await end, "Succeeded");
  assert.deepEqual(fake.sent.map(message => message.type), ["hello", "run"]);
  assert.equal(fake.events.length, 1);
});

test("Answers find their questions, whatever the order", async () => {
  const { fake, session } = open();
  session.hear({ type: "hello", protocol: 2, version: "0.1.0" });
  const one = session.request("complete", { code: "a" }), two = session.request("hover", { code: "b" });
  assert.deepEqual(fake.sent.slice(1), [
    { type: "complete", id: 1, code: "a" }, { type: "hover", id: 2, code: "b" },
  ]);
  session.hear({ type: "answer", id: 2, contents: "two" });
  session.hear({ type: "answer", id: 1, error: "The cell is gone." });
  assert.equal((await two.answer)["contents"], "two");
  await assert.rejects(one.answer, new RequestRefused("The cell is gone."));
});

test("An old session runs cells and is asked nothing", async () => {
  const { fake, session } = open();
  session.hear({ type: "ready" });
  const end = session.run(cell);
  session.hear({ type: "ended", outcome: "Succeeded" });
  assert.equal(await end, "Succeeded");
  assert.deepEqual(fake.told, ["protocol 1"]);
  await assert.rejects(session.request("hover", {}).answer, RequestRefused);
  assert.deepEqual(fake.sent.map(message => message.type), ["hello", "run"]);
});

test("A newer session than is known is let go", async () => {
  const { fake, session } = open();
  const end = session.run(cell);
  session.hear({ type: "hello", protocol: 3, version: "9.0.0" });
  assert.equal(await end, "Died");
  assert.deepEqual(fake.told, ["protocol 3"]);
  assert.equal(fake.isAlive, false);
});

test("A session that dies ends its run and its questions, and is told once", async () => {
  const { fake, session } = open();
  session.hear({ type: "hello", protocol: 2, version: "0.1.0" });
  const end = session.run(cell), request = session.request("hover", {});
  session.died("Native code crashed with SIGSEGV.");
  assert.equal(await end, "Died");
  await assert.rejects(request.answer, RequestRefused);
  assert.deepEqual(fake.told, ["protocol 2", "Native code crashed with SIGSEGV. true"]);
});
