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

  /** Asks for a line. */
  ask(name: string, text: string, value: string, label: string, answer: (line: string) => void): void {
    this.show(name, text);
    const input = element("input", { type: "text", value, "aria-label": text, spellcheck: "false" });
    const form = element("form", {}, input, button(label, label, null, () => form.requestSubmit()));
    form.addEventListener("submit", event => {
      event.preventDefault();
      this.hide(name);
      answer(input.value);
    });
    this.shown.get(name)?.firstElementChild?.after(form);
    input.select();
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
