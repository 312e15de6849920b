// Bundles the extension for Node and its renderers for the notebook's page.
// --release: minified; --tests: the unit tests.
import { build } from "esbuild";
import { readdirSync, rmSync } from "node:fs";

const release = process.argv.includes("--release");
const common = { bundle: true, minify: release, sourcemap: release ? false : "linked", logLevel: "warning" };
const node = { ...common, platform: "node", target: "node20", format: "cjs", external: ["vscode"] };
const page = { ...common, platform: "browser", target: "es2022", format: "esm", loader: { ".css": "text" } };

if (process.argv.includes("--tests")) {
  rmSync("dist-test", { recursive: true, force: true });
  const tests = readdirSync("test").filter(name => name.endsWith(".test.ts")).map(name => `test/${name}`);
  await build({ ...node, entryPoints: tests, outdir: "dist-test", sourcemap: "inline" });
} else {
  rmSync("dist", { recursive: true, force: true });
  await build({ ...node, entryPoints: ["src/extension.ts"], outdir: "dist" });
  // plotly.js is a file of its own: it is loaded when the first chart is drawn.
  await build({
    ...page,
    entryPoints: ["claim", "progress", "figure", "attention"].map(name => `src/renderers/${name}.ts`),
    outdir: "dist",
    external: ["./plotly.js"],
  });
  await build({
    ...page,
    minify: true,
    sourcemap: false,
    stdin: { contents: 'export { default } from "plotly.js-dist-min";', resolveDir: "." },
    outfile: "dist/plotly.js",
    legalComments: "inline",
  });
}
