import assert from "node:assert/strict";
import path from "node:path";
import { loadavg } from "node:os";
import { writeNotebook } from "../notebooks.mjs";

export const name = "run all: the first answer, figure, claim, first screen; light, dark and narrow";

export async function check({ folder, pictures, open, look, say }) {
  const server = await open(writeNotebook(folder));
  const window = await look(server);
  await window.page.getByRole("button", { name: "Run all cells" }).click();
  await window.page.locator('#cell-setup .cell-number').waitFor({ state: "attached", timeout: 60_000 });
  const first = (Date.now() - server.start) / 1000;
  say(`first answer ${first.toFixed(1)} s after the command, with browser and page (load ${loadavg()[0].toFixed(1)})`);
  await window.shows("print", "seed 1, heads 4");
  await window.state("ready");
  await window.outputs("figure").locator("figure.figure").waitFor();
  assert.match(await window.page.locator(".all-claims").innerText(), /The loss ends low/);
  assert.match(await window.page.locator(".masthead .outcome").innerText(), /1\s*supported/);
  assert.equal(await window.page.locator('.contents a[href="#claims"]').count(), 1);
  await window.page.screenshot({ path: path.join(pictures, "light.png"), fullPage: true });
  await window.outputs("figure").scrollIntoViewIfNeeded();
  await window.outputs("figure").locator(".figure-live").waitFor({ timeout: 20_000 });
  // The README's picture.
  await window.page.setViewportSize({ width: 1200, height: 940 });
  await window.page.evaluate(() => document.querySelector("#cell-heads").scrollIntoView());
  await window.page.evaluate(() => scrollBy(0, -80));
  await window.page.waitForTimeout(500);
  await window.page.screenshot({ path: path.join(pictures, "experiment.png") });
  await window.page.setViewportSize({ width: 1400, height: 900 });
  await window.page.emulateMedia({ colorScheme: "dark" });
  await window.page.evaluate(() => scrollTo(0, 0));
  await window.page.screenshot({ path: path.join(pictures, "dark.png"), fullPage: true });
  await window.page.setViewportSize({ width: 390, height: 844 });
  await window.page.waitForTimeout(300);
  await window.page.screenshot({ path: path.join(pictures, "narrow.png"), fullPage: true });
  const wide = await window.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `The page is ${wide} pixels wider than a phone.`);
}
