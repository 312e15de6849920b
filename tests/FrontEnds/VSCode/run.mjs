// Checks the extension in a real VS Code: node run.mjs [part of a check's name] ...
// The extension is built and packed first; the kit must be built (dotnet build -c Release).
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Editor } from "./editor.mjs";
import { pack, program, root } from "./setup.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const pictures = path.join(here, "results");

mkdirSync(pictures, { recursive: true });
const vsix = pack();
const wanted = process.argv.slice(2);
let failed = 0;
for (const file of readdirSync(path.join(here, "checks")).sort()) {
  const { name, check, options = {} } = await import(`./checks/${file}`);
  if (wanted.length > 0 && !wanted.some(part => `${file} ${name}`.includes(part))) continue;
  failed += await one(name, check, options) ? 0 : 1;
}

console.log(failed === 0 ? "All checks passed." : `${failed} failed.`);
process.exit(failed === 0 ? 0 : 1);

/** Each check has a VS Code and a folder of its own. */
async function one(name, check, options) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "studykit-check-"));
  const start = Date.now(), said = [];
  let editor;
  try {
    editor = await Editor.start({
      vsix, workspace: folder, extra: { "studykit.command": program }, arguments: options.arguments,
    });
    await check({ editor, folder, pictures, root, program, say: text => said.push(text) });
    console.log(`passed  ${name} (${Math.round((Date.now() - start) / 1000)} s)`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${name}\n        ${error.stack}`);
    const page = editor?.chrome.contexts().flatMap(context => context.pages())[0];
    await page?.screenshot({ path: path.join(pictures, "failed.png") }).catch(() => {});
    return false;
  } finally {
    for (const text of said) console.log(`        ${text}`);
    await editor?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
