import assert from "node:assert/strict";
import path from "node:path";
import { writeNotebook } from "../notebooks.mjs";
import { until } from "../server.mjs";

export const name = "what a report has works live: explorer, frames, question, HTML with scripts, listings";

export async function check({ folder, pictures, open, look }) {
  const server = await open(writeNotebook(folder, "elements", {
    question: { kind: "markdown", tags: ["question"], source: "What will it be?\n\n- one\n- two" },
    usings: { source: "using StudyKit.Charts;\nusing StudyKit.Contracts;" },
    attention: {
      source: "new AttentionFigure(AttentionRounding.Weights([new AttentionLayer(\"Encoder 1\", \"Encoder\", 1)],\n" +
        "    [new AttentionSentence([new[] { \"one\", \"two\" }])], [], [0.9f, 0.1f, 0.4f, 0.6f]))",
    },
    frames: {
      source: "Figure One(int n) => Figure.Line(\"Growth\").X(\"x\").Y(\"y\").Series(\"s\", [0.0, 1], [0.0, n]);\n" +
        "Figure.Frames(\"n\", (\"1\", One(1)), (\"2\", One(2)))",
    },
    html: {
      source: "HTML(\"<p id='said'>before</p><script>\" +\n" +
        "    \"document.getElementById('said').textContent = 'after';</script>\")",
    },
    listing: { source: "\"plain\"" },
  }));
  const window = await look(server), { page } = window;
  await window.state("ready");
  await page.getByRole("button", { name: "Run all cells" }).click();
  await window.shows("listing", "plain");
  await window.state("ready");
  await page.getByRole("radio", { name: "two" }).check();
  await page.getByText("Kept. Compare it").waitFor();
  for (const id of ["attention", "frames"]) {
    await window.outputs(id).scrollIntoViewIfNeeded();
    await window.outputs(id).locator(".sk-explorer").first().waitFor({ timeout: 20_000 });
  }

  const frame = window.outputs("html").frameLocator("iframe");
  await frame.getByText("after").waitFor({ timeout: 10_000 });
  const source = await window.outputs("html").locator("iframe").getAttribute("src");
  assert.match(source, /^\/frame\/[0-9a-f]{32}$/);
  await page.reload();
  await window.outputs("html").frameLocator("iframe").getByText("after").waitFor({ timeout: 10_000 });
  await until(async () => await page.getByRole("radio", { name: "two" }).isChecked(), "the answer kept");
  await page.screenshot({ path: path.join(pictures, "elements.png"), fullPage: true });
}
