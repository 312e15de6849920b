// The first screen and the table of claims, as a report begins, after claims were tested anew.
import { element, nodes } from "./dom";

export function showOutcome(masthead: string, claims: string): void {
  document.querySelector("header.masthead")?.replaceWith(...nodes(masthead));
  const table = nodes(claims), shown = document.querySelector("section.all-claims");
  if (shown) shown.replaceWith(...table);
  else document.getElementById("main")?.prepend(...table);
  const list = document.querySelector(".contents ol"), isListed = !!list?.querySelector('a[href="#claims"]');
  if (list && !isListed && document.getElementById("claims")) {
    list.prepend(element("li", {}, element("a", { href: "#claims" }, "Claims and verdicts")));
  }
}
