(() => {
  "use strict";
  // Draws each figure with plotly.js over its static picture when it comes near the screen. Whatever fails, the picture stays.
  const figures = [...document.querySelectorAll("[data-figure]")];
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

  const isAxis = name => /^[xyz]axis\d*$/.test(name);
  const colours = layout => {
    const axis = { color: css("--soft"), gridcolor: css("--line"), linecolor: css("--strong-line"), zerolinecolor: css("--strong-line") };
    const themed = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)" };
    for (const name of new Set(["xaxis", "yaxis", ...Object.keys(layout).filter(isAxis)])) {
      if (layout[name] || name.length === 5) for (const key in axis) themed[`${name}.${key}`] = axis[key];
    }
    themed["font.color"] = css("--ink");
    themed["font.family"] = css("--sans");
    themed["legend.bgcolor"] = "rgba(0,0,0,0)";
    themed["hoverlabel.bgcolor"] = css("--wash");
    themed["hoverlabel.font.color"] = css("--ink");
    themed["hoverlabel.bordercolor"] = css("--strong-line");
    return themed;
  };
  // A figure says which colour takes the place of each of its own on a dark page (layout.meta.dark).
  const shaded = (data, layout) => {
    const shades = layout.meta?.dark;
    if (!shades || getComputedStyle(document.documentElement).colorScheme !== "dark") return data;
    const channels = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)).join();
    let text = JSON.stringify(data);
    for (const [light, dark] of Object.entries(shades)) text = text.replaceAll(`"${light}"`, `"${dark}"`).replaceAll(`rgba(${channels(light)},`, `rgba(${channels(dark)},`);
    return JSON.parse(text);
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

  // plotly's legend answers to the mouse only; this makes each entry a switch.
  const legend = (chart, library) => chart.querySelectorAll(".legend .traces").forEach(entry => {
    const trace = entry.__data__?.[0]?.trace;
    if (!trace || entry.hasAttribute("tabindex")) return;
    const shown = trace.visible !== "legendonly";
    entry.setAttribute("tabindex", "0");
    entry.setAttribute("role", "switch");
    entry.setAttribute("aria-checked", String(shown));
    entry.setAttribute("aria-label", `Show ${trace.name}`);
    entry.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      library.restyle(chart, { visible: shown ? "legendonly" : true }, [trace.index]);
    });
  });

  const tool = (text, name, action) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", action);
    return button;
  };

  const draw = async figure => {
    const picture = figure.querySelector(".figure-static");
    let live = null, tools = null;
    try {
      const Plotly = await plotly();
      const spec = JSON.parse(document.getElementById(`figure-${figure.dataset.figure}`).textContent);
      const layout = spec.layout ?? {}, box = picture.getBoundingClientRect();
      live = document.createElement("div");
      live.className = "figure-live";
      const title = picture.querySelector("svg title")?.textContent || picture.querySelector("svg")?.getAttribute("aria-label") || "Chart";
      picture.after(live);
      for (const [path, value] of Object.entries(colours(layout))) put(layout, path, value);
      const width = picture.querySelector("svg:not([style*=none])")?.getBoundingClientRect().width;
      if (width > 200) figure.style.maxWidth = `${Math.ceil(width)}px`;
      layout.margin ??= { l: 64, r: 24, t: layout.title ? 56 : 24, b: 56 };
      layout.autosize = true;
      delete layout.width;
      layout.height ??= Math.max(260, Math.round(Math.min(box.height, innerHeight * .9)));
      picture.hidden = true;
      picture.style.display = "none";
      await Plotly.newPlot(live, shaded(spec.data, layout), layout, { ...(spec.config ?? {}), responsive: true, displaylogo: false, displayModeBar: false, scrollZoom: false });

      live.tabIndex = 0;
      live.setAttribute("role", "group");
      live.setAttribute("aria-label", `${title}. Interactive chart: arrow keys move, plus and minus zoom, zero resets. The data are in the table below.`);
      const reset = () => Plotly.relayout(live, Object.fromEntries(axes(live).map(axis => [`${axis.name}.autorange`, live._fullLayout[axis.name]._rangeInitial0 === undefined ? true : undefined]).filter(pair => pair[1])));
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

      live.on("plotly_afterplot", () => legend(live, Plotly));
      legend(live, Plotly);
      document.addEventListener("studykit:theme", () => {
        for (const [path, value] of Object.entries(colours(live.layout))) put(live.layout, path, value);
        Plotly.react(live, shaded(spec.data, live.layout), live.layout);
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

  if (!("DecompressionStream" in window) || !("IntersectionObserver" in window)) return;
  const observer = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      observer.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "400px 0px" });
  figures.forEach(figure => observer.observe(figure));
})();
