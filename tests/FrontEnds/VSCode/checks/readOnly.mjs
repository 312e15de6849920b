// In a folder that can't be written to cells run all the same, and what writes says what to do.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import { writeNotebook } from "../notebooks.mjs";

export const name = "a read-only folder: cells run, a headless run says what to do";

export async function check({ editor, folder }) {
  const shut = path.join(folder, "shut");
  mkdirSync(shut);
  const file = writeNotebook(path.join(shut, "one.ipynb"), ["6 * 7"]);
  const open = close(shut);
  try {
    const window = await editor.window({ file, folder: shut });
    await window.run(0);
    await window.outputs("42");
    await window.command("File: Revert File");
    await window.page.waitForTimeout(1000);
    await window.command("StudyKit: Run Headless and Open the Report");
    await window.notified("studykit run ended with exit code 1. The terminal says what to do.", 120);
    await window.close();
  } finally {
    open();
  }
}

/** Makes a folder read-only; gives what opens it again. The superuser writes everywhere but to such a mount. */
function close(folder) {
  if (process.getuid() !== 0) {
    chmodSync(folder, 0o555);
    return () => chmodSync(folder, 0o755);
  }

  execFileSync("mount", ["--bind", folder, folder]);
  execFileSync("mount", ["-o", "remount,bind,ro", folder]);
  return () => execFileSync("umount", ["--lazy", folder]);
}
