(() => {
  "use strict";
  // A paper is read in three passes. Each shows as much of the page as the pass needs, and asks at its end what next.
  const root = document.documentElement, main = document.getElementById("main");
  const chooser = document.getElementById("passes");
  if (!chooser) return;
  const t = text => globalThis.StudyKitText(text);
  const { parts, chain } = globalThis.StudyKitSections;
  const figure = ".figure, .sk-figure, .sk-explorer, .sk-frames";
  // What is looked at only where the work is taken apart: code, what it printed, listings.
  const detail = "details.source, pre.stream, pre.result, .folded, .progress, .code-box, pre.code, .live-controls";
  const words = {
    1: {
      name: "First pass", more: "Go on to the second pass",
      aim: "Title, abstract, conclusion and figures, and nothing else. After it you can say what the paper claims.",
      end: "Can you say what the paper claims, and does it matter for your own work? Then go on. If not, stop here.",
    },
    2: {
      name: "Second pass", more: "Go on to the third pass",
      aim: "Everything but code, console text and exercises. Look at the figures closely, and mark what to read next.",
      end: "Can you tell somebody else what was done and what it shows? Go on if you want to do such work yourself.",
    },
    3: {
      name: "Third pass", more: null,
      aim: "Everything, with code and exercises. Read as if the work were yours: what would you have done otherwise?",
      end: "You have walked all three passes. Write down what you would try next.",
    },
  };

  const has = (one, selector) => one.matches(selector) || !!one.querySelector(selector);
  const isListing = one => one.matches(".prose") && has(one, "pre.code")
    && [...one.children].every(child => child.matches(detail) || child.textContent.length < 120);
  const isExercise = part => part.cell.matches(".exercise") || /^exercises(-\d+)?$/.test(part.id);

  // The elements of a part that a pass leaves out.
  const left = (part, pass) => {
    if (pass === 3 || part.cell.matches(".masthead, .pass")) return [];
    if (pass === 2) {
      if (isExercise(part)) return part.elements;
      return part.kind === "code" ? part.elements.filter(one => one.matches(detail) || isListing(one)) : [];
    }

    if (part.kind === "code") return part.elements.filter(one => !has(one, figure));
    const isTitle = part.kind === "text" && !part.owner?.section && part.owner?.kind !== "text";
    const isPass = /^(first-pass|pass-1)/.test(part.owner?.id ?? "");
    return (part.section >= 1 && part.section <= 3) || isTitle || isPass ? [] : part.elements;
  };

  const clear = () => document.querySelectorAll("[data-off]").forEach(one => one.removeAttribute("data-off"));
  const apply = pass => {
    clear();
    if (!pass) return;
    const found = parts(), off = new Set(found.flatMap(part => left(part, pass)));
    // A heading stays where something below it does, up to the next of its level.
    const open = [];
    for (const part of found) {
      if (part.kind === "block") open.length = 0;
      if (part.heading && part.kind === "text") {
        while (open.length && open.at(-1).level >= part.level) open.pop();
        open.push(part);
      }

      if (part.elements.some(one => !off.has(one))) {
        for (const one of open.flatMap(above => above.elements)) if (/^H[2-4]$/.test(one.tagName)) off.delete(one);
      }
    }

    off.forEach(one => one.setAttribute("data-off", ""));
    // Boxes that have nothing left, from the inside out.
    const boxes = new Set(found.flatMap(part => [part.cell, ...part.elements.flatMap(one => chain(one).slice(1))]));
    const depth = new Map([...boxes].map(one => [one, chain(one).length]));
    [...boxes].sort((a, b) => depth.get(b) - depth.get(a)).forEach(box => {
      const inner = [...box.children].filter(one => !one.matches(".cell-number, .live-tools"));
      if (inner.every(one => one.hasAttribute("data-off")) && !box.matches(".masthead")) box.setAttribute("data-off", "");
    });
    document.querySelectorAll(".contents li").forEach(item => {
      const heading = document.getElementById(decodeURIComponent(item.querySelector("a").hash.slice(1)));
      item.toggleAttribute("data-off", !!heading?.closest("[data-off]"));
    });
  };

  const button = (text, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = t(text);
    made.addEventListener("click", action);
    return made;
  };
  const box = (name, title, text) => {
    const made = document.createElement("section"), heading = document.createElement("h2"), said = document.createElement("p");
    made.className = `pass ${name}`;
    made.tabIndex = -1;
    heading.textContent = t(title);
    heading.id = name;
    made.setAttribute("aria-labelledby", name);
    said.textContent = t(text);
    made.append(heading, said);
    return made;
  };

  const tell = pass => {
    document.querySelectorAll("main > .pass").forEach(one => one.remove());
    if (!pass) return;
    const { name, aim, end, more } = words[pass];
    main.prepend(box("pass-begin", name, aim));
    const last = box("pass-end", `End of the ${name.toLowerCase()}`, end), choices = document.createElement("p");
    if (more) choices.append(button(more, () => choose(pass + 1, true)));
    choices.append(button(more ? "Stop here" : "Leave the passes", () => choose(0, true)));
    last.append(choices);
    const glossary = main.querySelector(":scope > .glossary");
    if (glossary) glossary.before(last);
    else main.append(last);
  };

  let chosen = 0;
  const choose = (pass, isMove) => {
    chosen = pass;
    root.dataset.pass = pass || "";
    if (!pass) delete root.dataset.pass;
    chooser.value = pass || "";
    tell(pass);
    apply(pass);
    document.dispatchEvent(new CustomEvent("studykit:pass", { detail: { pass } }));
    if (!isMove || "presenting" in root.dataset) return;
    const to = document.querySelector("main > .pass-begin") ?? document.getElementById("top");
    to.scrollIntoView({ behavior: "instant" });
    to.focus({ preventScroll: true });
  };

  chooser.hidden = false;
  chooser.value = "";
  chooser.addEventListener("change", () => choose(Number(chooser.value), true));
  document.addEventListener("studykit:language", () => { tell(chosen); if (chosen) apply(chosen); });
  let waiting = 0;
  document.addEventListener("studykit:added", () => {
    clearTimeout(waiting);
    if (chosen) waiting = setTimeout(() => apply(chosen), 200);
  });
  // A link to what a pass leaves out ends the pass: it leads where it says.
  addEventListener("hashchange", () => {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { }
    if (!target?.closest("[data-off]")) return;
    choose(0, false);
    target.scrollIntoView({ behavior: "instant" });
  });
})();
