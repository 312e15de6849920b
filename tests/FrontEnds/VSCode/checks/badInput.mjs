// What is missing or odd gets a sentence that says what to do, and nothing is lost.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeNotebook } from "../notebooks.mjs";
import { sessionsIn } from "../processes.mjs";

export const name = "a wrong setting, an old session, one from the future, two windows, no workspace, 100 MB of output";

export async function check({ editor, folder, program, say }) {
  const cells = ["Console.WriteLine(\"here\");", "var place = Environment.CurrentDirectory;\nplace"];
  const file = writeNotebook(path.join(folder, "one.ipynb"), cells);

  // Two windows on one notebook have a session each, and the second one's outputs are its own.
  const first = await editor.window({ file }), second = await editor.window({ file });
  await first.run(0);
  await first.outputs("here");
  await second.run(1);
  await second.outputs(folder);
  assert.equal(sessionsIn(folder).length, 2);
  assert.equal((await second.outputText()).includes("here"), false);
  await second.close();

  // 100 MB of output: the first megabyte is there, a sentence, and the editor answers.
  await first.write(0, "var line = new string('x', 999) + '\\n';\n" +
    "for (int i = 0; i < 100_000; i++) Console.Write(line);");
  const start = Date.now();
  await first.run(0);
  await first.page.waitForTimeout(1000);
  await first.idle(240);
  say(`100 MB of output took ${((Date.now() - start) / 1000).toFixed(0)} s`);
  const text = (await first.save(file)).cells[0].outputs.map(output => output.text.join("")).join("");
  const sentence = "[The cell wrote more than 1,000,000 characters; the rest is left out.]\n";
  assert.ok(text.endsWith(sentence), text.slice(-200));
  assert.ok(text.length < 1_100_000);

  await first.close();

  // Sessions of other versions, played by small programs; then no program at all.
  const other = writeNotebook(path.join(folder, "two.ipynb"), cells);
  const playing = async (command, work) => {
    editor.change({ "studykit.command": command });
    const window = await editor.window({ file: other });
    await window.run(1);
    await work(window);
    await window.close();
  };
  await playing(player(folder, undefined), window => window.notified("is older than the extension"));
  await playing(player(folder, 3), window => window.outputs("studykit 9.9.9 is newer than the extension"));
  await playing("/nowhere/studykit", async window => {
    await window.outputs("The setting studykit.command names a file by its full path. Received: /nowhere/studykit");
    await window.notified("which is not there");
  });
  editor.change({ "studykit.command": program });

  // A notebook outside the workspace runs in its own folder.
  const outside = path.join(folder, "..", `${path.basename(folder)}-outside`);
  mkdirSync(outside);
  const lonely = await editor.window({ file: writeNotebook(path.join(outside, "lonely.ipynb"), cells), folder: null });
  await lonely.run(1);
  await lonely.outputs(outside);
  await lonely.close();
}

/** A program that speaks the protocol as far as its greeting. */
function player(folder, protocol) {
  const script = path.join(folder, `player-${protocol ?? "old"}`);
  const greeting = protocol === undefined ? { type: "ready" } : { type: "hello", protocol, version: "9.9.9" };
  writeFileSync(script, `#!${process.execPath}
const net = require("node:net"), path = require("node:path"), os = require("node:os");
const socket = net.connect(path.join(os.tmpdir(), "CoreFxPipe_" + process.argv[3]));
socket.on("connect", () => socket.write(${JSON.stringify(JSON.stringify(greeting) + "\n")}));
socket.on("close", () => process.exit(0));
socket.resume();
`);
  chmodSync(script, 0o755);
  return script;
}
