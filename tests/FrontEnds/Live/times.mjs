// Measures: node times.mjs NOTEBOOK [turns [-p NAME=VALUE ...]]. The notebook whole by studykit run and by the page's
// "Run all cells", in turn: from the command to its end, without a report, and from the click to the last cell's end.
// And from the command to the address, the page in a browser that has started, and the first cell's answer.
import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { browserFile } from "../browser.mjs";
import { program, Server } from "./server.mjs";
import { Window } from "./window.mjs";

const [notebook, turns = "1", ...more] = process.argv.slice(2);
if (!notebook) throw new Error("Which notebook? node times.mjs ../../../notebooks/01-transformer.ipynb [turns]");
const file = path.resolve(notebook);
const browser = await chromium.launch({ executablePath: browserFile(), args: ["--no-sandbox"] });
for (let turn = 0; turn < Number(turns); turn++) {
  const run = await inFolder(folder => seconds(() => execFileSync(
    "dotnet", [program, "run", file, "--no-report", "--output", folder, ...more],
    { stdio: "ignore", cwd: path.dirname(file) })));
  const page = await inFolder(live);
  console.log(`studykit run ${run.toFixed(1)} s, page ${page.whole.toFixed(1)} s (${(page.whole / run).toFixed(3)}), ` +
    `address ${page.served.toFixed(1)} s, page ${page.shown.toFixed(1)} s, first answer ${page.first.toFixed(1)} s, ` +
    `load ${os.loadavg()[0].toFixed(1)}`);
}

await browser.close();

async function live(folder) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const server = await Server.open(path.dirname(file), file, "--output", folder, ...more);
  try {
    const served = (Date.now() - server.start) / 1000;
    const window = await Window.open(context, server);
    const shown = (Date.now() - server.start) / 1000;
    const click = Date.now();
    await window.page.getByRole("button", { name: "Run all cells" }).click();
    await window.page.locator(".cell-number").first().waitFor({ state: "attached", timeout: 60_000 });
    const first = (Date.now() - server.start) / 1000;
    await window.state("busy");
    await window.state("ready", 3_600_000);
    return { served, shown, first, whole: (Date.now() - click) / 1000 };
  } finally {
    await context.close();
    await server.stop();
  }
}

async function inFolder(work) {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "studykit-times-")));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seconds(work) {
  const start = Date.now();
  await work();
  return (Date.now() - start) / 1000;
}
