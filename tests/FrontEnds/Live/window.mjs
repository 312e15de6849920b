// A window on the live page, and what a reader does in it.
import assert from "node:assert/strict";
import { until } from "./server.mjs";

export class Window {
  errors = [];

  static async open(context, server) {
    const window = new Window();
    window.page = await context.newPage();
    window.page.on("pageerror", error => window.errors.push(error.message));
    // A line that breaks is part of some checks; a policy that blocks, or a script that fails, never is.
    window.page.on("console", message => {
      const isExpected = /WebSocket|ERR_CONNECTION/.test(message.text());
      if (message.type() === "error" && !isExpected) window.errors.push(message.text());
    });
    await window.page.goto(server.url);
    await window.page.locator(".live-bar").waitFor();
    return window;
  }

  cell(id) {
    return this.page.locator(`#cell-${id}`);
  }

  outputs(id) {
    return this.page.locator(`#cell-${id} > .outputs`);
  }

  async press(name) {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  async state(wanted, limit = 60_000) {
    await this.page.locator(`.live-state[data-state="${wanted}"]`).waitFor({ timeout: limit });
  }

  /** The cells whose code shows a state, by what stands beside it. */
  said(id) {
    return this.page.locator(`#cell-${id} .live-said`).textContent();
  }

  async runAll() {
    await this.state("ready");
    await this.page.getByRole("button", { name: "Run all cells" }).click();
    await this.state("busy");
    await this.state("ready", 120_000);
  }

  async run(id) {
    await this.cell(id).locator(".live-tools > button").click();
  }

  async text(id) {
    return (await this.outputs(id).innerText()).trim();
  }

  async shows(id, text, limit = 30_000) {
    await until(async () => (await this.outputs(id).count()) > 0 && (await this.text(id)).includes(text),
      `"${text}" in ${id}`, limit);
  }

  /** Opens a cell's editor and puts a text into it. */
  async write(id, text) {
    const content = this.cell(id).locator(".cm-content");
    if (await content.count() === 0) {
      const summary = this.cell(id).locator("details.source > summary");
      await this.cell(id).scrollIntoViewIfNeeded();
      if (!await this.cell(id).locator("details.source").evaluate(one => one.open)) await summary.click();
      await content.waitFor();
    }

    await content.click();
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(text);
  }

  /** The text of a cell as its editor has it. */
  async source(id) {
    return (await this.cell(id).locator(".cm-line").allTextContents()).join("\n");
  }

  /** What a reader sees of the notebook, for comparing windows. */
  picture() {
    return this.page.evaluate(() => [...document.querySelectorAll("main .cell")].map(cell => [
      cell.id, cell.querySelector(".live-said")?.textContent?.replace(/[\d.]+ .*/, "") ?? "",
      cell.querySelector(".cell-number")?.textContent ?? "",
      [...cell.querySelectorAll(".cm-line")].map(line => line.textContent).join("\n"),
      [...(cell.querySelector(".outputs")?.querySelectorAll("pre, .claim, .error") ?? [])]
        .map(one => one.innerText).join("|"),
    ].join("\t")).join("\n"));
  }

  async same(other, why) {
    await until(async () => await this.picture() === await other.picture(), why, 15_000).catch(async () =>
      assert.equal(await this.picture(), await other.picture(), why));
  }
}
