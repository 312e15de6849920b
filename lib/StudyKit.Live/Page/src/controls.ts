// Parameters as a form, and a slider beside its experiment. A control writes its value into the cell's text.
import { button, element } from "./dom";
import type { ControlState } from "./types";

export interface ControlPlans {
  set(name: string, value: string): void;
  /** Runs the experiment again. */
  run(): void;
  isForm: boolean;
}

/** The controls of a cell; null where it has none. */
export function controlsOf(cell: string, controls: ControlState[], plans: ControlPlans): HTMLElement | null {
  if (controls.length === 0) return null;
  const box = element("div", { class: plans.isForm ? "live-controls live-form" : "live-controls", role: "group",
    "aria-label": plans.isForm ? "Parameters" : "Controls of this experiment" });
  for (const control of controls) {
    const id = `control-${cell}-${control.name}`, input = inputOf(control, id, plans);
    const row = element("div", { class: "live-control" }, element("label", { for: id }, control.name), input);
    if (control.note) row.append(element("span", { class: "live-note" }, control.note));
    box.append(row);
  }

  if (!plans.isForm) {
    box.append(button("Run this experiment", "Run this experiment with these values", "run", plans.run));
  }

  return box;
}

function inputOf(control: ControlState, id: string, plans: ControlPlans): HTMLElement {
  if (control.kind === "choice") {
    const choice = element("select", { id });
    for (const value of control.choices ?? []) choice.append(new Option(value, value, false, value === control.value));
    choice.addEventListener("change", () => plans.set(control.name, choice.value));
    return choice;
  }

  if (control.kind === "switch") {
    const box = element("input", { id, type: "checkbox" });
    box.checked = control.value === "true";
    box.addEventListener("change", () => plans.set(control.name, String(box.checked)));
    return box;
  }

  if (control.kind === "slider") {
    const slider = element("input", { id, type: "range", min: String(control.from), max: String(control.to),
      step: String(control.step), value: control.value });
    const shown = element("output", { for: id }, control.value);
    slider.addEventListener("input", () => { shown.textContent = slider.value; });
    slider.addEventListener("change", () => {
      plans.set(control.name, slider.value);
      plans.run();
    });
    return element("span", { class: "live-slider" }, slider, shown);
  }

  const input = element("input", { id, type: control.kind === "number" ? "number" : "text", value: control.value,
    ...(control.kind === "number" ? { step: control.whole ? "1" : "any" } : {}), autocomplete: "off",
    spellcheck: "false" });
  input.addEventListener("change", () => plans.set(control.name, input.value));
  return input;
}
