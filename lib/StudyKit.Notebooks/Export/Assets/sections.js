(() => {
  "use strict";
  // The page as parts in reading order, for what walks through it: the passes, the presenter's view, the notes.
  // It is read anew each time, since a live page changes.
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const root = document.documentElement;
  const isHeading = one => /^H[2-4]$/.test(one.tagName);
  const isShown = prose => {
    const language = root.dataset.language ?? "en";
    return language === "both" || !prose.matches(language === "zh" ? ".in-en" : ".in-zh");
  };

  // A text between two headings, with the heading above it; the same one of both languages is one part.
  const textParts = cell => {
    const parts = [];
    for (const prose of all(":scope > .prose", cell)) {
      let at = -1;
      for (const one of prose.children) {
        if (isHeading(one) || at < 0) at++;
        const isNew = !parts[at];
        const part = parts[at] ??= { cell, kind: "text", level: 0, id: "", heading: null, elements: [], shown: [] };
        part.elements.push(one);
        if (isShown(prose)) part.shown.push(one);
        if (!isHeading(one)) continue;
        part.level = Number(one.tagName[1]);
        // The English heading names the section in every language; the shown one is what the reader sees.
        if (isNew || !prose.matches(".in-zh")) part.id = one.id;
        if (!part.heading || (isShown(prose) && root.dataset.language !== "both")) part.heading = one;
      }
    }

    return parts;
  };

  const codePart = cell => {
    const elements = [...all(":scope > details.source", cell), ...all(":scope > .outputs > *", cell)];
    const bare = all(":scope > .live-controls", cell);
    return { cell, kind: "code", level: 0, id: "", heading: null, elements: [...elements, ...bare], shown: elements };
  };

  // What is no cell: the first screen, the claims, the glossary.
  const block = one => {
    const heading = one.querySelector("h1, h2");
    const level = heading ? Number(heading.tagName[1]) : 0;
    return { cell: one, kind: "block", level, id: heading?.id || one.id, heading, elements: [one], shown: [one] };
  };

  const circled = /[①②③④⑤⑥⑦⑧]/u;
  const parts = () => {
    const found = all("header.masthead, main > *").flatMap(one => one.matches(".cell, .pair, .with-aside")
      ? (one.matches(".cell") ? [one] : all(":scope > .cell", one))
        .flatMap(cell => cell.matches(".markdown") ? textParts(cell) : [codePart(cell)])
      : [block(one)]);
    // Which of the eight sections each stands in, and below which heading.
    let section = 0, owner = null;
    for (const part of found) {
      if (part.level > 0 && part.level < 4) {
        const number = circled.exec(part.heading.textContent);
        if (number) section = "①②③④⑤⑥⑦⑧".indexOf(number[0]) + 1;
        else if (part.level < 3) section = 0;
        owner = part;
      }

      part.section = section;
      part.owner = owner;
    }

    return found;
  };

  // Hides and shows elements, and with them the cells and pairs that have nothing else.
  const chain = one => {
    const found = [];
    for (let at = one; at && at.id !== "main" && !at.matches(".page"); at = at.parentElement) found.push(at);
    return found;
  };
  const nameOf = part => {
    const name = part?.heading?.cloneNode(true);
    const other = root.dataset.language === "zh" ? ".in-en" : ".in-zh";
    name?.querySelectorAll(`${other}, .add-note`).forEach(one => one.remove());
    return (name?.textContent ?? "").replace(/\s+/g, " ").trim();
  };
  globalThis.StudyKitSections = { parts, chain, nameOf };
})();
