(() => {
  "use strict";
  // Draws each figure with plotly.js over its static picture when it comes near the screen. Whatever fails, the picture stays.
  const figures = from => [...from.querySelectorAll("[data-figure]")];
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let library = null;

  const unpack = async () => {
    const bytes = Uint8Array.from(atob(document.getElementById("plotly-packed").textContent), c => c.charCodeAt(0));
    const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    const script = document.createElement("script");
    script.textContent = text;
    document.head.append(script);
    if (!window.Plotly) throw new Error("plotly.js did not start");
    return window.Plotly;
  };
  const plotly = () => library ??= unpack();

  // The page's colours. The kit's figures say which of their keys follow the page, and which colour to take in the dark; other charts get them on every axis.
  const isAxis = name => /^[xyz]axis\d*$/.test(name);
  const colours = layout => {
    const themed = {
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", "font.color": css("--ink"), "font.family": css("--sans"), "title.font.color": css("--ink"),
      "hoverlabel.bgcolor": css("--wash"), "hoverlabel.font.color": css("--ink"), "hoverlabel.bordercolor": css("--strong-line"), "legend.bgcolor": "rgba(0,0,0,0)",
    };
    if (layout.meta?.dark) return themed;
    const axis = { color: css("--soft"), gridcolor: css("--line"), linecolor: css("--strong-line"), zerolinecolor: css("--strong-line") };
    for (const name of new Set(["xaxis", "yaxis", ...Object.keys(layout).filter(isAxis)])) for (const key in axis) themed[`${name}.${key}`] = axis[key];
    return themed;
  };
  const channels = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)).join(",");
  const recolour = (value, map) => {
    if (Array.isArray(value)) return value.map(item => recolour(item, map));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === "meta" ? item : recolour(item, map)]));
    if (typeof value !== "string") return value;
    const pale = /^rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)$/.exec(value);
    return map.get(value) ?? (pale && map.has(`${pale[1]},${pale[2]},${pale[3]}`) ? `rgba(${map.get(`${pale[1]},${pale[2]},${pale[3]}`)},${pale[4]})` : value);
  };
  const isDark = () => getComputedStyle(document.documentElement).colorScheme === "dark";
  // The words of a chart in the page's language; types, colours and ids are no words.
  const worded = new Set(["text", "customdata", "name", "x", "y", "ticktext", "categoryarray", "hovertext", "labels"]);
  const words = (value, isText = false) => Array.isArray(value) ? value.map(item => words(item, isText))
    : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === "meta" ? item : words(item, worded.has(key))]))
    : typeof value === "string" && isText ? globalThis.StudyKitText(value) : value;
  const isChinese = () => document.documentElement.dataset.language === "zh";
  const themed = (given, extra) => {
    const spec = isChinese() ? { ...given, data: words(given.data), layout: words(given.layout ?? {}) } : given;
    const pairs = isDark() ? Object.entries(spec.layout?.meta?.dark ?? {}) : [];
    const map = new Map(pairs.flatMap(([light, dark]) => [[light, dark], [channels(light), channels(dark)]]));
    const { data, layout } = recolour({ data: spec.data, layout: spec.layout ?? {} }, map);
    // A title was broken into lines after it was written: its translation is that of the whole.
    const { title, width } = spec.layout?.meta ?? {};
    if (isChinese() && title) layout.title.text = inLines(globalThis.StudyKitText(title), spec.layout, width).join("<br>");
    for (const [path, value] of Object.entries({ ...colours(layout), ...extra })) put(layout, path, value);
    return { data, layout };
  };
  const put = (target, path, value) => {
    const keys = path.split("."), last = keys.pop();
    for (const key of keys) target = target[key] = typeof target[key] === "object" && target[key] ? target[key] : {};
    target[last] = value;
  };

  // Arrow keys move, + and − zoom, 0 resets: on every axis that is a range of numbers.
  const axes = chart => Object.keys(chart._fullLayout ?? {}).filter(name => /^[xy]axis\d*$/.test(name))
    .map(name => ({ name, range: chart._fullLayout[name].range, fixed: chart._fullLayout[name].fixedrange }))
    .filter(axis => !axis.fixed && axis.range && axis.range.every(Number.isFinite));
  const change = (chart, library, letter, move, zoom) => {
    const update = {};
    for (const { name, range: [low, high] } of axes(chart)) {
      if (letter && name[0] !== letter) continue;
      const middle = (low + high) / 2 + (high - low) * move, half = (high - low) / 2 * zoom;
      update[`${name}.range`] = [middle - half, middle + half];
    }
    if (Object.keys(update).length) library.relayout(chart, update);
  };
  const keys = {
    ArrowLeft: ["x", -.1, 1], ArrowRight: ["x", .1, 1], ArrowDown: ["y", -.1, 1], ArrowUp: ["y", .1, 1],
    "+": [null, 0, .8], "=": [null, 0, .8], "-": [null, 0, 1.25],
  };

  // plotly's legend answers to the mouse only; this makes each entry a switch, and each name at the end of a line too.
  const show = (chart, library, { legendgroup, index }, shown) => library.restyle(chart, { visible: shown || "legendonly" },
    chart._fullData.filter(one => one.index === index || (legendgroup && one.legendgroup === legendgroup)).map(one => one.index));
  const makeSwitch = (entry, trace, act) => {
    const isNew = !entry.hasAttribute("tabindex");
    entry.setAttribute("tabindex", "0");
    entry.setAttribute("role", "switch");
    entry.setAttribute("aria-checked", String(trace.visible !== "legendonly"));
    entry.setAttribute("aria-label", `${globalThis.StudyKitText("Show")} ${trace.name}`);
    // plotly draws some of them anew, and keeps others.
    if (isNew) entry.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      act();
    });
  };
  const legendEntries = chart => [...chart.querySelectorAll(".legend .traces")].filter(entry => entry.__data__?.[0]?.trace);
  const switches = (chart, library, ends) => {
    for (const entry of legendEntries(chart)) {
      const trace = () => chart._fullData[entry.__data__[0].trace.index];
      makeSwitch(entry, trace(), () => show(chart, library, trace(), trace().visible === "legendonly"));
    }
    for (const name of chart.querySelectorAll(".annotation")) {
      const trace = ends.traceOf(+name.dataset.index);
      if (trace) makeSwitch(name, trace, () => leaveOut(chart, library, trace));
    }
  };
  // The name at its end goes with a line; its entry in the legend, which is there now, brings it back.
  const leaveOut = async (chart, library, trace) => {
    await show(chart, library, trace, false);
    legendEntries(chart).find(entry => entry.__data__[0].trace.index === trace.index)?.focus();
  };

  const tool = (text, name, action) => {
    const button = document.createElement("button");
    button.type = "button";
    const say = () => { button.textContent = globalThis.StudyKitText(text); button.setAttribute("aria-label", globalThis.StudyKitText(name)); };
    say();
    document.addEventListener("studykit:language", say);
    button.addEventListener("click", action);
    return button;
  };

  // plotly does not break a title that is wider than the page; our titles are bold text without other marks.
  // Chinese breaks between any two characters, but for a mark that ends a part of the sentence.
  const inLines = (title, layout, width) => {
    const text = title.replace(/<\/?b>/g, ""), size = layout.title.font?.size ?? 15;
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `bold ${size}px ${css("--sans")}`;
    const lines = [""];
    for (const piece of text.match(/[\u3000-\u9fff\uff00-\uffef][，。：；、？！）]*|[^\u3000-\u9fff\uff00-\uffef\s]+ *|\s+/g) ?? []) {
      if (lines.at(-1) && pen.measureText((lines.at(-1) + piece).trimEnd()).width > width) lines.push(piece.trimStart());
      else lines[lines.length - 1] += piece;
    }
    return lines.map(line => `<b>${line.trimEnd()}</b>`);
  };
  const wrapTitle = (layout, width) => {
    if (!/^<b>[^<]+<\/b>$/.test(layout.title?.text ?? "") || !layout.meta?.dark) return;
    layout.meta = { ...layout.meta, title: layout.title.text, width };
    const lines = inLines(layout.title.text, layout, width), more = Math.ceil((lines.length - 1) * (layout.title.font?.size ?? 15) * 1.3);
    if (!more) return;
    layout.title = { ...layout.title, text: lines.join("<br>") };
    layout.margin = { ...layout.margin, t: (layout.margin.t ?? 72) + more };
    layout.height += more;
  };

  // In the presenter's view type is as large as the page's own there.
  const presents = () => "presenting" in document.documentElement.dataset;
  const enlarged = (value, by, name = "") => Array.isArray(value) ? value.map(item => enlarged(item, by))
    : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === "meta" ? item
      : typeof item === "number" && ((key === "size" && /font$/.test(name)) || (name === "margin" && key !== "pad") || key === "ax" || (key === "ay" && !value.ayref)) ? item * by
      : enlarged(item, by, key)])) : value;
  const large = (layout, natural) => {
    const type = Math.min(Math.max(parseFloat(getComputedStyle(document.documentElement).fontSize) / 17, 1), 2.2);
    // Many panels have no room for larger type than they grow by.
    const by = natural > 540 ? Math.min(type, Math.max(layout.height / natural, 1)) : type;
    return enlarged({ ...layout, font: { size: 12, ...layout.font } }, by);
  };

  // As wide and tall as the picture, so that nothing moves; a picture that is only a message says nothing about the chart's height.
  const layOut = (figure, picture, live, given) => {
    const isStatic = picture.style.display !== "none";
    figure.style.maxWidth = "";
    live.style.display = "none";
    picture.style.display = "";
    picture.hidden = false;
    const svg = [...picture.querySelectorAll("svg")].find(svg => svg.getBoundingClientRect().width > 0), box = (svg ?? picture).getBoundingClientRect();
    live.style.display = "";
    picture.hidden = !isStatic;
    if (!isStatic) picture.style.display = "none";
    if (box.width > 200 && !presents()) figure.style.maxWidth = `${Math.ceil(box.width)}px`;
    const { height, width, ...rest } = given;
    let layout = { ...rest, autosize: true, uirevision: 1, height: box.height > 200 ? Math.round(box.height) : height ?? 420 };
    layout.margin ??= { l: 64, r: 24, t: layout.title ? 56 : 24, b: 56 };
    if (layout.meta?.ends && box.width > 200 && box.width < StudyKitEnds.narrow) layout = StudyKitEnds.withLegend(layout);
    if (presents()) layout = large(layout, svg?.viewBox?.baseVal.height ?? 0);
    if (box.width > 200) wrapTitle(layout, box.width - 36);
    figure.dataset.laid = laid();
    return layout;
  };
  const laid = () => presents() ? `${innerWidth}×${innerHeight}` : "page";
  // On a narrow page a legend above the plot takes several rows, and would grow into the title.
  const fit = async (live, Plotly, spec) => {
    const legendHeight = live.querySelector(".legend")?.getBoundingClientRect().height ?? 0, more = Math.ceil(legendHeight - 26);
    if (!spec.layout.title || spec.layout.meta?.ends || spec.layout.legend?.yanchor !== "bottom" || more <= 0) return;
    spec.layout.margin = { ...spec.layout.margin, t: (spec.layout.margin.t ?? 72) + more };
    spec.layout.height += more;
    await Plotly.relayout(live, { "margin.t": spec.layout.margin.t, height: spec.layout.height });
  };

  const draw = async figure => {
    const picture = figure.querySelector(".figure-static");
    let live = null, tools = null;
    try {
      const Plotly = await plotly();
      const spec = JSON.parse(document.getElementById(`figure-${figure.dataset.figure}`).textContent), given = spec.layout ?? {};
      live = document.createElement("div");
      live.className = "figure-live";
      const title = picture.querySelector("svg title")?.textContent || picture.querySelector("svg")?.getAttribute("aria-label") || "Chart";
      picture.after(live);
      spec.layout = layOut(figure, picture, live, given);
      picture.hidden = true;
      picture.style.display = "none";
      const ends = StudyKitEnds.watch(live, Plotly);
      const arranged = () => ends.arrange(themed(spec));
      const { data, layout } = arranged();
      await Plotly.newPlot(live, data, layout, { ...(spec.config ?? {}), responsive: true, displaylogo: false, displayModeBar: false, scrollZoom: false });
      await fit(live, Plotly, spec);

      live.tabIndex = 0;
      live.setAttribute("role", "group");
      live.setAttribute("aria-label", `${title}. Interactive chart: arrow keys move, plus and minus zoom, zero resets. The data are in the table below.`);
      const start = Object.fromEntries(axes(live).map(axis => [`${axis.name}.range`, [...axis.range]]));
      const reset = () => Plotly.relayout(live, structuredClone(start));
      live.addEventListener("keydown", event => {
        if (event.target !== live || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "0") reset();
        else if (keys[event.key]) change(live, Plotly, ...keys[event.key]);
        else return;
        event.preventDefault();
      });

      tools = document.createElement("div");
      tools.className = "figure-tools";
      if (axes(live).length) tools.append(tool("+", "Zoom in", () => change(live, Plotly, ...keys["+"])), tool("−", "Zoom out", () => change(live, Plotly, ...keys["-"])), tool("Reset", "Reset the view", reset));
      const toggle = tool("Static", "Show the static picture", () => {
        const isStatic = live.hidden = !live.hidden;
        picture.hidden = !isStatic;
        picture.style.display = isStatic ? "" : "none";
        toggle.setAttribute("aria-pressed", String(isStatic));
        if (!isStatic) Plotly.Plots.resize(live);
      });
      toggle.setAttribute("aria-pressed", "false");
      tools.append(toggle);
      // On the line of the data table, so that nothing below moves.
      (figure.querySelector(":scope > details") ?? live).before(tools);

      const afterwards = () => { switches(live, Plotly, ends); ends.settle(); };
      for (const drawn of ["plotly_afterplot", "plotly_relayout", "plotly_restyle"]) live.on(drawn, afterwards);
      live.on("plotly_clickannotation", ({ index }) => { if (ends.traceOf(index)) leaveOut(live, Plotly, ends.traceOf(index)); });
      afterwards();
      const again = () => { if (!live.isConnected) return; const { data, layout } = arranged(); Plotly.react(live, data, layout); };
      document.addEventListener("studykit:theme", again);
      document.addEventListener("studykit:language", again);
      document.addEventListener("studykit:layout", async () => {
        if (!figure.getClientRects().length || figure.dataset.laid === laid()) return;
        spec.layout = layOut(figure, picture, live, given);
        const { data, layout } = arranged();
        await Plotly.react(live, data, { ...layout, uirevision: 1 });
        if (!live.hidden) Plotly.Plots.resize(live);
        await fit(live, Plotly, spec);
      });
      figure.dataset.live = "true";
    } catch (error) {
      // An old browser, or a chart that plotly refuses: the picture is enough.
      live?.remove();
      tools?.remove();
      picture.hidden = false;
      picture.style.display = "";
      figure.dataset.live = "failed";
      figure.dataset.reason = String(error);
    }
  };

  // Small multiples on a phone: the picture has a drawing for narrow pages, plotly squeezes its wide one. So the reader is asked.
  // Neither has it room for the names of many rows and columns.
  const isCrowded = figure => {
    const layout = JSON.parse(document.getElementById(`figure-${figure.dataset.figure}`).textContent).layout;
    return figure.getBoundingClientRect().width < 520 && (!!layout?.xaxis2 || layout?.xaxis?.categoryarray?.length > 16);
  };
  const offer = figure => {
    const tools = document.createElement("div");
    tools.className = "figure-tools";
    tools.append(tool("Interactive", "Make the chart interactive", () => { tools.remove(); draw(figure); }));
    (figure.querySelector(":scope > details") ?? figure.lastElementChild).before(tools);
    figure.dataset.live = "offered";
  };

  if (!("DecompressionStream" in window) || !("IntersectionObserver" in window)) return;
  const observer = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      observer.unobserve(entry.target);
      // A live page may have put another in its place.
      if (!entry.target.isConnected) continue;
      if (isCrowded(entry.target)) offer(entry.target);
      else draw(entry.target);
    }
  }, { rootMargin: "400px 0px" });
  const seen = new WeakSet();
  const watch = from => figures(from).filter(figure => !seen.has(figure)).forEach(figure => { seen.add(figure); observer.observe(figure); });
  watch(document);
  // A live page says what it has added.
  document.addEventListener("studykit:added", event => watch(event.target));
})();
