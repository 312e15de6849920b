// Bundles the page's script into dist/live.js, which is committed: a .NET build alone must give a page that works.
// --check: says whether the committed file is what the sources give.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";

const mostBytes = 600_000, file = "dist/live.js";
const made = await build({
  entryPoints: ["src/main.ts"],
  bundle: true,
  minify: true,
  write: false,
  platform: "browser",
  target: "es2022",
  format: "iife",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  banner: {
    js: "/* StudyKit, MIT. With CodeMirror 6, Copyright (C) 2018-2021 by Marijn Haverbeke and others, MIT. */",
  },
});
// It stands in the page itself, where such a tag would end it.
const text = made.outputFiles[0].text.replaceAll("</script", "<\\/script");
const bytes = Buffer.byteLength(text);
if (bytes > mostBytes) throw new Error(`${file} has ${bytes} bytes of ${mostBytes}.`);
if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) throw new Error(`${file} is not what the sources give: npm run build.`);
console.log(`${file}: ${Math.round(Buffer.byteLength(text) / 1000)} kB`);
