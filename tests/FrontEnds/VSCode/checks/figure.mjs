// A figure is seen within half a second of its event: the session says when it sent it, the page when it stood there.
import path from "node:path";
import { judge, until } from "../editor.mjs";
import { usings, writeNotebook } from "../notebooks.mjs";

export const name = "a figure appears within 0.5 s";

export async function check({ editor, folder, say }) {
  const figure = `Figure.Line("Timed").Series("ms", [1.0, 2], [1.0, 2])
    .Caption($"{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}")`;
  const file = writeNotebook(path.join(folder, "figure.ipynb"), ["#md # Timed", usings, figure, "1"]);
  const window = await editor.window({ file });
  await window.run(1);
  await window.ran(1, 1);
  await until(() => window.inOutputs(() => {
    if (!document.querySelector("#container")) return undefined;
    new MutationObserver(() => {
      const caption = document.querySelector(".sk-figure figcaption")?.textContent;
      if (caption && !window.studykitTimes?.[caption]) (window.studykitTimes ??= {})[caption] = Date.now();
    }).observe(document.body, { subtree: true, childList: true });
    return true;
  }), 30, "the page of outputs");
  // The first figure loads the renderer and plotly.js, the second is the usual one.
  for (const [index, which] of ["the first figure", "the next figure"].entries()) {
    await window.run(2);
    const times = await until(async () => {
      const seen = await window.inOutputs(() => window.studykitTimes && Object.entries(window.studykitTimes));
      return seen?.length > index ? seen : undefined;
    }, 60, which);
    const [sent, seen] = times[index];
    judge(say, which, (seen - Number(sent)) / 1000, 0.5, "s");
  }

  await window.close();
}
