// The parameters of the call that is being typed, above it.
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView, keymap, showTooltip, type Tooltip, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { element } from "./dom";
import type { Line } from "./line";

interface Signature { label: string; documentation?: string; parameters: { label: string }[] }

const put = StateEffect.define<Tooltip | null>();

const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(put)) return effect.value;
    return value && transaction.docChanged ? { ...value, pos: transaction.changes.mapPos(value.pos) } : value;
  },
  provide: field => showTooltip.from(field),
});

export function signatures(cell: string, line: Line): Extension {
  const asking = ViewPlugin.fromClass(class {
    private asked = 0;

    constructor(private view: EditorView) {}

    update(update: ViewUpdate): void {
      let typed = "";
      update.changes.iterChanges((_a, _b, _c, _d, text) => { typed += text.toString(); });
      const isOpen = update.state.field(shown, false) !== null;
      const isCall = /[(,<]/.test(typed);
      if (isCall || (isOpen && (update.docChanged || update.selectionSet))) void this.ask();
    }

    private async ask(): Promise<void> {
      const number = ++this.asked, { state } = this.view, position = state.selection.main.head;
      const answer = await line.ask(cell, { type: "signature", code: state.doc.toString(), position });
      if (number !== this.asked) return;
      const list = (answer.signatures ?? []) as Signature[];
      const signature = list[answer.active ?? 0] ?? list[0];
      const tooltip: Tooltip | null = signature
        ? { pos: Math.min(position, this.view.state.doc.length), above: true, create: () => ({
          dom: draw(signature, answer.argument ?? 0, list.length),
        }) }
        : null;
      if (tooltip || this.view.state.field(shown, false)) this.view.dispatch({ effects: put.of(tooltip) });
    }
  });
  const close = keymap.of([{
    key: "Escape",
    run(view) {
      if (!view.state.field(shown, false)) return false;
      view.dispatch({ effects: put.of(null) });
      return true;
    },
  }]);
  const leave = EditorView.domEventHandlers({
    blur(_event, view) {
      if (view.state.field(shown, false)) view.dispatch({ effects: put.of(null) });
    },
  });
  return [shown, asking, close, leave];
}

function draw(signature: Signature, argument: number, count: number): HTMLElement {
  const box = element("div", { class: "live-hint live-signature" }), code = element("code");
  const wanted = signature.parameters[argument]?.label, at = wanted ? signature.label.indexOf(wanted) : -1;
  if (wanted && at >= 0) {
    code.append(signature.label.slice(0, at), element("b", {}, wanted), signature.label.slice(at + wanted.length));
  } else {
    code.append(signature.label);
  }

  box.append(code);
  if (count > 1) box.append(element("span", { class: "live-quiet" }, ` and ${count - 1} more`));
  return box;
}
