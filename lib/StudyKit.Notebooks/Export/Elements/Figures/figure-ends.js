(() => {
  "use strict";
  // The names at the ends of lines (layout.meta.ends) do the legend's work where each line has one: in the view that they were set apart for, on
  // a page with room for them, with no line left out. Else the legend is there; a line that is left out takes its name along.
  const narrow = 560;
  const isShown = trace => trace.visible !== "legendonly";
  const isNamed = trace => trace.showlegend !== false;
  const legendRow = layout => layout.title ? 28 : 20;

  // On a phone the legend stays, and reference lines have their names in the plot.
  const withLegend = layout => {
    const { ends, ...meta } = layout.meta, hasLegend = !!layout.legend;
    const annotations = layout.annotations.map((one, i) =>
      ends.labels.includes(i) ? { ...one, visible: false } : ends.inside.includes(i) ? { ...one, visible: true } : one);
    const margin = { ...layout.margin, r: 16, t: layout.margin.t + (hasLegend ? legendRow(layout) : 0) };
    return { ...layout, meta, annotations, margin, showlegend: hasLegend };
  };

  // As wide as the names are in the page's language and letters.
  const room = layout => {
    const size = layout.font?.size ?? 12, pen = document.createElement("canvas").getContext("2d");
    pen.font = `${size}px ${layout.font?.family ?? "sans-serif"}`;
    return Math.ceil(Math.max(...layout.meta.ends.labels.map(i => pen.measureText(layout.annotations[i].text).width)) + size * 2);
  };

  // What is shown of a layout that was made for names at the ends.
  const state = (layout, traces, { width, length, isHome, legend }) => {
    const { labels, inside } = layout.meta.ends, name = i => layout.annotations[i].text;
    const [low, high] = layout.yaxis.range, least = (layout.font?.size ?? 12) * 1.15;
    const places = labels.map(i => layout.annotations[i].ay / (high - low) * length).sort((a, b) => a - b);
    const atEnds = isHome && width >= narrow && places.every((place, i) => !i || place - places[i - 1] >= least);
    const entries = traces.filter(isNamed), names = new Set(labels.map(name));
    const out = new Set(entries.filter(trace => !isShown(trace)).map(trace => trace.name));
    const showlegend = !!layout.legend && (!atEnds || out.size > 0 || entries.some(trace => !names.has(trace.name)));
    return {
      showlegend,
      "margin.r": width < narrow ? 16 : layout.margin.r,
      "margin.t": layout.margin.t + (showlegend ? Math.max(legendRow(layout), Math.ceil(legend) + 2) : 0),
      ...Object.fromEntries(labels.map(i => [`annotations[${i}].visible`, atEnds && !out.has(name(i))])),
      ...Object.fromEntries(inside.map(i => [`annotations[${i}].visible`, !atEnds])),
    };
  };
  const keysOf = path => path.split(/[.[\]]+/);
  const read = (layout, path) => keysOf(path).reduce((at, key) => at?.[key], layout);
  const write = (layout, path, value) => {
    const keys = keysOf(path), last = keys.pop();
    keys.reduce((at, key) => at[key], layout)[last] = value;
  };

  // Looks after one chart. `arrange` is given what is about to be drawn, `settle` is called after each drawing.
  const watch = (live, library) => {
    let made = null;
    const view = () => {
      const full = live._fullLayout, at = full?.xaxis ? [...full.xaxis.range, ...full.yaxis.range] : null, { margin } = made;
      return {
        width: live.clientWidth, legend: live.querySelector(".legend")?.getBoundingClientRect().height ?? 0,
        // The height of the plot without a legend above it; before the first drawing a guess.
        length: at ? full._size.h + full._size.t - margin.t : made.height - margin.t - margin.b - 48,
        isHome: !at || [...made.xaxis.range, ...made.yaxis.range].every((end, i) => Math.abs(end - at[i]) <= 1e-9 * Math.abs(end) + 1e-12),
      };
    };
    const arrange = chart => {
      // A line that was left out stays out.
      chart.data.forEach((trace, i) => { if (live._fullData?.[i]?.visible === "legendonly") trace.visible = "legendonly"; });
      made = chart.layout.meta?.ends ? chart.layout : null;
      if (!made) return chart;
      made.margin.r = room(made);
      made = structuredClone(made);
      for (const [path, value] of Object.entries(state(made, chart.data, view()))) write(chart.layout, path, value);
      return chart;
    };
    const settle = () => {
      if (!made || !live._fullLayout || !live.clientWidth) return;
      const changed = Object.entries(state(made, live._fullData, view())).filter(([path, value]) => read(live.layout, path) !== value);
      if (changed.length) library.relayout(live, Object.fromEntries(changed));
    };
    // The trace that an annotation names, where a legend can bring it back.
    const traceOf = index => made?.legend && made.meta.ends.labels.includes(index)
      ? live._fullData.find(trace => isNamed(trace) && trace.name === made.annotations[index].text) : undefined;
    return { arrange, settle, traceOf };
  };
  globalThis.StudyKitEnds = { narrow, withLegend, watch };
})();
