import type { ActivationFunction } from "vscode-notebook-renderer";
import { claimElement, type Claim } from "./claimView";
import { addStyle, element } from "./dom";

// Both colours of each verdict have at least 4.5:1 on VS Code's own light and dark pages.
const css = `
.studykit-claim {
  --studykit-supported: #00684b; --studykit-not: #a23c05;
  display: grid; grid-template-columns: 9rem minmax(0, 1fr); column-gap: 1rem; max-width: 52rem; padding: .6rem 0;
  border-block: 1px solid var(--vscode-panel-border, #8884);
}
.vscode-dark .studykit-claim, .vscode-high-contrast:not(.vscode-high-contrast-light) .studykit-claim {
  --studykit-supported: #5fc9a2; --studykit-not: #f0a070;
}
.studykit-claim > * { grid-column: 2; margin: 0; }
.studykit-claim > .studykit-verdict { grid-column: 1; grid-row: 1; font-weight: 600; white-space: nowrap; }
.studykit-verdict[data-verdict="supported"] { color: var(--studykit-supported); }
.studykit-verdict[data-verdict="not supported"] { color: var(--studykit-not); }
.studykit-facts { display: flex; flex-wrap: wrap; gap: .3rem 1.8rem; font-variant-numeric: tabular-nums; }
.studykit-claim > .studykit-facts { margin-top: .4rem; }
.studykit-facts dd { margin: 0; overflow-wrap: anywhere; }
.studykit-soft, .studykit-verdict { color: var(--vscode-descriptionForeground); font-size: .92em; }
@media (max-width: 32rem) {
  .studykit-claim { grid-template-columns: minmax(0, 1fr); }
  .studykit-claim > *, .studykit-claim > .studykit-verdict { grid-column: 1; grid-row: auto; }
}`;

/** Shows a claim, or several in one output, with verdict and facts. */
export const activate: ActivationFunction = () => ({
  renderOutputItem(item, place) {
    addStyle("studykit-claim-style", css);
    const data = item.json() as Claim | Claim[];
    place.replaceChildren(element("div", "", ...(Array.isArray(data) ? data : [data]).map(claimElement)));
  },
});
