(() => {
  "use strict";
  const t = text => globalThis.StudyKitText(text);
  const language = () => document.documentElement.dataset.language;

  // All claims: sorted by a column, filtered by what the form says. The order of the page comes back with the third press.
  const table = document.querySelector("table.overview"), filters = document.getElementById("filters");
  if (table && filters) {
    const body = table.tBodies[0], rows = [...body.rows], heads = [...table.tHead.rows[0].cells];
    const order = new Map(["supported", "not-supported", "undecided"].map((name, i) => [name, i]));
    const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
    const words = new Map(rows.map(row => [row, row.textContent.toLowerCase()]));
    // What one sees of a cell: of two languages one is hidden.
    const shown = cell => (cell.querySelector(language() === "zh" ? ".in-zh" : ".in-en") ?? cell).textContent.trim();
    const compare = column => column === 0
      ? (a, b) => order.get(a.dataset.verdict) - order.get(b.dataset.verdict)
      : (a, b) => collator.compare(shown(a.cells[column]), shown(b.cells[column]));
    const sort = (column, direction) => {
      const sorted = direction === 0 ? rows : [...rows].sort((a, b) => direction * compare(column)(a, b));
      body.append(...sorted);
      heads.forEach((head, i) => {
        if (i === column && direction !== 0) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
      filters.elements.sort.value = direction === 0 ? "" : String(column);
    };
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      const next = { ascending: -1, descending: 0 };
      button.addEventListener("click", () => sort(column, next[head.getAttribute("aria-sort")] ?? 1));
    });
    const filter = () => {
      const value = name => filters.elements[name].value;
      const asked = value("words").toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      for (const row of rows) {
        const fits = (!value("notebook") || row.dataset.notebook === value("notebook"))
          && (!value("verdict") || row.dataset.verdict === value("verdict"))
          && (!value("whose") || row.dataset.whose === value("whose") || value("whose") === "paper" && row.dataset.whose.startsWith("paper"))
          && asked.every(word => words.get(row).includes(word));
        row.hidden = !fits;
        if (fits) count++;
      }
      filters.elements.count.value = t(`${count} of ${rows.length} claims`);
    };
    filters.hidden = false;
    filter();
    filters.addEventListener("input", filter);
    filters.elements.sort.addEventListener("change", event => sort(Number(event.target.value), event.target.value === "" ? 0 : 1));
    filters.addEventListener("submit", event => event.preventDefault());
    filters.addEventListener("reset", () => setTimeout(() => { sort(0, 0); filter(); }));
    document.addEventListener("studykit:language", filter);
  }

  // The search. The text of all reports lies packed in the page, and is unpacked when the reader first asks.
  const packed = document.getElementById("search-0");
  if (!packed || !("DecompressionStream" in window)) return;
  const [box, input, status, list, more] = ["searching", "search-words", "search-count", "found", "search-more"].map(id => document.getElementById(id));
  const First = 12;
  let sections = null;
  const unpack = async () => {
    const bytes = Uint8Array.from(atob(JSON.parse(packed.textContent)), c => c.charCodeAt(0));
    const papers = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
    return papers.flatMap(paper => paper.sections.map(([title, chinese, anchor, texts]) => ({
      paper, anchor,
      titles: { en: title, zh: chinese || title },
      texts: texts.map(([at, en, zh]) => ({ at, en, zh: zh || en })),
      // Looked through: small letters, once for each language.
      en: null, zh: null,
    })));
  };
  const plain = text => text.normalize("NFKC").toLowerCase();
  const prepared = (section, tongue) => section[tongue] ??= { title: plain(section.titles[tongue]), texts: section.texts.map(text => plain(text[tongue])) };

  // Latin words must begin a word of the text; Chinese is cut into pairs of characters, most of which must occur.
  const han = /[\u3400-\u9fff\uf900-\ufaff]+/gu;
  const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const read = asked => {
    const text = plain(asked), terms = [];
    for (const [run] of text.matchAll(han)) {
      const pairs = run.length < 3 ? [run] : Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2));
      terms.push({ run, pairs });
    }
    for (const word of text.replace(han, " ").split(/[\s,;"'“”、，；]+/).filter(Boolean)) {
      terms.push({ word: new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}`, "gu") });
    }
    return terms;
  };
  const count = (text, term) => term.word ? (text.match(term.word) ?? []).length : text.split(term.run).length - 1;
  const worth = (text, term) => {
    const whole = count(text, term);
    if (whole > 0 || term.word || term.pairs.length < 2) return 1 * Math.log2(1 + whole);
    const share = term.pairs.filter(pair => text.includes(pair)).length / term.pairs.length;
    return share >= .6 ? share * .4 : 0;
  };
  const judge = (section, terms, tongue) => {
    const { title, texts } = prepared(section, tongue), all = texts.join("\n");
    let score = 0;
    for (const term of terms) {
      const found = 4 * worth(title, term) + worth(all, term);
      if (found === 0) return null;
      score += found;
    }
    const values = texts.map(text => terms.reduce((sum, term) => sum + worth(text, term), 0));
    const best = values.indexOf(Math.max(...values));
    return { section, tongue, score, text: values[best] > 0 ? best : -1 };
  };
  const search = terms => {
    const tongues = language() === "zh" ? ["zh", "en"] : ["en", "zh"];
    return sections.map(section => judge(section, terms, tongues[0]) ?? judge(section, terms, tongues[1]))
      .filter(Boolean).sort((a, b) => b.score - a.score);
  };

  // The text around what was found, with the words marked.
  const marks = terms => new RegExp(terms.flatMap(term => term.word ? [`${term.word.source}[\\p{L}\\p{N}]*`] : [term.run, ...term.pairs]).map(one => one.includes("\\") ? one : escaped(one)).join("|"), "giu");
  const marked = (text, pattern) => {
    const parts = [];
    let at = 0;
    for (const match of text.matchAll(pattern)) {
      parts.push(text.slice(at, match.index), Object.assign(document.createElement("mark"), { textContent: match[0] }));
      at = match.index + match[0].length;
    }
    return [...parts, text.slice(at)];
  };
  const excerpt = (text, pattern, around) => {
    const first = Math.max(0, text.search(pattern)), from = Math.max(0, first - around), to = Math.min(text.length, first + 2 * around);
    const space = text.indexOf(" ", from), end = text.lastIndexOf(" ", to);
    const start = from === 0 ? 0 : space >= 0 && space < first ? space + 1 : from;
    const stop = to === text.length || end < first + around ? to : end;
    return (start > 0 ? "… " : "") + text.slice(start, stop) + (stop < text.length ? " …" : "");
  };
  const item = (found, pattern) => {
    const { section, tongue } = found, one = document.createElement("li"), link = document.createElement("a"), place = document.createElement("code");
    const text = found.text >= 0 ? section.texts[found.text] : section.texts[0];
    link.href = `${section.paper.address}#${encodeURIComponent(found.text >= 0 ? text.at : section.anchor)}`;
    link.append(...marked(section.titles[tongue], pattern));
    place.textContent = section.paper.name || t("Glossary");
    one.append(place, " ", link);
    if (text) {
      const said = document.createElement("p");
      said.append(...marked(excerpt(text[tongue], pattern, tongue === "zh" ? 45 : 90), pattern));
      one.append(said);
    }
    one.lang = tongue === "zh" ? "zh-Hans" : "en";
    return one;
  };
  let asked = 0;
  const show = async (all = false) => {
    const number = ++asked, words = input.value.trim();
    history.replaceState(null, "", words ? `#search=${encodeURIComponent(words)}` : location.pathname + location.search);
    if (!words) {
      list.replaceChildren();
      status.textContent = "";
      more.hidden = true;
      return;
    }
    sections ??= await unpack();
    if (number !== asked) return;
    const terms = read(words), found = terms.length ? search(terms) : [], pattern = terms.length ? marks(terms) : null;
    status.textContent = found.length === 0 ? t("No section has all of these words. Try fewer, or the beginning of a word.")
      : t(found.length === 1 ? "1 section" : `${found.length} sections`);
    list.replaceChildren(...found.slice(0, all ? found.length : First).map(one => item(one, pattern)));
    more.hidden = all || found.length <= First;
    more.textContent = t(`Show all ${found.length}`);
  };
  box.hidden = false;
  input.addEventListener("input", () => show());
  document.getElementById("search-form").addEventListener("submit", event => { event.preventDefault(); show(); });
  more.addEventListener("click", () => show(true).then(() => list.children[First]?.querySelector("a").focus()));
  document.addEventListener("studykit:language", () => { if (input.value) show(); });
  const from = /^#search=(.+)$/.exec(location.hash);
  if (from) {
    try { input.value = decodeURIComponent(from[1]); } catch { }
    show();
  } else if (input.value) show();
})();
