import assert from "node:assert/strict";
import { writeNotebook } from "../notebooks.mjs";
import { until } from "../server.mjs";

export const name = "interrupt keeps the variables; restart forgets them; a cell asks for a line; errors say lines";

export async function check({ folder, open, look }) {
  const server = await open(writeNotebook(folder, "stop", {
    first: { source: "int kept = 5;" },
    slow: { source: "Console.WriteLine(\"begun\");\nwhile (true) System.Threading.Thread.Sleep(20);" },
    last: { source: "kept + 1" },
    ask: { source: "string? who = Console.ReadLine();\nConsole.WriteLine($\"hello {who}\");" },
    wrong: { source: "int zero = 0;\nint broken = 1 / zero;" },
  }));
  const window = await look(server);
  await window.state("ready");
  await window.page.getByRole("button", { name: "Run all cells" }).click();
  await window.shows("slow", "begun");
  const start = Date.now();
  await window.page.getByRole("button", { name: /^Stop the cell/ }).click();
  await window.state("ready");
  assert.ok(Date.now() - start < 5000, "stopped within five seconds");
  assert.match(await window.said("slow"), /stopped/);
  assert.equal(await window.said("last"), "", "what waited was not begun");
  await window.run("last");
  await window.shows("last", "6");

  await window.run("ask");
  await window.page.locator(".live-asked input").fill("Ada");
  await window.page.keyboard.press("Enter");
  await window.shows("ask", "hello Ada");

  await window.run("wrong");
  await window.outputs("wrong").locator(".error").waitFor();
  assert.match(await window.outputs("wrong").innerText(), /line 2/);
  assert.match(await window.said("wrong"), /failed/);

  await window.page.getByRole("button", { name: /^Restart the session/ }).click();
  await window.press("Restart");
  await until(async () => (await window.said("wrong")) === "", "no cell has run in the new session");
  await window.state("ready");
  await window.run("last");
  await window.shows("last", "CS0103");
}
