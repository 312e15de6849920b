(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // Light and dark: from the system until the reader chooses.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  const button = document.getElementById("theme");
  const label = () => {
    const text = globalThis.StudyKitText;
    button.querySelector("span").textContent = text(isDark() ? "Light" : "Dark");
    button.setAttribute("aria-label", text(`Switch to ${isDark() ? "light" : "dark"} colours`));
  };
  const changed = () => { label(); document.dispatchEvent(new Event("studykit:theme")); };
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("studykit-theme", root.dataset.theme); } catch { }
    changed();
  });
  dark.addEventListener("change", changed);

  // The language: one of two, or both. Names for screen readers are exchanged, since an attribute cannot stand twice.
  const languages = document.getElementById("languages");
  if (languages) {
    const attributes = ["aria-label", "alt", "title", "placeholder", "text"], english = new WeakMap();
    const exchange = chinese => attributes.forEach(name => all(`[data-zh-${name}]`).forEach(one => {
      const kept = english.get(one) ?? english.set(one, {}).get(one);
      kept[name] ??= name === "text" ? one.textContent : one.getAttribute(name);
      const value = chinese ? one.getAttribute(`data-zh-${name}`) : kept[name];
      if (name === "text") one.textContent = value;
      else one.setAttribute(name, value);
    }));
    document.addEventListener("studykit:added", () => { if (root.dataset.language === "zh") exchange(true); });
    let was = "en";
    const show = language => {
      root.dataset.language = language;
      root.lang = language === "zh" ? "zh-Hans" : "en";
      if (language === "zh" || was === "zh") exchange(language === "zh");
      was = language;
      all("button", languages).forEach(one => one.setAttribute("aria-pressed", String(one.dataset.language === language)));
      document.dispatchEvent(new Event("studykit:language"));
    };
    languages.hidden = false;
    show(root.dataset.language ?? "en");
    languages.addEventListener("click", event => {
      const language = event.target.closest("button")?.dataset.language;
      if (!language) return;
      // What the reader looked at stays where it is, although the text above it grows or shrinks.
      const at = all("main > *, main .cell").find(one => one.getBoundingClientRect().bottom > 80), top = at?.getBoundingClientRect().top;
      show(language);
      if (at) scrollBy({ top: at.getBoundingClientRect().top - top, behavior: "instant" });
      try { localStorage.setItem("studykit-language", language); } catch { }
    });
  }
  const t = text => globalThis.StudyKitText(text);
  document.addEventListener("studykit:language", () => label());

  // All code at once: shown, and folded again as the page had it.
  const sources = all("details.source"), folded = sources.filter(one => !one.open);
  const code = document.getElementById("code");
  if (code && folded.length) {
    code.hidden = false;
    code.setAttribute("aria-pressed", "false");
    const name = () => { code.textContent = t(code.getAttribute("aria-pressed") === "true" ? "Fold code again" : "Show all code"); };
    name();
    document.addEventListener("studykit:language", name);
    code.addEventListener("click", () => {
      const show = code.getAttribute("aria-pressed") !== "true";
      code.setAttribute("aria-pressed", String(show));
      name();
      (show ? sources : folded).forEach(one => { one.open = show; });
    });
  }

  // The contents stand open beside the text, and fold above it.
  const contents = document.querySelector(".contents details");
  if (contents) {
    const wide = matchMedia("(min-width: 74rem)");
    const fold = () => {
      contents.open = wide.matches;
      contents.querySelector("summary").tabIndex = wide.matches ? -1 : 0;
    };
    fold();
    wide.addEventListener("change", fold);
    contents.addEventListener("click", event => { if (event.target.closest("a") && !wide.matches) contents.open = false; });

    const links = new Map(all("a", contents).map(link => [decodeURIComponent(link.hash.slice(1)), link]));
    const known = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean);
    let current = null, waiting = false;
    const mark = () => {
      waiting = false;
      const headings = known.filter(heading => heading.offsetParent), passed = headings.filter(heading => heading.getBoundingClientRect().top < innerHeight * .3);
      const link = links.get(passed.length ? passed[passed.length - 1].id : "");
      if (link === current) return;
      current?.removeAttribute("aria-current");
      current = link ?? null;
      if (!current) return;
      current.setAttribute("aria-current", "true");
      const box = current.closest(".contents"), at = current.getBoundingClientRect(), area = box.getBoundingClientRect();
      if (wide.matches && (at.top < area.top + 40 || at.bottom > area.bottom - 40)) box.scrollTop += at.top - area.top - area.height / 2;
    };
    addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
    mark();
  }

  // Frames of outputs: as tall as their content, in the page's light or dark.
  {
    const frames = () => all("iframe.html-frame");
    const theme = () => frames().forEach(frame => frame.contentWindow?.postMessage({ studykitTheme: isDark() ? "dark" : "light" }, "*"));
    addEventListener("message", event => {
      const frame = frames().find(one => one.contentWindow === event.source), height = event.data?.studykitHeight;
      if (!frame || !Number.isFinite(height)) return;
      if (!frame.dataset.fitted) theme();
      frame.dataset.fitted = "true";
      frame.style.height = `${Math.min(Math.max(height, 24), 4000)}px`;
    });
    document.addEventListener("studykit:theme", theme);
    document.addEventListener("load", event => { if (event.target.matches?.("iframe.html-frame")) theme(); }, true);
    // A frame that was ready before this script spoke to nobody: it is asked, and answers with its height.
    theme();
  }

  // What scrolls by itself can be reached with the keyboard, and has a name.
  const names = { PRE: "Code or output", TABLE: "Table", SPAN: "Equation" };
  // All is measured before anything is changed: in turn, each change would have the whole page laid out anew. What is
  // folded is left until it is unfolded: measuring it would have it laid out, box by box.
  const reachable = () => all("pre, .scroll, .equation, .figure-static").filter(box => box.checkVisibility?.() ?? true).map(box => ({
    box, scrolls: box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1,
  })).forEach(({ box, scrolls }) => {
    if (scrolls && !box.hasAttribute("tabindex")) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", t((box.classList.contains("scroll") ? "Table" : names[box.tagName] ?? "Figure") + ", scrolls"));
    } else if (!scrolls && box.getAttribute("role") === "group" && box.hasAttribute("tabindex")) {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  });
  reachable();
  // The page changes its height with the window, the language, what is unfolded and what figures draw.
  let resizing = 0;
  const main = document.querySelector("main");
  if (main) new ResizeObserver(() => { clearTimeout(resizing); resizing = setTimeout(reachable, 150); }).observe(main);
  document.addEventListener("studykit:language", reachable);
  document.addEventListener("toggle", reachable, true);
  // The presenter's view draws larger, and leaving it smaller again.
  for (const name of ["studykit:screen", "studykit:layout"]) document.addEventListener(name, reachable);

  // A link into folded code opens it.
  const reveal = () => {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  // What the reader expects, chosen before the run's answer is read: kept until it is chosen anew.
  all("fieldset.question").forEach(group => {
    const key = `studykit-answer:${document.title}:${group.dataset.question}`;
    const kept = document.createElement("p");
    kept.className = "kept";
    kept.setAttribute("role", "status");
    group.append(kept);
    const say = () => { kept.textContent = t("Kept. Compare it with what the run found."); };
    const choose = value => {
      const before = group.querySelector(`input[value="${Number(value)}"]`);
      if (before) { before.checked = true; say(); }
    };
    try { choose(localStorage.getItem(key)); } catch { }
    document.addEventListener("studykit:language", () => { if (kept.textContent) say(); });
    // The same question in the other language is answered with it.
    document.addEventListener("studykit:answer", event => { if (event.detail.key === key) choose(event.detail.value); });
    group.addEventListener("change", event => {
      try { localStorage.setItem(key, event.target.value); } catch { }
      document.dispatchEvent(new CustomEvent("studykit:answer", { detail: { key, value: event.target.value } }));
    });
  });

  // Copying code.
  const copyable = from => all("pre.code", from).filter(pre => navigator.clipboard && !pre.closest(".code-box")).forEach(pre => {
    const box = document.createElement("div"), copy = document.createElement("button");
    box.className = "code-box";
    copy.className = "copy";
    copy.type = "button";
    const name = () => { copy.textContent = t("Copy"); copy.setAttribute("aria-label", t("Copy this code")); };
    name();
    document.addEventListener("studykit:language", name);
    copy.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(pre.textContent); copy.textContent = t("Copied"); } catch { copy.textContent = t("Not allowed"); }
      setTimeout(name, 1600);
    });
    pre.replaceWith(box);
    box.append(pre, copy);
  });
  copyable(document);

  // A live page says what it has added.
  document.addEventListener("studykit:added", event => { copyable(event.target); reachable(); });
})();
