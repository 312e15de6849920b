import { existsSync } from "node:fs";

/** Debian's and the other usual names of a chromium. */
export function browserFile() {
  const names = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = names.find(name => name && existsSync(name));
  if (!found) throw new Error("No chromium was found. Install one (apt-get install chromium), or name it in CHROMIUM.");
  return found;
}
