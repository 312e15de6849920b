// A cell that waits for a line from the reader.
import { button, element } from "./dom";
import type { Message } from "./types";

let open: HTMLElement | null = null;

export function asked(place: HTMLElement, question: Message, reply: (text: string | null) => void): void {
  unasked();
  const input = element("input", { type: question.hidden ? "password" : "text", autocomplete: "off",
    "aria-label": question.prompt || "The cell waits for a line" });
  const form = element("form", { class: "live-asked" },
    element("label", {}, question.prompt || "The cell waits for a line:", " ", input),
    button("Send", "Send the line", null,
      () => form.requestSubmit()), button("No answer", "End of input", null, () => reply(null)));
  form.addEventListener("submit", event => {
    event.preventDefault();
    reply(input.value);
  });
  place.append(form);
  open = form;
  input.focus();
}

export function unasked(): void {
  open?.remove();
  open = null;
}
