// A model's blocks open by themselves. This adds: all at once, the arrow keys of a tree, and a line that says what the
// block under the pointer or the focus takes in and gives out, so that nothing has to be opened for it.
(() => {
  "use strict";
  const { element, onLanguage, t } = globalThis.StudyKitParts;
  const blocks = figure => [...figure.querySelectorAll("details.sk-m-block")];
  const button = (text, click) => {
    const made = element("button", { type: "button", click });
    onLanguage(() => { made.textContent = t(text); });
    return made;
  };

  const keys = (figure, event) => {
    const summary = event.target.closest("summary"), block = summary?.parentElement;
    if (!block?.matches(".sk-m-block") || event.altKey || event.ctrlKey || event.metaKey) return;
    const seen = blocks(figure).filter(one => one.firstElementChild.checkVisibility());
    const at = seen.indexOf(block), go = one => one?.firstElementChild.focus();
    const up = block.parentElement.closest("details.sk-m-block");
    switch (event.key) {
      case "ArrowDown": go(seen[at + 1]); break;
      case "ArrowUp": go(seen[at - 1]); break;
      case "Home": go(seen[0]); break;
      case "End": go(seen.at(-1)); break;
      case "ArrowRight":
        if (block.open) go(seen[at + 1]); else block.open = true;
        break;
      case "ArrowLeft":
        if (block.open) block.open = false; else go(up);
        break;
      default: return;
    }
    event.preventDefault();
  };

  const start = figure => {
    figure.dataset.live = "true";
    const said = element("div", { class: "sk-m-said" });
    const say = event => {
      const summary = event.target.closest("summary"), block = summary?.parentElement;
      if (!block?.matches(".sk-m-block") || said.block === block) return;
      said.block = block;
      const name = summary.querySelector(".sk-m-id").cloneNode(true);
      const facts = block.querySelector(":scope > .sk-m-inside > .sk-m-facts").cloneNode(true);
      said.replaceChildren(name, facts);
    };
    const all = open => blocks(figure).forEach(block => { block.open = open || !block.parentElement.closest("details.sk-m-block"); });
    figure.addEventListener("mouseover", say);
    figure.addEventListener("focusin", say);
    figure.addEventListener("keydown", event => keys(figure, event));
    const models = figure.querySelector(".sk-m-models");
    models.before(element("div", { class: "sk-m-tools" },
      button("Open all blocks", () => all(true)), button("Close all blocks", () => all(false))));
    models.after(said);
  };

  const watch = from => from.querySelectorAll(".sk-model:not([data-live])").forEach(start);
  watch(document);
  // A live page says what it has added.
  document.addEventListener("studykit:added", event => watch(event.target));
})();
