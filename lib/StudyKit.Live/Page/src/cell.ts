// A cell of the page: the report's own block, with an editor in place of its code and a button to run it.
import type { EditorView } from "@codemirror/view";
import { controlsOf } from "./controls";
import { button, element, icon, nodes, seconds } from "./dom";
import { createEditor, replaceText } from "./editor";
import { languageOf } from "./language";
import { Outputs } from "./outputs";
import type { Desk } from "./desk";
import type { CellInit, ControlState, Status } from "./types";

const words: Record<Status["standing"], string> = {
  idle: "", waiting: "waiting", running: "running", done: "", failed: "failed", stopped: "stopped",
};

export class Cell {
  readonly id: string;
  readonly kind: CellInit["kind"];
  readonly block: HTMLElement;
  readonly outputs: Outputs | null;
  source: string;
  editor: EditorView | null = null;

  private status: Status | null;
  private controls: HTMLElement | null = null;
  private values: ControlState[] = [];
  private readonly tools = element("div", { class: "live-tools" });
  private readonly said = element("span", { class: "live-said" });
  private begun = 0;
  private readonly isForm: boolean;

  constructor(private desk: Desk, init: CellInit, block: HTMLElement | null) {
    this.id = init.id;
    this.kind = init.kind;
    this.source = init.source;
    this.isForm = init.form;
    this.status = init.status ?? null;
    this.block = block ?? this.empty();
    this.block.tabIndex = -1;
    this.block.classList.add("live-cell");
    this.outputs = this.kind === "code" ? new Outputs(this.block) : null;
    if (this.kind === "code") this.furnish(init.controls);
    else this.block.addEventListener("dblclick", () => this.edit());
  }

  get details(): HTMLDetailsElement | null {
    return this.block.querySelector(":scope > details.source");
  }

  /** The place of the block among the blocks of the page: a pair of cells is one. */
  get outer(): HTMLElement {
    const parent = this.block.parentElement;
    return parent && parent.id !== "main" && parent.matches(".pair, .with-aside") ? parent : this.block;
  }

  /** Opens the editor. */
  edit(): void {
    const details = this.details;
    if (details) details.open = true;
    if (this.kind === "code") this.mount();
    else this.mountProse();
    this.editor?.focus();
  }

  /** Command mode: the cell itself has the focus. */
  select(): void {
    if (this.kind === "markdown") this.closeProse();
    this.block.focus({ preventScroll: true });
    this.block.scrollIntoView({ block: "nearest" });
  }

  /** Another window, or a control, has changed the text. */
  setSource(source: string, controls: ControlState[]): void {
    this.source = source;
    if (this.editor) replaceText(this.editor, source);
    this.show(controls);
  }

  setProse(html: string): void {
    if (this.editor) return;
    const fresh = nodes(html).find(node => node instanceof HTMLElement) as HTMLElement | undefined;
    this.block.replaceChildren(...(fresh?.childNodes ?? [this.emptyProse()]));
    this.block.dispatchEvent(new CustomEvent("studykit:added", { bubbles: true }));
  }

  setStatus(status: Status): void {
    const wasRunning = this.status?.standing === "running";
    this.status = { ...status, head: undefined };
    if (status.standing === "running" && !wasRunning) this.begun = Date.now() - (status.seconds ?? 0) * 1000;
    this.outputs?.setRunning(status.standing === "running");
    if (status.head !== undefined) this.setHead(status.head);
    this.showStatus();
  }

  /** Once a second while the cell runs. */
  tick(): void {
    if (this.status?.standing === "running") this.showStatus();
  }

  private empty(): HTMLElement {
    const block = element("div", { class: `cell ${this.kind}`, id: `cell-${this.id}` });
    if (this.kind === "code") block.append(this.emptySource());
    else block.append(this.emptyProse());
    return block;
  }

  private emptySource(): HTMLElement {
    const summary = element("summary", {}, "C#", element("span", { class: "facts" }, " · empty"));
    return element("details", { class: "source", open: "" }, summary, element("pre", { class: "code" }));
  }

  private emptyProse(): HTMLElement {
    const said = element("p", { class: "live-quiet" }, "An empty text: double click to write.");
    return element("div", { class: "prose" }, said);
  }

  private furnish(controls: ControlState[]): void {
    if (!this.details && this.source.trim() === "") this.block.prepend(this.emptySource());
    const run = button("", "Run this cell (Shift-Enter)", "run", () => this.desk.run(this.id));
    this.tools.append(this.said, run, this.menu());
    this.block.prepend(this.tools);
    this.show(controls);
    this.showStatus();
    this.outputs?.setRunning(this.status?.standing === "running");
    if (this.status?.standing === "running") this.begun = Date.now() - (this.status.seconds ?? 0) * 1000;
    if (this.isForm && this.details) this.details.open = false;
    // The editors of a long page are made when they come near the screen.
    const details = this.details;
    if (!details) return;
    const near = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting) || !this.details?.open) return;
      near.disconnect();
      this.mount();
    }, { rootMargin: "400px 0px" });
    near.observe(details);
    details.addEventListener("toggle", () => { if (details.open) this.mount(); });
  }

  private menu(): HTMLElement {
    const menu = element("details", { class: "live-menu" });
    const item = (text: string, action: () => void) => {
      const made = button(text, text, null, () => {
        menu.open = false;
        action();
      });
      return made;
    };
    menu.append(
      element("summary", { "aria-label": "More for this cell", title: "More for this cell" }, icon("more")),
      element("div", {},
        item("Run this and what depends on it", () => this.desk.run(this.id, "experiment")),
        item("Run all above", () => this.desk.run(this.id, "above")),
        item("Run this and all below", () => this.desk.run(this.id, "below")),
        item("Code above", () => this.desk.insert(this.id, "above", "code")),
        item("Code below", () => this.desk.insert(this.id, "below", "code")),
        item("Text below", () => this.desk.insert(this.id, "below", "markdown")),
        item("Take this cell out", () => this.desk.remove(this.id))));
    menu.addEventListener("focusout", event => {
      if (!menu.contains(event.relatedTarget as Node | null)) menu.open = false;
    });
    return menu;
  }

  /** Shows the controls as the text has them, also after a value was refused. */
  show(controls = this.values): void {
    const before = this.controls;
    this.values = controls;
    if (before?.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement) {
      // The reader is at it; what the text says is shown when they leave.
      return;
    }

    this.controls = controlsOf(this.id, controls, {
      isForm: this.isForm,
      set: (name, value) => this.desk.set(this.id, name, value),
      run: () => this.desk.run(this.id, "experiment"),
    });
    before?.remove();
    if (!this.controls) return;
    const place = this.details;
    if (place) place.after(this.controls);
    else this.tools.after(this.controls);
    this.controls.addEventListener("focusout", event => {
      if (!this.controls?.contains(event.relatedTarget as Node | null)) setTimeout(() => this.show(), 300);
    });
  }

  private mount(): void {
    const pre = this.details?.querySelector("pre.code");
    if (this.editor || !this.details || !pre) return;
    const place = element("div", { class: "live-editor" });
    (pre.closest(".code-box") ?? pre).replaceWith(place);
    this.editor = createEditor(place, {
      source: this.source,
      label: "Code",
      isCode: true,
      extensions: languageOf(this.id, this.desk.line),
      changed: source => this.typed(source),
      run: next => this.desk.runAndGo(this, next),
      leave: () => this.leave(),
    });
  }

  private mountProse(): void {
    if (this.editor) return;
    const place = element("div", { class: "live-editor live-prose" });
    this.block.replaceChildren(place);
    this.editor = createEditor(place, {
      source: this.source,
      label: "Text in Markdown",
      isCode: false,
      extensions: [],
      changed: source => this.typed(source),
      run: next => {
        this.select();
        return next === "stay" || this.desk.go(this, next);
      },
      leave: () => this.leave(),
    });
    this.editor.contentDOM.addEventListener("blur", () => this.closeProse());
  }

  private closeProse(): void {
    if (!this.editor || this.kind !== "markdown") return;
    const editor = this.editor;
    this.editor = null;
    editor.destroy();
    // Until the server has drawn it, and for as long as there is none.
    this.block.replaceChildren(element("div", { class: "prose" }, element("p", { class: "live-plain" }, this.source)));
    this.desk.edited(this, true);
  }

  private typed(source: string): void {
    this.source = source;
    this.desk.edited(this);
    this.showStatus();
  }

  private leave(): boolean {
    this.select();
    return true;
  }

  /** The report's line above the code: its number, its length, its seconds. */
  private setHead(html: string): void {
    const fresh = element("div");
    fresh.append(...nodes(html));
    const number = fresh.querySelector(".cell-number"), old = this.block.querySelector(":scope > .cell-number");
    old?.remove();
    if (number) this.block.prepend(number);
    const facts = fresh.querySelector("summary .facts"), shown = this.details?.querySelector(":scope > summary .facts");
    if (facts && shown) shown.replaceChildren(...facts.childNodes);
  }

  private showStatus(): void {
    const status = this.status;
    if (!status) return;
    const running = status.standing === "running";
    const took = running ? seconds(Math.max(0, (Date.now() - this.begun) / 1000)) : "";
    const stale = status.stale && !running && status.standing !== "waiting";
    this.block.classList.toggle("live-stale", !!stale);
    this.block.classList.toggle("live-running", running);
    this.block.classList.toggle("live-failed", status.standing === "failed");
    this.said.textContent = stale ? "out of date" : [words[status.standing], took].filter(Boolean).join(" ");
    this.said.title = stale ? status.stale! : "";
    this.said.classList.toggle("live-stale-sign", !!stale);
  }
}
