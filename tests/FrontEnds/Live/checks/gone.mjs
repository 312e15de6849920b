import assert from "node:assert/strict";
import path from "node:path";
import { writeNotebook } from "../notebooks.mjs";
import { until } from "../server.mjs";

export const name = "server stopped: the page says so and keeps the edits; a new server gets them";

export async function check({ folder, pictures, open, look }) {
  const notebook = writeNotebook(folder);
  const server = await open(notebook);
  const window = await look(server);
  await window.runAll();
  await server.stop();
  await window.page.getByText("The server was stopped.").waitFor();
  await window.write("print", "\"written without a server\"");
  await window.page.waitForTimeout(400);
  await window.page.screenshot({ path: path.join(pictures, "gone.png") });
  assert.match(await window.text("print"), /heads 4/, "what was shown stays");
  const again = await open(notebook);
  assert.equal(again.port, server.port, "the same notebook has the same address");
  await window.page.goto(again.url);
  await window.page.getByText("This browser keeps edits of one cell").waitFor();
  await window.press("Take them");
  await until(async () => await window.source("print") === "\"written without a server\"", "the edit taken");
  await window.state("ready");
  await window.run("print");
  await window.shows("print", "written without a server");
  await window.page.waitForTimeout(500);
  const kept = await window.page.evaluate(() => Object.keys(localStorage).filter(key => key.includes("live:")).length);
  assert.equal(kept, 0);
}
