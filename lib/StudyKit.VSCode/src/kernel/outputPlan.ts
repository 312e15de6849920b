import type { ErrorMessage, MimeBundle, SessionEvent } from "../session/protocol";

/** A loop that prints without end must not fill the editor: as much as `studykit run` keeps of a cell. */
export const longestText = 1_000_000;

/** The most that a cell may display, in characters of its objects. */
export const largestDisplays = 50_000_000;

/** A change of a cell's outputs. */
export type OutputChange =
  | { kind: "text"; name: string; text: string }
  | { kind: "show"; data: MimeBundle; id?: string; isResult: boolean }
  | { kind: "replace"; id: string; data: MimeBundle }
  | { kind: "error"; error: ErrorMessage };

/**
 * Gathers a cell's events into as few changes as show the same: text of one name in a row is one change, and of several
 * updates of one object only the last counts. So a loop that prints or updates thousands of times a second costs
 * nothing more than one that does so ten times.
 */
export class OutputPlan {
  private changes: OutputChange[] = [];
  private written = 0;
  private displayed = 0;

  get isEmpty(): boolean {
    return this.changes.length === 0;
  }

  hear(event: SessionEvent): void {
    switch (event.type) {
      case "stream": return this.write(event.name, event.text);
      case "display": return this.show(event.data, false, event.id);
      case "result": return this.show(event.data, true);
      case "update": return this.replace(event.id, event.data);
      case "error": this.changes.push({ kind: "error", error: event }); return;
      case "progress": return;
    }
  }

  write(name: string, text: string): void {
    if (this.written >= longestText) return;
    this.written += text.length;
    const isLast = this.written >= longestText;
    const shown = isLast
      ? `${text}\n[The cell wrote more than ${longestText.toLocaleString("en-US")} characters; the rest is left out.]\n`
      : text;
    const last = this.changes.at(-1);
    if (last?.kind === "text" && last.name === name) last.text += shown;
    else this.changes.push({ kind: "text", name, text: shown });
  }

  /** What has gathered since the last time. */
  take(): OutputChange[] {
    const { changes } = this;
    this.changes = [];
    return changes;
  }

  private show(data: MimeBundle, isResult: boolean, id?: string): void {
    if (this.displayed >= largestDisplays) return;
    this.displayed += sizeOf(data);
    this.changes.push(id === undefined ? { kind: "show", data, isResult } : { kind: "show", data, isResult, id });
    if (this.displayed < largestDisplays) return;
    const most = largestDisplays / 1_000_000;
    this.write("stderr", `[The cell displayed more than ${most} million characters; the rest is left out.]\n`);
  }

  private replace(id: string, data: MimeBundle): void {
    // What has not been shown yet is shown as it is now; text that came between stays where it is.
    const open = this.changes.findLast(change => "id" in change && change.id === id);
    if (open && (open.kind === "show" || open.kind === "replace")) open.data = data;
    else this.changes.push({ kind: "replace", id, data });
  }
}

function sizeOf(data: MimeBundle): number {
  let size = 0;
  for (const content of Object.values(data)) {
    size += typeof content === "string" ? content.length : JSON.stringify(content ?? null).length;
  }

  return size;
}
