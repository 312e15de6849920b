// What the reader has to know, below the bar, each with what can be done about it.
import { button, element } from "./dom";

export class Messages {
  private readonly box = element("div", { class: "live-messages", "aria-live": "polite" });
  private readonly shown = new Map<string, HTMLElement>();

  constructor() {
    document.querySelector(".live-bar")?.after(this.box);
  }

  /** Shows a message; one of the same name is replaced. */
  show(name: string, text: string, actions: [string, () => void][] = [], isBad = false): void {
    this.hide(name);
    const message = element("div", { class: isBad ? "live-message live-bad" : "live-message" }, element("p", {}, text));
    for (const [label, action] of actions) {
      message.append(button(label, label, null, () => {
        this.hide(name);
        action();
      }));
    }

    message.append(button("Close", "Close this message", null, () => this.hide(name)));
    this.box.append(message);
    this.shown.set(name, message);
  }

  /** Shows it for a while. */
  pass(name: string, text: string, actions: [string, () => void][] = []): void {
    this.show(name, text, actions);
    const message = this.shown.get(name);
    setTimeout(() => { if (this.shown.get(name) === message) this.hide(name); }, 9000);
  }

  hide(name: string): void {
    this.shown.get(name)?.remove();
    this.shown.delete(name);
  }
}
