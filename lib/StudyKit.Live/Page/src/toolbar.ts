// The bar above the page: what the session does, and what is done with the whole notebook.
import { button, element } from "./dom";
import type { Desk } from "./desk";
import type { Init, SessionInit } from "./types";

const words: Record<SessionInit["state"], string> = {
  starting: "starting", ready: "ready", busy: "running", interrupting: "stopping", ended: "ended",
};

export class Toolbar {
  private readonly state = element("span", { class: "live-state", role: "status" });
  private readonly saved: HTMLButtonElement;
  private readonly stop: HTMLButtonElement;
  private readonly stale: HTMLButtonElement;
  private session: SessionInit;
  private isOpen = true;
  private progress = "";

  constructor(desk: Desk, init: Init) {
    this.session = init.session;
    this.stop = button("Stop", "Stop the cell that runs (i i)", "stop", () => desk.wish({ type: "interrupt" }));
    this.stale = button("", "Run the cells that are out of date", "stale", () => desk.runMany("stale"));
    this.saved = button("Save", "Save", null, () => desk.saveAs());
    this.saved.classList.add("live-saved");
    const bar = element("div", { class: "live-bar", role: "toolbar", "aria-label": "Notebook" },
      element("span", { class: "live-name", title: init.name }, init.name.replace(/\.ipynb$/, "")), this.state,
      element("span", { class: "live-actions" },
        button("Run all", "Run all cells", "run", () => desk.runMany("all")), this.stale, this.stop,
        button("Restart", "Restart the session: its variables are gone, the text and the outputs stay (0 0)", "restart",
          () => desk.restart()),
        button("Report", "Export the report: one HTML file that needs no network", "save",
          () => desk.wish({ type: "export" }))),
      this.saved);
    // The report's own buttons stand in the same bar.
    const own = document.querySelector(".bar");
    if (own) bar.append(...own.children);
    own?.remove();
    document.body.classList.add("live");
    document.querySelector(".skip")?.after(bar);
    this.setSaved(init.copy, init.saved);
    this.setStale(0);
    this.show();
  }

  setSession(session: SessionInit): void {
    this.session = session;
    this.show();
  }

  setOpen(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.show();
  }

  setProgress(text: string): void {
    this.progress = text;
    this.show();
  }

  setSaved(copy: string, at: string): void {
    this.saved.textContent = at ? `Saved ${at.slice(0, 5)}` : "Save";
    this.saved.title = at ? `Saved to ${copy} at ${at}; choose another name` : `Save to ${copy}, or another name`;
    this.saved.setAttribute("aria-label", `${this.saved.textContent}: ${this.saved.title}`);
  }

  setStale(count: number): void {
    this.stale.hidden = count === 0;
    const text = `Run ${count} out of date`;
    this.stale.setAttribute("aria-label", `${text}: Run the cells that are out of date`);
    this.stale.lastElementChild?.localName === "span"
      ? this.stale.lastElementChild.textContent = text : this.stale.append(element("span", {}, text));
  }

  private show(): void {
    const { state, waiting } = this.session;
    const more = state === "busy" && waiting > 0 ? `, ${waiting} waiting` : "";
    this.state.textContent = !this.isOpen ? "no server" : this.progress || words[state] + more;
    this.state.dataset.state = this.isOpen ? state : "gone";
    this.stop.disabled = state !== "busy";
  }
}
