// A cell's outputs: one is replaced without touching its neighbours, so that a figure that is looked at stays.
import { element, nodes } from "./dom";
import type { Part } from "./types";

const mark = "output";
const quiet = 150, quietWhileRunning = 2000, typingPause = 800;

let lastKey = 0;
addEventListener("keydown", event => { lastKey = event.timeStamp; }, true);

interface Shown { nodes: Node[]; data: Element[]; end: Comment }

export class Outputs {
  private box: HTMLElement | null;
  private parts: Shown[] = [];
  private timer = 0;
  private isRunning = false;

  constructor(private cell: HTMLElement) {
    this.box = cell.querySelector(":scope > .outputs");
    if (this.box) this.read(this.box);
  }

  /** Takes changes from the server. */
  take(isCleared: boolean, parts: Part[]): void {
    if (isCleared) this.clear();
    for (const part of parts) this.put(part);
    if (this.box && this.parts.every(part => part.nodes.length === 0)) this.box.hidden = true;
    else if (this.box) this.box.hidden = false;
    this.later();
  }

  /** Whether the cell runs. When it has ended, its outputs take the room that they need. */
  setRunning(isRunning: boolean): void {
    const hasEnded = this.isRunning && !isRunning;
    this.isRunning = isRunning;
    if (!isRunning && this.box) this.box.style.minHeight = "";
    if (hasEnded) this.later();
  }

  /** A figure that changes ten times a second is made interactive when it has come to rest. */
  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.enliven(), this.isRunning ? quietWhileRunning : quiet);
  }

  private enliven(): void {
    // The first chart loads plotly.js, which takes a moment: not between two keys.
    if (performance.now() - lastKey < typingPause) {
      this.timer = window.setTimeout(() => this.enliven(), typingPause);
      return;
    }

    this.box?.dispatchEvent(new CustomEvent("studykit:added", { bubbles: true }));
  }

  /** Which nodes of the page belong to which output: the server has put a mark between two. */
  private read(box: HTMLElement): void {
    let open: Node[] = [];
    for (const node of [...box.childNodes]) {
      if (node instanceof Comment && node.data === mark) {
        this.parts.push({ nodes: open, data: [], end: node });
        open = [];
      } else {
        open.push(node);
      }
    }

    const end = document.createComment(mark);
    box.append(end);
    this.parts.push({ nodes: open, data: [], end });
  }

  private clear(): void {
    // The page does not jump while the new outputs come.
    if (this.box) this.box.style.minHeight = `${this.box.offsetHeight}px`;
    for (const part of this.parts) this.remove(part);
    for (const part of this.parts) part.end.remove();
    this.parts = [];
  }

  private put(part: Part): void {
    if (!this.box) {
      this.box = element("div", { class: "outputs" });
      this.cell.append(this.box);
    }

    while (this.parts.length <= part.at) {
      const end = document.createComment(mark);
      this.box.append(end);
      this.parts.push({ nodes: [], data: [], end });
    }

    const shown = this.parts[part.at]!, opened = details(shown.nodes).map(one => one.open);
    this.remove(shown);
    shown.data = part.data.map(({ id, json }) => {
      const script = element("script", { type: "application/json", id });
      script.textContent = json;
      return script;
    });
    document.body.append(...shown.data);
    shown.nodes = nodes(part.html);
    shown.end.before(...shown.nodes);
    // What the reader has unfolded stays open while it grows.
    const fresh = details(shown.nodes);
    if (fresh.length === opened.length) fresh.forEach((one, at) => { one.open ||= opened[at]!; });
  }

  private remove(part: Shown): void {
    for (const node of part.nodes) {
      if (node instanceof Element) purge(node);
      node.parentNode?.removeChild(node);
    }

    // The report's script has put code into a box with a button.
    for (const data of part.data) data.remove();
    for (let at = part.end.previousSibling; at && !(at instanceof Comment); at = part.end.previousSibling) at.remove();
    part.nodes = [];
    part.data = [];
  }
}

function details(from: Node[]): HTMLDetailsElement[] {
  return from.flatMap(node => node instanceof Element ? [...node.querySelectorAll("details")] : []);
}

/** A chart lets go of what plotly.js holds for it. */
function purge(node: Element): void {
  const plotly = (window as { Plotly?: { purge(chart: Element): void } }).Plotly;
  if (plotly) for (const chart of node.querySelectorAll(".figure-live")) plotly.purge(chart);
}
