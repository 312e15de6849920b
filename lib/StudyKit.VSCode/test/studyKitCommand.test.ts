import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandMissing, findCommand, type Surroundings, type Wish } from "../src/command/studyKitCommand";

const dotnet = "/usr/bin/dotnet";
const source = "/kit/lib/StudyKit.Cli/StudyKit.Cli.csproj";
const dll = "/kit/artifacts/bin/StudyKit.Cli/release/StudyKit.Cli.dll";
const tool = "/home/ada/.dotnet/tools/studykit";

function around(...files: string[]): Surroundings {
  return {
    exists: file => files.includes(file), environment: { PATH: "/usr/bin" }, home: "/home/ada", isWindows: false,
  };
}

const wish: Wish = { setting: "", folders: ["/kit/notebooks"], trusted: true };

function refusal(wanted: Wish, surroundings: Surroundings): CommandMissing {
  try {
    findCommand(wanted, surroundings);
  } catch (error) {
    if (error instanceof CommandMissing) return error;
  }

  throw new assert.AssertionError({ message: "The command was found." });
}

test("The build above the notebook comes before the tool", () => {
  assert.deepEqual(findCommand(wish, around(dotnet, source, dll, tool)), {
    file: dotnet, before: [dll], from: "the build in /kit",
  });
});

test("A folder that is not trusted gives no program", () => {
  assert.equal(findCommand({ ...wish, trusted: false }, around(dotnet, source, dll, tool)).file, tool);
});

test("The setting comes first, and takes a library, a program or nothing", () => {
  const setting = "/opt/StudyKit.Cli.dll";
  assert.deepEqual(findCommand({ ...wish, setting }, around(dotnet, source, dll, setting)).before, [setting]);
  const own = "/home/ada/studykit";
  assert.equal(findCommand({ ...wish, setting: "~/studykit" }, around(own)).file, own);
  assert.equal(refusal({ ...wish, setting: "/gone" }, around(dotnet, tool)).message,
    "The setting studykit.command names a file by its full path. Received: /gone, which is not there. Correct it, or " +
    "leave it empty: then the command is looked for.");
  assert.match(refusal({ ...wish, setting: "studykit" }, around(dotnet)).message, /no full path/);
});

test("Sources without a build, and nothing at all, are told with what to do", () => {
  const unbuilt = refusal(wish, around(dotnet, source));
  assert.equal(unbuilt.message,
    "StudyKit lies in /kit and is not built yet. Build it (dotnet build -c Release), then run the cell again.");
  assert.deepEqual([unbuilt.offers, unbuilt.root], [["Build", "Open Settings"], "/kit"]);
  assert.match(refusal(wish, around(dotnet)).message, /^The studykit command was not found\. Install it as a/);
});

test("Without .NET the reader is sent for it", () => {
  const missing = refusal(wish, around(source, dll));
  assert.match(missing.message, /needs the \.NET 10 SDK/);
  assert.deepEqual(missing.offers, ["Get .NET"]);
});

test("On Windows the program has another name and the path another mark", () => {
  const windows: Surroundings = {
    exists: file => file.endsWith("studykit.exe"), environment: { Path: "C:\\a;C:\\b" }, home: "C:\\ada",
    isWindows: true,
  };
  assert.match(findCommand({ ...wish, folders: [] }, windows).file, /studykit\.exe$/);
});
