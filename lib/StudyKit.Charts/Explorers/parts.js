// What the explorers share: making elements, choices, the slider over steps and frames, unpacking.
(() => {
  "use strict";
  if (globalThis.StudyKitParts) return;

  const set = (made, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, String(value));
    }
    made.append(...children);
    return made;
  };
  const element = (tag, attributes = {}, ...children) => set(document.createElement(tag), attributes, children);
  const svg = (tag, attributes = {}, ...children) =>
    set(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

  // A text in the page's language: a report has its words in both, elsewhere they are English.
  const t = text => globalThis.StudyKitText?.(text) ?? text;
  const onLanguage = say => { say(); document.addEventListener("studykit:language", say); };
  const word = (tag, attributes, text) => {
    const made = element(tag, attributes);
    onLanguage(() => { made.textContent = t(text); });
    return made;
  };

  // A list to choose from, with its name before it. `fill` gives it other entries and keeps what is chosen if it can.
  const choice = (name, change) => {
    const select = element("select", { change: () => change(select.value) });
    const label = element("label", { class: "sk-x-choice" }, word("span", {}, name), select);
    const fill = (entries, chosen) => {
      select.replaceChildren(...entries.map(([value, text]) => element("option", { value }, t(text))));
      select.value = entries.some(([value]) => String(value) === String(chosen)) ? chosen : entries[0][0];
      label.hidden = entries.length < 2;
      return select.value;
    };
    return { label, select, fill };
  };

  // A row of buttons of which one is pressed.
  const buttons = (name, entries, change) => {
    const row = element("div", { class: "sk-x-buttons", role: "group", "aria-label": name });
    const press = chosen => row.childNodes.forEach(one => one.setAttribute("aria-pressed", one.value === chosen));
    row.append(...entries.map(([value, text]) =>
      word("button", { type: "button", value, click: () => { press(value); change(value); } }, text)));
    onLanguage(() => row.setAttribute("aria-label", t(name)));
    return { row, press };
  };

  // A slider over named places: training steps, frames. The arrow keys, Home and End are the browser's.
  const slider = (name, places, start, change) => {
    const said = word("output", {}, places[start]);
    const input = element("input", {
      type: "range", min: 0, max: places.length - 1, step: 1, value: start, "aria-label": name,
      "aria-valuetext": places[start],
      input: () => {
        said.textContent = t(places[input.value]);
        input.setAttribute("aria-valuetext", t(places[input.value]));
        change(Number(input.value));
      },
    });
    input.value = start;
    onLanguage(() => {
      input.setAttribute("aria-label", t(name));
      said.textContent = t(places[input.value]);
      input.setAttribute("aria-valuetext", t(places[input.value]));
    });
    return element("div", { class: "sk-x-slider" }, word("span", { "aria-hidden": "true" }, name), input, said);
  };

  // Base64 of gzip to bytes.
  const unpack = async text => {
    const packed = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  // Calls back when the page turns light or dark: the report, the system, VS Code, JupyterLab.
  const onTheme = change => {
    document.addEventListener("studykit:theme", change);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", change);
    new MutationObserver(change).observe(document.body, { attributes: true, attributeFilter: [
      "class", "data-jp-theme-light"] });
  };

  // Brings an element to life when it comes near the screen; one that fails keeps its picture and says why.
  const whenNear = (hosts, start) => {
    if (!("IntersectionObserver" in window) || !("DecompressionStream" in window)) return;
    const observer = new IntersectionObserver(entries => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        observer.unobserve(entry.target);
        Promise.resolve(entry.target).then(start).then(
          () => { entry.target.dataset.live = "true"; },
          error => { entry.target.dataset.live = "failed"; entry.target.dataset.reason = String(error); });
      }
    }, { rootMargin: "400px 0px" });
    hosts.forEach(host => { host.dataset.live = "waiting"; observer.observe(host); });
  };

  // Hides the static picture and puts something live in its place; print shows the picture again.
  const replace = (host, live) => {
    const picture = host.querySelector(".figure-static, .sk-static");
    if (!picture) return host.append(live);
    picture.after(live);
    picture.hidden = true;
    picture.style.display = "none";
  };

  globalThis.StudyKitParts = { element, svg, choice, buttons, slider, unpack, onTheme, onLanguage, t, whenNear, replace };
})();
