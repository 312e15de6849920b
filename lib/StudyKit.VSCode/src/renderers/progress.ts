import type { ActivationFunction } from "vscode-notebook-renderer";
import { addStyle, element } from "./dom";
import { shareOf, wordsOf, type Progress } from "./progressView";

const css = `
.studykit-progress { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .8rem; padding: .15rem 0; }
.studykit-progress b { font-weight: 600; }
.studykit-progress span { color: var(--vscode-descriptionForeground); font-variant-numeric: tabular-nums; }
.studykit-bar { width: 14rem; height: .5rem; border-radius: .25rem; overflow: hidden; align-self: center;
  background: var(--vscode-editorWidget-border, #8884); }
.studykit-bar i { display: block; height: 100%; background: var(--vscode-progressBar-background, #0b5a8f); }`;

/** Shows how far a piece of work has come; an update changes the bar that stands there. */
export const activate: ActivationFunction = () => ({
  renderOutputItem(item, place) {
    addStyle("studykit-progress-style", css);
    const progress = item.json() as Progress;
    let row = place.querySelector<HTMLElement>(".studykit-progress");
    if (!row) {
      const bar = element("div", "studykit-bar", element("i"));
      bar.setAttribute("role", "progressbar");
      row = element("div", "studykit-progress", element("b"), bar, element("span"), element("span"));
      place.replaceChildren(row);
    }

    const [label, bar, words, note] = [...row.children] as HTMLElement[];
    const share = shareOf(progress);
    label!.textContent = progress.label ?? "progress";
    bar!.hidden = share === undefined;
    bar!.setAttribute("aria-label", progress.label ?? "progress");
    bar!.setAttribute("aria-valuenow", String(Math.round(100 * (share ?? 0))));
    (bar!.firstElementChild as HTMLElement).style.width = `${100 * (share ?? 0)}%`;
    words!.textContent = wordsOf(progress);
    note!.textContent = progress.note ?? "";
  },
});
