(() => {
  "use strict";
  // The page for a reading group: one section a screen, large, with a clock. What does not fit on one screen goes on
  // on the next, between two paragraphs or figures. Nothing is loaded anew, and leaving lands where one was.
  const root = document.documentElement, main = document.getElementById("main");
  const opener = document.getElementById("present");
  if (!opener) return;
  const t = text => globalThis.StudyKitText(text);
  const { parts, chain, nameOf } = globalThis.StudyKitSections;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const isOn = () => "presenting" in root.dataset;
  let screens = [], now = 0, unfolded = [];

  // The clock: seconds in each section and in all, without the time that it was paused.
  const spent = new Map();
  let total = 0, paused = false, tick = 0;
  const minutes = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

  const make = (tag, name, text = "") => {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    if (tag === "button") made.type = "button";
    return made;
  };
  const bar = make("div", "presenter");
  const back = make("button", "presenter-back", "‹"), next = make("button", "presenter-next", "›");
  const at = make("span", "presenter-at"), name = make("span", "presenter-name");
  const clock = make("button", "presenter-clock"), leave = make("button", "presenter-leave");
  const line = make("span", "presenter-line");
  bar.setAttribute("role", "toolbar");
  name.setAttribute("role", "status");
  line.setAttribute("aria-hidden", "true");
  bar.append(line, back, at, next, name, clock, leave);
  bar.hidden = true;
  document.body.append(bar);

  const say = () => {
    opener.textContent = t("Present");
    bar.setAttribute("aria-label", t("Presenter’s view"));
    back.setAttribute("aria-label", t("Previous screen"));
    next.setAttribute("aria-label", t("Next screen"));
    leave.textContent = t("Leave");
    const screen = screens[now];
    if (!screen) return;
    const section = nameOf(screen.owner);
    at.textContent = `${now + 1} / ${screens.length}`;
    name.textContent = section;
    name.title = section;
    line.style.width = `${(now + 1) / screens.length * 100}%`;
    back.disabled = now === 0;
    next.disabled = now === screens.length - 1;
    showClock();
  };
  const showClock = () => {
    const own = minutes(spent.get(screens[now]?.key) ?? 0);
    clock.textContent = `${own} · ${minutes(total)}`;
    clock.setAttribute("aria-pressed", String(paused));
    clock.title = t(paused ? "Clock of this section, and in all. Press to go on." : "Clock of this section, and in all. Press to pause.");
  };
  const count = () => {
    if (paused || document.hidden) return;
    const key = screens[now]?.key;
    total++;
    spent.set(key, (spent.get(key) ?? 0) + 1);
    showClock();
  };
  clock.addEventListener("click", () => { paused = !paused; showClock(); });

  // Blocks in reading order, each as tall as it is with the large type; folded code stays with what it made.
  const blocks = () => parts().flatMap(part => {
    if (part.cell.closest("[data-off]")) return [];
    const shown = part.shown.filter(one => !one.closest("[data-off]") && !one.matches(".print-links"));
    if (part.kind === "code") {
      const code = shown.filter(one => one.matches(".source")), rest = shown.filter(one => !one.matches(".source"));
      const found = rest.length ? rest.map((one, i) => ({ part, elements: i ? [one] : [...code, one] }))
        : code.length ? [{ part, elements: code, isCode: true }] : [];
      return found;
    }

    // Both languages stand side by side: a part of both is one block.
    if (root.dataset.language === "both" && part.elements.length > 1 && part.kind === "text") return [{ part, elements: shown }];
    return shown.map(one => ({ part, elements: [one] }));
  });
  const height = elements => elements.reduce((sum, one) => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return box.height ? sum + box.height + Math.max(parseFloat(style.marginTop), 0) / 2 + Math.max(parseFloat(style.marginBottom), 0) / 2 : sum;
  }, 0);

  const build = () => {
    all("[data-away]").forEach(one => one.removeAttribute("data-away"));
    const top = parseFloat(getComputedStyle(document.querySelector(".page")).paddingTop)
      + (parseFloat(getComputedStyle(root).getPropertyValue("--above")) || 0);
    const room = innerHeight - top - bar.offsetHeight - 24;
    // A grid of many panels is scrolled rather than pressed flat.
    all("svg.sk-svg").filter(one => one.viewBox.baseVal.height > 540)
      .forEach(one => one.style.setProperty("--tall", `${Math.round(one.viewBox.baseVal.height * 1.15)}px`));
    const found = blocks();
    found.forEach(one => { one.height = height(one.elements); });
    screens = [];
    let filled = 0, last = null;
    for (const block of found) {
      const begins = block.part !== last && block.part.level > 0;
      const isNew = !screens.length || block.part.kind === "block"
        || (begins && (block.part.level < 4 || filled > room * .4))
        || (!block.isCode && filled > 0 && filled + block.height > room && !isOnlyHeading(screens.at(-1)));
      if (isNew) {
        const owner = block.part.owner ?? block.part;
        screens.push({ owner, key: owner.id, elements: [] });
        filled = 0;
      }

      last = block.part;
      filled += block.height;
      screens.at(-1).elements.push(...block.elements);
    }

    const cells = all("header.masthead, main > *, main .cell");
    new Set([...cells, ...found.flatMap(one => one.elements.flatMap(chain))]).forEach(one => one.setAttribute("data-away", ""));
  };
  const isOnlyHeading = screen => screen.elements.every(one => /^H[2-4]$/.test(one.tagName));

  const show = (index, isQuiet = false) => {
    screens[now]?.elements.flatMap(chain).forEach(one => one.setAttribute("data-away", ""));
    now = Math.max(0, Math.min(index, screens.length - 1));
    const screen = screens[now];
    if (!screen) return;
    screen.elements.flatMap(chain).forEach(one => one.removeAttribute("data-away"));
    root.dataset.presenting = screen.elements.some(one => one.matches("figure, .sk-explorer") || one.querySelector("figure")) ? "figure" : "text";
    scrollTo({ top: 0, behavior: "instant" });
    say();
    const anchor = screen.owner.heading?.id || screen.key;
    if (anchor && !isQuiet) try { history.replaceState(history.state, "", `#${encodeURIComponent(anchor)}`); } catch { }
    document.dispatchEvent(new Event("studykit:layout"));
    document.dispatchEvent(new Event("studykit:screen"));
  };
  const screenOf = target => screens.findIndex(screen =>
    screen.elements.some(one => one === target || one.contains(target) || (target.contains(one) && !target.matches("main, .page"))));

  // What the reader looks at: the first block that is not above the screen.
  const inView = () => parts().flatMap(part => part.shown)
    .find(one => one.getClientRects().length && one.getBoundingClientRect().bottom > 90);

  const enter = () => {
    const place = inView();
    root.dataset.presenting = "text";
    bar.hidden = false;
    unfolded = all("details.source[open]");
    unfolded.forEach(one => { one.open = false; });
    build();
    show(Math.max(place ? screenOf(place) : 0, 0));
    clearInterval(tick);
    tick = setInterval(count, 1000);
    main.focus({ preventScroll: true });
  };
  const quit = () => {
    const screen = screens[now];
    delete root.dataset.presenting;
    bar.hidden = true;
    clearInterval(tick);
    all("[data-away]").forEach(one => one.removeAttribute("data-away"));
    unfolded.forEach(one => { one.open = true; });
    document.dispatchEvent(new Event("studykit:layout"));
    const land = () => screen?.elements[0]?.scrollIntoView({ block: "start", behavior: "instant" });
    land();
    // Figures take their old size within a moment.
    setTimeout(land, 60);
    opener.focus({ preventScroll: true });
  };

  // The same place again after the screens were cut anew.
  const again = () => {
    if (!isOn()) return;
    const first = screens[now]?.elements[0], key = screens[now]?.key;
    build();
    const same = first?.isConnected ? screenOf(first) : -1, section = screens.findIndex(one => one.key === key);
    show(same >= 0 ? same : Math.max(section, 0), true);
  };
  let waiting = 0;
  const later = () => { clearTimeout(waiting); waiting = setTimeout(again, 200); };

  opener.hidden = false;
  opener.addEventListener("click", enter);
  back.addEventListener("click", () => show(now - 1));
  next.addEventListener("click", () => show(now + 1));
  leave.addEventListener("click", quit);
  say();
  addEventListener("resize", later);
  document.addEventListener("studykit:added", later);
  document.addEventListener("studykit:notes", later);
  document.addEventListener("studykit:language", () => { say(); again(); });
  document.addEventListener("studykit:pass", () => {
    if (!isOn()) return;
    again();
    const begin = document.getElementById("pass-begin");
    if (begin) show(Math.max(screenOf(begin), 0));
  });
  addEventListener("hashchange", () => {
    if (!isOn()) return;
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { }
    const found = target ? screenOf(target) : -1;
    if (found >= 0) show(found);
  });
  globalThis.StudyKitPresenter = { section: () => isOn() ? screens[now]?.owner : null };

  // Keys. What has the focus keeps those that it needs itself; a presenter's remote sends PageUp and PageDown.
  const own = "input, select, textarea, [contenteditable], .figure-live, .sk-explorer, .sk-frames, .cm-editor, dialog";
  const pressed = "button, a, summary";
  const scrolls = by => {
    const before = root.scrollTop;
    scrollBy({ top: by, behavior: "instant" });
    return Math.abs(root.scrollTop - before) > 2;
  };
  const page = () => innerHeight * .8;
  const keys = {
    ArrowRight: () => show(now + 1), ArrowLeft: () => show(now - 1), PageDown: () => show(now + 1), PageUp: () => show(now - 1),
    ArrowDown: () => scrolls(80) || show(now + 1), ArrowUp: () => scrolls(-80) || show(now - 1),
    " ": event => event.shiftKey ? scrolls(-page()) || show(now - 1) : scrolls(page()) || show(now + 1),
    Home: () => show(0), End: () => show(screens.length - 1), Escape: quit,
  };
  document.addEventListener("keydown", event => {
    if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !keys[event.key]) return;
    const isRemote = event.key === "PageDown" || event.key === "PageUp";
    if (event.target.closest?.(isRemote ? "textarea, .cm-editor" : own) && !(event.key === "Escape" && !event.target.closest("textarea, .cm-editor"))) return;
    if (event.key === " " && event.target.closest?.(pressed)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key](event);
  }, true);

  // A swipe to the side; charts and what scrolls sideways keep their own.
  let from = null;
  document.addEventListener("touchstart", event => {
    const isOwn = event.target.closest?.(`${own}, .presenter, pre, .scroll`) || event.touches.length > 1;
    from = isOn() && !isOwn ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", event => {
    const to = event.changedTouches[0], across = from ? to.clientX - from.clientX : 0;
    if (from && Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY)) show(now + (across < 0 ? 1 : -1));
    from = null;
  }, { passive: true });
})();
