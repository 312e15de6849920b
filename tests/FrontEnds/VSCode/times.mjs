// Measures: node times.mjs NOTEBOOK [turns]. The notebook whole by studykit run and by Run All in a real VS Code, in
// turn: from the command to its end, without a report, and from the click to the last cell's end. VS Code moves a strip
// while a cell runs; where the browser draws without a card this takes nine tenths of a core, so it stands still here.
import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Editor, until } from "./editor.mjs";
import { pack, program } from "./setup.mjs";

const [notebook, turns = "1"] = process.argv.slice(2);
if (!notebook) throw new Error("Which notebook? node times.mjs ../../../notebooks/01-transformer.ipynb [turns]");
const file = realpathSync(notebook), workspace = path.dirname(file), vsix = pack();
for (let turn = 0; turn < Number(turns); turn++) {
  const run = await headless(), editor = await edited();
  console.log(`studykit run ${run.toFixed(1)} s, VS Code ${editor.whole.toFixed(1)} s ` +
    `(${(editor.whole / run).toFixed(3)}), first answer ${editor.first.toFixed(1)} s, ` +
    `${editor.errors} errors, load ${os.loadavg()[0].toFixed(1)}`);
}

async function headless() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "studykit-times-"));
  try {
    const start = Date.now();
    execFileSync("dotnet", [program, "run", file, "--no-report", "--output", folder],
      { stdio: "ignore", cwd: workspace });
    return (Date.now() - start) / 1000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function edited() {
  const editor = await Editor.start({ vsix, workspace, extra: { "studykit.command": program } });
  try {
    const window = await editor.window({ file });
    const busy = window.page.locator('.notebook-toolbar-container a.action-label[aria-label^="Interrupt"]');
    const browser = await window.page.context().newCDPSession(window.page);
    await browser.send("Animation.enable");
    await browser.send("Animation.setPlaybackRate", { playbackRate: 0 });
    const start = Date.now();
    await window.runAll();
    await until(async () => (await window.orders()).some(text => /\d/.test(text)), 60, "the first cell has run");
    const first = (Date.now() - start) / 1000;
    await until(async () => await busy.count() > 0, 60, "the notebook runs");
    while (await busy.count() > 0) await new Promise(resolve => setTimeout(resolve, 200));
    const whole = (Date.now() - start) / 1000;
    const errors = await window.page.locator(".notebook-error, .codicon-notebook-state-error").count();
    return { whole, first, errors };
  } finally {
    await editor.stop();
  }
}
