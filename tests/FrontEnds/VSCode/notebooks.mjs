// Notebooks for the checks, written as the kit writes its own.
import { writeFileSync } from "node:fs";

/** Writes a notebook of code cells; cells that begin with "#md " are Markdown. */
export function writeNotebook(file, cells) {
  const made = cells.map((source, index) => {
    const isText = source.startsWith("#md ");
    const lines = (isText ? source.slice(4) : source).split(/(?<=\n)/);
    const cell = { id: `cell-${index}`, cell_type: isText ? "markdown" : "code", metadata: {}, source: lines };
    return isText ? cell : { ...cell, execution_count: null, outputs: [] };
  });
  const metadata = {
    kernelspec: { display_name: ".NET (C#)", language: "C#", name: ".net-csharp" },
    language_info: { file_extension: ".cs", mimetype: "text/x-csharp", name: "C#" },
  };
  writeFileSync(file, JSON.stringify({ cells: made, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1) + "\n");
  return file;
}

export const usings = `using StudyKit.Charts;
using StudyKit.Papers;
using StudyKit.Runtime;
using StudyKit.Runtime.Progress;`;

export const figure = `Figure.Line("Loss of two small models")
    .X("step").Y("loss", unit: "nats")
    .Series("plain", [0.0, 100, 200, 300, 400], [4.1, 2.9, 2.2, 1.9, 1.8])
    .Series("residual", [0.0, 100, 200, 300, 400], [4.1, 2.4, 1.7, 1.4, 1.3])
    .Caption("Drawn by the kit, and made interactive without a network.")`;

export const claim = `new Claim("check.loss", "The residual model ends lower.", "§4.1, figure 4")
    .IsAtMost(1.3, 1.5, "loss of the residual model")`;

export const progress = `using (var bar = new ProgressBar("training", 40))
{
    for (int step = 1; step <= 40; step++)
    {
        await Task.Delay(100);
        bar.Report(step, new Dictionary<string, double> { ["loss"] = 4.0 / step });
    }

    bar.Finish();
}`;
