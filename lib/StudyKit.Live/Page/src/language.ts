// What the session knows of a cell's code while it is typed: completion, signatures, hover, diagnostics.
import {
  autocompletion, type Completion, type CompletionContext, type CompletionResult,
} from "@codemirror/autocomplete";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorView, hoverTooltip, type Tooltip, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { Extension } from "@codemirror/state";
import { element, nodes } from "./dom";
import type { Line } from "./line";
import { signatures } from "./signatures";

const diagnosePause = 600;

const kinds: Record<string, string> = {
  class: "class", struct: "class", interface: "interface", enum: "enum", enumMember: "enum", delegate: "type",
  method: "method", extensionMethod: "method", property: "property", field: "property", event: "property",
  constant: "constant", variable: "variable", parameter: "variable", typeParameter: "type", namespace: "namespace",
  keyword: "keyword",
};

interface Item { label: string; insert: string; filter: string; sort: string; kind: string; detail?: string }

export function languageOf(cell: string, line: Line): Extension {
  return [
    autocompletion({ override: [context => complete(cell, line, context)], activateOnTypingDelay: 30, icons: false }),
    hoverTooltip((view, position) => hover(cell, line, view, position), { hoverTime: 350 }),
    signatures(cell, line),
    diagnoses(cell, line),
  ];
}

async function complete(cell: string, line: Line, context: CompletionContext): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\p{L}\p{N}_]*/u), before = context.state.sliceDoc(context.pos - 1, context.pos);
  const isWanted = context.explicit || before === "." || (word && word.from < word.to && !/^\d/.test(word.text));
  if (!isWanted) return null;
  const answer = await line.ask(cell, { type: "complete", code: context.state.doc.toString(), position: context.pos });
  if (context.aborted || answer.error || !answer.items?.length) return null;
  const list = answer.id as number, items = answer.items as Item[];
  const options = items.map((item, index): Completion => ({
    label: item.filter || item.label,
    displayLabel: item.label,
    apply: item.insert,
    type: kinds[item.kind] ?? "text",
    sortText: item.sort,
    ...(item.detail ? { detail: item.detail } : {}),
    info: async () => {
      const said = await line.ask(cell, { type: "describe", list, index });
      return said.documentationHtml ? hint(said.documentationHtml) : null;
    },
  }));
  const stays = answer.incomplete ? {} : { validFor: /^[\p{L}\p{N}_]*$/u };
  return { from: answer.start, to: answer.end, options, ...stays };
}

async function hover(cell: string, line: Line, view: EditorView, position: number): Promise<Tooltip | null> {
  const answer = await line.ask(cell, { type: "hover", code: view.state.doc.toString(), position });
  if (!answer.contentsHtml) return null;
  return { pos: answer.start, end: answer.end, above: true, create: () => ({ dom: hint(answer.contentsHtml) }) };
}

/** Squiggles, once typing has come to rest, and again when the editor says so. */
function diagnoses(cell: string, line: Line): Extension {
  return ViewPlugin.fromClass(class {
    private timer = 0;

    constructor(private view: EditorView) {}

    update(update: ViewUpdate): void {
      if (update.docChanged || (update.focusChanged && update.view.hasFocus)) this.later();
    }

    destroy(): void {
      clearTimeout(this.timer);
    }

    private later(): void {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.ask(), diagnosePause);
    }

    private async ask(): Promise<void> {
      const code = this.view.state.doc.toString();
      const answer = await line.ask(cell, { type: "diagnose", code });
      if (answer.error || this.view.state.doc.toString() !== code) return;
      const length = code.length;
      const found = ((answer.diagnostics ?? []) as { start: number; end: number; severity: string; message: string;
        code: string }[]).map((one): Diagnostic => ({
        from: Math.min(one.start, length),
        to: Math.min(Math.max(one.end, one.start), length),
        severity: one.severity === "error" ? "error" : one.severity === "warning" ? "warning" : "info",
        message: one.message,
        source: one.code,
      }));
      this.view.dispatch(setDiagnostics(this.view.state, found));
    }
  });
}

export function hint(html: string): HTMLElement {
  const box = element("div", { class: "live-hint" });
  box.append(...nodes(html));
  return box;
}
