// The notebook for the checks: text, parameters, a figure with a slider, a claim, a progress bar.
import { writeFileSync } from "node:fs";
import path from "node:path";

export const cells = {
  title: {
    kind: "markdown",
    source: "# A small reading\n\nA page to read, with $a^2 + b^2$ and a [link](#what-it-shows).",
  },
  setup: {
    tags: ["hide-input"],
    source: "using StudyKit.Charts;\nusing StudyKit.Papers;\nusing StudyKit.Runtime;\nusing StudyKit.Runtime.Progress;",
  },
  parameters: {
    tags: ["parameters"],
    source: "string scale = \"quick\";   // how much to do\nstring device = \"auto\";   // auto, cpu or cuda\n" +
      "int seed = 1;             // the first seed\ndouble rate = 0.5;\nbool residual = true;     // with the shortcut",
  },
  text: { kind: "markdown", source: "## What it shows · 结果\n\nA curve that depends on one number." },
  heads: { source: "int heads = 4;   // slider 1..16" },
  figure: {
    tags: ["figure"],
    source: "var steps = Enumerable.Range(0, 20).Select(i => (double)i).ToArray();\n" +
      "Figure.Line(\"Loss by step\").X(\"step\").Y(\"loss\", unit: \"nats\")\n" +
      "    .Series(\"model\", steps, steps.Select(s => 4 / (1 + s * heads / 10.0)))\n" +
      "    .Caption(\"More heads, a faster fall: in this small example by construction.\")",
  },
  claim: {
    source: "new Claim(\"small.loss\", \"The loss ends low.\", \"§1\")\n" +
      "    .IsAtMost(4 / (1 + 19 * heads / 10.0), 1.0, \"loss\")",
  },
  print: { source: "Console.WriteLine($\"seed {seed}, heads {heads}\");\nseed + heads" },
};

/** Writes a notebook and gives its path. */
export function writeNotebook(folder, name = "small", given = cells) {
  const made = Object.entries(given).map(([id, { kind = "code", source, tags = [] }]) => {
    const cell = { id, cell_type: kind, metadata: tags.length > 0 ? { tags } : {}, source: source.split(/(?<=\n)/) };
    return kind === "code" ? { ...cell, execution_count: null, outputs: [] } : cell;
  });
  const metadata = {
    kernelspec: { display_name: ".NET (C#)", language: "C#", name: ".net-csharp" },
    language_info: { file_extension: ".cs", mimetype: "text/x-csharp", name: "C#" },
  };
  const file = path.join(folder, `${name}.ipynb`);
  writeFileSync(file, JSON.stringify({ cells: made, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1) + "\n");
  return file;
}
