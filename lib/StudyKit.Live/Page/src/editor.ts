// A cell's code as an editor, in the report's own colours.
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentUnit, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { csharp } from "@codemirror/legacy-modes/mode/clike";
import { Annotation, EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Marks a change that came from the server. */
const foreign = Annotation.define<boolean>();

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.atom, tags.bool, tags.null], class: "k" },
  { tag: [tags.string, tags.character], class: "s" },
  { tag: tags.number, class: "n" },
  { tag: [tags.typeName, tags.standard(tags.variableName)], class: "t" },
  { tag: tags.comment, class: "c" },
  { tag: tags.meta, class: "p" },
]);

export interface EditorPlans {
  source: string;
  label: string;
  isCode: boolean;
  extensions: Extension;
  changed(source: string): void;
  run(next: "stay" | "next" | "insert"): boolean;
  leave(): boolean;
}

export function createEditor(parent: HTMLElement, plans: EditorPlans): EditorView {
  const keys = keymap.of([
    { key: "Shift-Enter", run: () => plans.run("next") },
    { key: "Mod-Enter", run: () => plans.run("stay") },
    { key: "Alt-Enter", run: () => plans.run("insert") },
  ]);
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: plans.source,
      extensions: [
        keys,
        plans.extensions,
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        plans.isCode
          ? [StreamLanguage.define(csharp), syntaxHighlighting(colours), bracketMatching(), closeBrackets()] : [],
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        // Last: where nothing else is open that it closes.
        keymap.of([{ key: "Escape", run: () => plans.leave() }]),
        EditorView.contentAttributes.of({ "aria-label": plans.label, spellcheck: "false", autocapitalize: "off" }),
        EditorView.updateListener.of(update => {
          const isOwn = update.transactions.some(one => one.docChanged && !one.annotation(foreign));
          if (isOwn) plans.changed(update.state.doc.toString());
        }),
      ],
    }),
  });
}

/** Another window's text, put in where it differs, so that the cursor stays. */
export function replaceText(view: EditorView, text: string): void {
  const old = view.state.doc.toString();
  if (old === text) return;
  let start = 0, end = 0;
  while (start < old.length && start < text.length && old[start] === text[start]) start++;
  while (end < old.length - start && end < text.length - start && old.at(-1 - end) === text.at(-1 - end)) end++;
  view.dispatch({
    changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) },
    annotations: foreign.of(true),
  });
}
