// A real VS Code in a browser: starts it on a folder with the extension installed, and works it as a reader does.
import { spawn, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { browserFile } from "../browser.mjs";
import { nodeProgram, serverFile } from "./setup.mjs";

const settings = {
  "workbench.startupEditor": "none", "telemetry.telemetryLevel": "off", "chat.disableAIFeatures": true,
  "window.commandCenter": false, "workbench.tips.enabled": false, "security.workspace.trust.enabled": false,
  "editor.minimap.enabled": false, "notebook.output.scrolling": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "files.autoSave": "off", "workbench.editorAssociations": { "*.ipynb": "jupyter-notebook" },
  "notebook.confirmDeleteRunningCell": false,
};

// A window in the background must go on as one in front: two are looked at in turn.
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-renderer-backgrounding", "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
];

export class Editor {
  /** Starts VS Code. Several windows may be opened on it. */
  static async start({ vsix, workspace, environment = {}, extra = {}, arguments: more = [] }) {
    const home = mkdtempSync(path.join(os.tmpdir(), "studykit-vscode-"));
    const data = path.join(home, "data"), extensions = path.join(home, "extensions");
    mkdirSync(path.join(data, "User"), { recursive: true });
    writeFileSync(path.join(data, "User", "settings.json"), JSON.stringify({ ...settings, ...extra }));
    const base = [serverFile(), "--user-data-dir", data, "--extensions-dir", extensions];
    execFileSync(nodeProgram(), [...base, "--install-extension", vsix], { stdio: "ignore" });
    const port = await freePort();
    const log = [];
    const process_ = spawn(nodeProgram(), [
      ...base, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check",
      ...more,
    ], { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"], detached: true });
    process_.stdout.on("data", text => log.push(String(text)));
    process_.stderr.on("data", text => log.push(String(text)));
    await until(async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok, 60, "code-server answers");
    const chrome = await chromium.launch({ executablePath: browserFile(), args: flags });
    return new Editor({ home, port, process: process_, chrome, workspace, log });
  }

  constructor(parts) {
    Object.assign(this, parts);
  }

  /** Opens a window on the workspace (null: on no folder), and in it a file by its full path. */
  async window({ file, folder = this.workspace, width = 1000, height = 1500 } = {}) {
    const page = await this.chrome.newPage({ viewport: { width, height } });
    const host = `127.0.0.1:${this.port}`;
    const query = new URLSearchParams(folder === null ? { ew: "true" } : { folder });
    if (file) query.set("payload", JSON.stringify([["openFile", `vscode-remote://${host}${file}`]]));
    await page.goto(`http://${host}/?${query}`);
    await page.locator(".monaco-workbench").waitFor({ timeout: 90_000 });
    const window = new Window(page, this);
    if (file?.endsWith(".ipynb")) await window.ready();
    return window;
  }

  /** Changes the user's settings for windows that are opened from now on: nobody watches files here. */
  change(settings) {
    const file = path.join(this.home, "data", "User", "settings.json");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...settings }));
  }

  async stop() {
    await this.chrome.close();
    try { process.kill(-this.process.pid, "SIGTERM"); } catch { /* It has ended by itself. */ }
    await new Promise(resolve => setTimeout(resolve, 1500));
    rmSync(this.home, { recursive: true, force: true, maxRetries: 3 });
  }
}

export class Window {
  constructor(page, editor) {
    this.page = page;
    this.editor = editor;
  }

  /** Ends when a notebook stands there and its kernel is named. */
  async ready() {
    await this.page.locator(".notebookOverlay").first().waitFor({ timeout: 60_000 });
    await until(async () => !/^$|Detecting|Select/.test(await this.kernel() ?? ""), 90, "a kernel is named");
    // The notebook gets the whole width.
    const bar = this.page.locator(".part.sidebar .title").first();
    if (await bar.isVisible()) await this.page.keyboard.press("Control+B");
    await this.page.locator(".notebookOverlay .code-cell-row").first().waitFor({ timeout: 90_000 });
  }

  /** The kernel's name at the notebook's top right. */
  async kernel() {
    const label = this.page.locator(".notebook-toolbar-container .kernel-label, .kernel-label").first();
    return (await label.count()) > 0 ? (await label.textContent())?.trim() : undefined;
  }

  async command(title) {
    const { page } = this;
    await page.keyboard.press("F1");
    const input = page.locator(".quick-input-widget input").first();
    await input.waitFor();
    await input.fill(`>${title}`);
    const hasText = title.split(": ").at(-1);
    const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText }).first();
    await row.waitFor({ timeout: 15_000 });
    await row.click();
  }

  async runAll() {
    await this.tool("Run All");
  }

  async interrupt() {
    await this.tool("Interrupt");
  }

  /** Presses a button of the notebook's toolbar. */
  async tool(text) {
    const { page } = this;
    const button = page.locator(`.notebook-toolbar-container a.action-label[aria-label^="${text}"]`).first();
    await button.waitFor({ timeout: 15_000 });
    await button.click();
  }

  async save(file) {
    await this.page.keyboard.press("Control+S");
    await this.page.waitForTimeout(1500);
    return JSON.parse(readFileSync(file, "utf8"));
  }

  /** Numbers beside cells, as they stand on the screen. */
  async orders() {
    return (await this.page.locator(".execution-count-label").allTextContents()).map(text => text.trim());
  }

  /** Runs a function in each page of outputs, and gives the first answer that is not empty. */
  async inOutputs(work, argument) {
    for (const frame of this.page.frames()) {
      if (!/webview/.test(frame.url())) continue;
      const found = await frame.evaluate(work, argument).catch(() => undefined);
      if (found) return found;
    }

    return undefined;
  }

  outputText() {
    return this.inOutputs(() => document.querySelector("#container")?.innerText || undefined);
  }

  /** Waits until the outputs contain the text; gives the seconds that it took. */
  async outputs(text, seconds = 60) {
    const start = Date.now();
    await until(async () => (await this.outputText())?.includes(text), seconds, `"${text}" in the outputs`);
    return (Date.now() - start) / 1000;
  }

  notifications() {
    return this.page.locator(".notification-list-item-message").allTextContents();
  }

  async notified(text, seconds = 30) {
    await until(async () => (await this.notifications()).some(one => one.includes(text)), seconds, `"${text}" is told`);
    return (await this.notifications()).find(one => one.includes(text));
  }

  /** The code cell at the place (from 0, Markdown counted too), scrolled to where it can be worked. */
  cell(index) {
    return this.page.locator(`.notebookOverlay .cell-list-container .monaco-list-row[data-index="${index}"]`).first();
  }

  /** Puts the cursor at the end of a cell's text. */
  async edit(index) {
    await this.cell(index).locator(".monaco-editor .view-lines").first().click();
    await this.page.keyboard.press("Control+End");
  }

  /** Replaces a cell's text. */
  async write(index, text) {
    await this.edit(index);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.insertText(text);
  }

  /** Runs one cell by the button beside it. */
  async run(index) {
    await this.cell(index).hover();
    await this.cell(index).locator('a.codicon-notebook-execute[aria-label^="Execute Cell"]').first().click();
  }

  /** Ends when no cell runs. */
  async idle(seconds = 90) {
    const busy = this.page.locator('.notebook-toolbar-container a.action-label[aria-label^="Interrupt"]');
    await until(async () => await busy.count() === 0, seconds, "the notebook is idle");
  }

  /** Ends when the cell shows this number, or any when none is given. */
  async ran(index, order, seconds = 60) {
    const label = this.cell(index).locator(".execution-count-label");
    const wanted = order === undefined ? /^\[\d+\]$/ : new RegExp(`^\\[${order}\\]$`);
    await until(async () => wanted.test((await label.textContent())?.trim() ?? ""), seconds, `cell ${index} has run`);
  }

  /** Light or dark, by VS Code's own command. */
  async theme(kind) {
    const isDark = () => this.page.locator(".monaco-workbench.vs-dark").count();
    if (!!await isDark() !== (kind === "Dark")) await this.command("Preferences: Toggle between Light/Dark Themes");
    await until(async () => !!await isDark() === (kind === "Dark"), 20, `the ${kind} theme`);
    await this.page.waitForTimeout(1500);
  }

  /** A picture of the window, down to a height. */
  async picture(file, height = 1500) {
    await this.page.mouse.move(500, 1490);
    const clip = { x: 0, y: 0, width: this.page.viewportSize().width, height };
    await this.page.screenshot({ path: file, clip });
  }

  /** Closes the window; what was not saved is lost. */
  async close() {
    await this.page.close({ runBeforeUnload: false });
  }
}

/** Holds a number to its limit; beside other work it is told and not judged. */
export function judge(say, what, value, limit, unit) {
  const text = `${what}: ${value.toFixed(1)} ${unit} (limit ${limit})`;
  if (strain() > 1.5) say(`${text}; not judged, the load of each core is ${strain().toFixed(1)}`);
  else {
    say(text);
    if (unit === "Hz" ? value < limit : value > limit) throw new Error(`${text}.`);
  }
}

/** How much longer things take beside other work: the load of each core, at least 1. */
export function strain() {
  return Math.max(1, os.loadavg()[0] / os.cpus().length);
}

/** Waits until the condition holds, longer on a busy machine; says what was awaited when it never does. */
export async function until(condition, seconds, what) {
  const end = Date.now() + seconds * 1000 * Math.min(4, strain());
  let last;
  while (Date.now() < end) {
    try {
      const value = await condition();
      if (value) return value;
    } catch (error) {
      last = error;
    }

    await new Promise(resolve => setTimeout(resolve, 50));
  }

  throw new Error(`Not within ${seconds} s: ${what}.${last ? ` ${last.message}` : ""}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
