// The sessions that run on a folder, as the system lists them.
import { readdirSync, readFileSync } from "node:fs";

/** Numbers of the processes "studykit session PIPE FOLDER" with this folder. */
export function sessionsIn(folder) {
  return readdirSync("/proc").filter(name => /^\d+$/.test(name)).filter(name => {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
      const at = words.indexOf("session");
      return at > 0 && words[at + 2] === folder;
    } catch {
      return false;
    }
  }).map(Number);
}
