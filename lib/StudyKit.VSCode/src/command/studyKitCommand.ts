import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** How `studykit` is started: the program and what comes before its own arguments. */
export interface StudyKitCommand {
  file: string;
  before: string[];
  /** Where it was found, for messages. */
  from: string;
}

/** What was looked for and not found: a sentence with what to do, and the offers that go with it. */
export class CommandMissing extends Error {
  constructor(message: string, readonly offers: readonly Offer[], readonly root?: string) {
    super(message);
  }
}

export type Offer = "Build" | "Get .NET" | "Open Settings" | "Show How";

/** What the search looks at; replaced in tests. */
export interface Surroundings {
  exists(file: string): boolean;
  environment: NodeJS.ProcessEnv;
  home: string;
  isWindows: boolean;
}

/** The setting, the folders to look in from the nearest on, and whether what lies in them may be started. */
export interface Wish {
  setting: string;
  folders: readonly string[];
  trusted: boolean;
}

const build = path.join("artifacts", "bin", "StudyKit.Cli", "release", "StudyKit.Cli.dll");

/** This machine. */
export const machine: Surroundings = {
  exists: file => fs.existsSync(file),
  environment: process.env,
  home: os.homedir(),
  isWindows: process.platform === "win32",
};

/**
 * Finds the command: what the setting names, then the build of the folder that holds the notebook, then the .NET tool.
 * @throws CommandMissing when there is none.
 */
export function findCommand(wish: Wish, around: Surroundings = machine): StudyKitCommand {
  if (wish.setting.length > 0) return fromSetting(wish.setting, around);
  const roots = wish.trusted ? rootsOf(wish.folders, around) : [];
  for (const root of roots) {
    const dll = path.join(root, build);
    if (around.exists(dll)) return { file: findDotnet(around), before: [dll], from: `the build in ${root}` };
  }

  const tool = findTool(around);
  if (tool) return { file: tool, before: [], from: `the .NET tool ${tool}` };
  const source = roots[0];
  if (source !== undefined) {
    findDotnet(around);
    throw new CommandMissing(
      `StudyKit lies in ${source} and is not built yet. Build it (dotnet build -c Release), then run the cell again.`,
      ["Build", "Open Settings"], source);
  }

  findDotnet(around);
  throw new CommandMissing(
    "The studykit command was not found. Install it as a .NET tool (dotnet tool install --global StudyKit.Cli), open " +
    "the folder of StudyKit's sources, or name the command in the setting studykit.command.",
    ["Show How", "Open Settings"]);
}

function fromSetting(setting: string, around: Surroundings): StudyKitCommand {
  const file = setting.startsWith("~") ? path.join(around.home, setting.slice(1)) : setting;
  if (!path.isAbsolute(file) || !around.exists(file)) {
    throw new CommandMissing(
      `The setting studykit.command names a file by its full path. Received: ${setting}, which is ` +
      `${path.isAbsolute(file) ? "not there" : "no full path"}. Correct it, or leave it empty: then the command is ` +
      "looked for.",
      ["Open Settings"]);
  }

  if (/\.(cmd|bat)$/i.test(file)) {
    throw new CommandMissing(
      `The setting studykit.command names a program. Received: ${setting}, a script that needs a window of its own. ` +
      "Expected: studykit.exe, or StudyKit.Cli.dll beside it.",
      ["Open Settings"]);
  }

  const from = "the setting studykit.command";
  return file.endsWith(".dll") ? { file: findDotnet(around), before: [file], from } : { file, before: [], from };
}

/** The folders at or above the given ones that hold StudyKit's sources, the nearest first. */
function rootsOf(folders: readonly string[], around: Surroundings): string[] {
  const roots = new Set<string>();
  for (const folder of folders) {
    for (let at = path.resolve(folder); ; at = path.dirname(at)) {
      if (around.exists(path.join(at, "lib", "StudyKit.Cli", "StudyKit.Cli.csproj"))) roots.add(at);
      if (at === path.dirname(at)) break;
    }
  }

  return [...roots];
}

function findTool(around: Surroundings): string | undefined {
  const name = around.isWindows ? "studykit.exe" : "studykit";
  const places = [...searchPath(around), path.join(around.home, ".dotnet", "tools")];
  return places.map(place => path.join(place, name)).find(file => around.exists(file));
}

function findDotnet(around: Surroundings): string {
  const name = around.isWindows ? "dotnet.exe" : "dotnet";
  const usual = around.isWindows
    ? [path.join(around.environment["ProgramFiles"] ?? "C:\\Program Files", "dotnet")]
    : ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/local/share/dotnet", path.join(around.home, ".dotnet")];
  const root = around.environment["DOTNET_ROOT"];
  const places = [...searchPath(around), ...(root ? [root] : []), ...usual];
  const found = places.map(place => path.join(place, name)).find(file => around.exists(file));
  if (found) return found;
  throw new CommandMissing(
    "StudyKit needs the .NET 10 SDK, and there is no dotnet command on the PATH or where it usually lies. Install " +
    "it, then start VS Code again.",
    ["Get .NET"]);
}

function searchPath(around: Surroundings): string[] {
  const text = around.environment["PATH"] ?? around.environment["Path"] ?? "";
  return text.split(around.isWindows ? ";" : ":").filter(place => place.length > 0);
}
