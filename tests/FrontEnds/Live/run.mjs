// Checks the live page in a chromium: node run.mjs [part of a check's name] ...
// The kit must be built (dotnet build -c Release). Pictures go to results/.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { browserFile } from "../browser.mjs";
import { program, Server } from "./server.mjs";
import { Window } from "./window.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const pictures = path.join(here, "results");
if (!existsSync(program)) throw new Error(`The kit is not built: there is no ${program}. Run dotnet build -c Release.`);
mkdirSync(pictures, { recursive: true });

const browser = await chromium.launch({ executablePath: browserFile(), args: ["--no-sandbox"] });
const wanted = process.argv.slice(2);
let failed = 0;
for (const file of readdirSync(path.join(here, "checks")).sort()) {
  const { name, check } = await import(`./checks/${file}`);
  if (wanted.length > 0 && !wanted.some(part => `${file} ${name}`.includes(part))) continue;
  failed += await one(name, check) ? 0 : 1;
}

await browser.close();
console.log(failed === 0 ? "All checks passed." : `${failed} failed.`);
process.exit(failed === 0 ? 0 : 1);

/** Each check has a folder and a browser profile of its own; what it has opened is closed. */
async function one(name, check) {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "studykit-live-")));
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const servers = [], windows = [], said = [], start = Date.now();
  const open = async (notebook, ...more) => {
    const server = await Server.open(folder, notebook, ...more);
    servers.push(server);
    return server;
  };
  const look = async server => {
    const window = await Window.open(context, server);
    windows.push(window);
    return window;
  };
  try {
    await check({ folder, pictures, context, open, look, say: text => said.push(text) });
    const errors = windows.flatMap(window => window.errors);
    if (errors.length > 0) throw new Error(`The page's script met errors: ${errors.join("; ")}`);
    console.log(`passed  ${name} (${Math.round((Date.now() - start) / 1000)} s)`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${name}\n        ${error.stack}`);
    for (const window of windows) {
      for (const text of window.errors) console.log(`        page: ${text}`);
    }

    await windows[0]?.page.screenshot({ path: path.join(pictures, "failed.png") }).catch(() => {});
    for (const server of servers) console.log(server.said.replace(/^/gm, "        | "));
    return false;
  } finally {
    for (const text of said) console.log(`        ${text}`);
    await context.close();
    for (const server of servers) await server.stop().catch(error => console.log(`        ${error.message}`));
    rmSync(folder, { recursive: true, force: true });
  }
}
