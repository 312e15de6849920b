import * as path from "node:path";

/** A file and when it was written; what a search for reports looks at. */
export interface ReportFile {
  file: string;
  written: number;
}

/** Where a notebook's report is written: beside the workspace's other reports; without a workspace beside it. */
export function reportFolder(notebook: string, workspaceFolder: string | undefined): string {
  return path.join(workspaceFolder ?? path.dirname(notebook), "reports");
}

/** The newest of a notebook's reports, of whichever scale: name.html, name.study.html. */
export function newestReport(notebook: string, files: readonly ReportFile[]): string | undefined {
  const name = path.basename(notebook, ".ipynb");
  const own = files.filter(({ file }) => {
    const rest = path.basename(file).slice(name.length);
    return path.basename(file).startsWith(name) && /^(\.[a-z0-9]+)?\.html$/.test(rest);
  });
  return own.toSorted((a, b) => b.written - a.written)[0]?.file;
}

/** The same notebook in the other language: notebooks/01.ipynb and notebooks/zh/01.ipynb. */
export function otherLanguage(notebook: string): string {
  const folder = path.dirname(notebook), name = path.basename(notebook);
  return path.basename(folder) === "zh"
    ? path.join(path.dirname(folder), name) : path.join(folder, "zh", name);
}
