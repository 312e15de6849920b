// Edits that the server does not have yet stay in the browser, also when the window is closed.

interface Edit { source: string; at: string }

export class Kept {
  private readonly key: string;
  private edits: Record<string, Edit>;

  constructor(notebook: string) {
    this.key = `studykit-live:${notebook}`;
    this.edits = {};
    try {
      this.edits = JSON.parse(localStorage.getItem(this.key) ?? "{}") as Record<string, Edit>;
    } catch {
      // Storage is forbidden, or not ours: nothing is kept.
    }
  }

  /** Texts by cell that no server has acknowledged. */
  get all(): [string, Edit][] {
    return Object.entries(this.edits);
  }

  keep(cell: string, source: string): void {
    this.edits[cell] = { source, at: new Date().toTimeString().slice(0, 5) };
    this.store();
  }

  /** The server has this text, or a newer one. */
  drop(cell: string): void {
    if (!(cell in this.edits)) return;
    delete this.edits[cell];
    this.store();
  }

  private store(): void {
    try {
      if (this.all.length > 0) localStorage.setItem(this.key, JSON.stringify(this.edits));
      else localStorage.removeItem(this.key);
    } catch {
      // Storage is full or forbidden.
    }
  }
}
