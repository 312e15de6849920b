// Processes as the system lists them.
import { readdirSync, readFileSync } from "node:fs";

function all() {
  return readdirSync("/proc").filter(name => /^\d+$/.test(name)).flatMap(name => {
    try {
      // What has ended and was not yet asked about has no command any more.
      return [{ id: Number(name), words: readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0") }];
    } catch {
      return [];
    }
  });
}

/** Numbers of the processes "studykit session PIPE FOLDER" with this folder. */
export function sessionsIn(folder) {
  return all().filter(({ words }) => words.indexOf("session") > 0 && words[words.indexOf("session") + 2] === folder)
    .map(one => one.id);
}

/** Numbers of the processes that were started with this word. */
export function processesWith(word) {
  return all().filter(({ words }) => words.includes(word)).map(one => one.id);
}
