// How attention is drawn: lines between tokens, a map, all heads, q against k, what changes without a head.
(() => {
  "use strict";
  if (globalThis.StudyKitAttentionViews) return;
  const { element, svg } = globalThis.StudyKitParts;
  // Of a long text only the strongest lines are drawn until a token is chosen; a page of thousands shows nothing.
  const mostLines = 800, mostRows = 40, namedCell = 12, mostNamed = 64;

  const pen = document.createElement("canvas").getContext("2d");
  const widthOf = (text, size) => { pen.font = `${size}px sans-serif`; return pen.measureText(text).width; };
  const fit = (text, size, room) => {
    if (widthOf(text, size) <= room) return text;
    const letters = [...text];
    while (letters.length > 1 && widthOf(letters.join("") + "…", size) > room) letters.pop();
    return letters.join("") + "…";
  };
  const longest = (texts, size, most) => Math.min(most, Math.max(...texts.map(text => widthOf(text, size))) + 2);
  const percent = weight => weight >= .0995 ? `${Math.round(100 * weight)}%` : `${(100 * weight).toFixed(1)}%`;
  const signed = value => value.toFixed(2).replace("-", "−");
  const inkOf = place => getComputedStyle(place).color.match(/[\d.]+/g).slice(0, 3).map(Number);
  const shown = (token, index, all) =>
    all.indexOf(token) !== all.lastIndexOf(token) ? `${token} (${index + 1})` : token;

  // A map as a small picture: the ink's strength is √weight. Large ones are pooled: a dot is the greatest of its cells.
  const picture = (map, ink, most = 512) => {
    const by = Math.ceil(Math.max(map.rows, map.columns) / most);
    const canvas = element("canvas", { width: Math.ceil(map.columns / by), height: Math.ceil(map.rows / by) });
    const context = canvas.getContext("2d"), image = context.createImageData(canvas.width, canvas.height);
    for (let i = 0, cell = 0; i < map.rows; i++) {
      const row = Math.floor(i / by) * canvas.width;
      for (let j = 0; j < map.columns; j++, cell++) {
        const at = 4 * (row + Math.floor(j / by)), strength = map.ink(cell);
        if (strength <= image.data[at + 3]) continue;
        [image.data[at], image.data[at + 1], image.data[at + 2]] = ink;
        image.data[at + 3] = strength;
      }
    }
    context.putImageData(image, 0, 0);
    return canvas.toDataURL();
  };

  // Lines from who asks (left) to what is looked at (right).
  const lines = (place, map, { allow, chosen, choose }) => {
    const { rows, columns, queries, keys } = map, long = Math.max(rows, columns) > mostNamed;
    const step = long ? 15 : 22, size = long ? 10.5 : 13, width = Math.max(260, Math.min(place.clientWidth, 620));
    const left = longest(queries, size, width * .36), right = longest(keys, size, width * .36);
    const [from, to, top] = [left + 8, width - right - 8, 4], height = Math.max(rows, columns) * step + 8;
    const middle = i => top + (i + .5) * step;
    const strokes = svg("g", { fill: "none", stroke: "currentColor", "stroke-linecap": "round" });
    const marks = svg("g", { fill: "currentColor" }), words = svg("g", { class: "sk-x-words", "font-size": size });
    queries.forEach((token, i) => words.append(svg("text", {
      x: left, y: middle(i) + size * .35, "text-anchor": "end" }, fit(token, size, left))));
    keys.forEach((token, j) => words.append(svg("text", {
      x: to + 8, y: middle(j) + size * .35 }, fit(token, size, right))));

    const draw = pointed => {
      const found = [];
      for (let i = 0; i < rows; i++) {
        if (pointed?.side === "query" && pointed.index !== i) continue;
        for (let j = 0; j < columns; j++) {
          if (pointed?.side === "key" && pointed.index !== j || !allow(i, j)) continue;
          const weight = map.at(i, j);
          if (weight >= (pointed ? .002 : .02)) found.push([weight, i, j]);
        }
      }
      if (found.length > mostLines) found.sort((a, b) => b[0] - a[0]).length = mostLines;
      strokes.replaceChildren(...found.map(([weight, i, j]) => svg("path", {
        d: `M${from} ${middle(i)}C${(from + to) / 2} ${middle(i)} ${(from + to) / 2} ${middle(j)} ${to} ${middle(j)}`,
        "stroke-width": (.6 + 2.6 * weight).toFixed(2), "stroke-opacity": Math.max(.08, weight ** .7).toFixed(3),
      })));
      marks.replaceChildren();
      if (!pointed) return;
      const [x, w] = pointed.side === "query" ? [0, left + 5] : [to + 4, right + 6];
      marks.append(svg("rect", { x, y: middle(pointed.index) - step / 2 + 1, width: w, height: step - 2, rx: 3,
        class: "sk-x-pointed" }));
      for (const [weight, i, j] of found) {
        const [a, b, c] = pointed.side === "query" ? [to + 4, right + 6, j] : [0, left + 5, i];
        marks.append(svg("rect", { x: a, y: middle(c) - step / 2 + 1, width: b, height: step - 2, rx: 3,
          "fill-opacity": (.75 * Math.sqrt(weight)).toFixed(3) }));
      }
    };

    const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img",
      "aria-label": `Lines from ${rows} tokens that ask, left, to ${columns} tokens that are looked at, right.` },
    strokes, marks, words);
    const under = event => {
      const box = drawing.getBoundingClientRect(), x = (event.clientX - box.left) / box.width * width;
      const index = Math.floor(((event.clientY - box.top) / box.height * height - top) / step);
      const side = x < (from + to) / 2 ? "query" : "key";
      return index >= 0 && index < (side === "query" ? rows : columns) ? { side, index } : null;
    };
    drawing.addEventListener("pointermove", event => draw(under(event) ?? chosen));
    drawing.addEventListener("pointerleave", () => draw(chosen));
    drawing.addEventListener("click", event => choose(under(event)));
    draw(chosen);
    place.replaceChildren(drawing);
    return () => chosen && place.scrollHeight > place.clientHeight + 2
      && (place.scrollTop = middle(chosen.index) - place.clientHeight / 2);
  };

  // One map: every token named, or none where their names would not fit.
  const matrix = (place, map, { allow, chosen, choose }) => {
    const { rows, columns, queries, keys } = map, isNamed = Math.max(rows, columns) <= mostNamed, size = 11;
    const room = Math.max(240, Math.min(place.clientWidth, 720)), left = isNamed ? longest(queries, size, 110) + 6 : 2;
    const below = isNamed ? longest(keys, size, 110) * .85 + 12 : 6;
    const cell = Math.max(isNamed ? namedCell : 1, Math.min(30, (room - left - below * .7) / columns));
    const width = left + cell * columns + (isNamed ? below * .7 : 2), height = cell * rows + below;
    const kept = { ...map, ink: index => allow(Math.floor(index / columns), index % columns) ? map.ink(index) : 0 };
    const words = svg("g", { class: "sk-x-words", "font-size": size });
    if (isNamed) {
      queries.forEach((token, i) => words.append(svg("text", { x: left - 6, y: (i + .5) * cell + size * .35,
        "text-anchor": "end" }, fit(token, size, 110))));
      keys.forEach((token, j) => {
        const x = left + (j + .5) * cell, y = rows * cell + 10;
        words.append(svg("text", { x, y, transform: `rotate(50 ${x} ${y})` }, fit(token, size, 110)));
      });
    }
    const frame = svg("rect", { x: left, y: 0, width: cell * columns, height: cell * rows, class: "sk-x-frame" });
    const mark = svg("rect", { class: "sk-x-cross", width: 0, height: 0 });
    if (chosen) {
      const isRow = chosen.side === "query", at = chosen.index * cell;
      for (const [name, value] of Object.entries(isRow ? { x: left, y: at, width: cell * columns, height: cell }
        : { x: left + at, y: 0, width: cell, height: cell * rows })) mark.setAttribute(name, value);
    }
    const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img",
      "aria-label": `Map of ${rows} by ${columns} weights; who asks in rows, what is looked at in columns.` },
    svg("image", { href: picture(kept, inkOf(place)), x: left, y: 0, width: cell * columns, height: cell * rows,
      preserveAspectRatio: "none", class: "sk-x-pixels" }), frame, mark, words);
    const under = event => {
      const box = drawing.getBoundingClientRect(), scale = width / box.width;
      const j = Math.floor(((event.clientX - box.left) * scale - left) / cell);
      const i = Math.floor((event.clientY - box.top) * scale / cell);
      return i >= 0 && i < rows && j >= 0 && j < columns ? { i, j } : null;
    };
    const hint = svg("title", {});
    drawing.prepend(hint);
    drawing.addEventListener("pointermove", event => {
      const at = under(event);
      hint.textContent = !at ? "" : `${shown(queries[at.i], at.i, queries)} → ${shown(keys[at.j], at.j, keys)}: `
        + percent(map.at(at.i, at.j));
    });
    drawing.addEventListener("click", event => {
      const at = under(event);
      choose(at && { side: "query", index: at.i });
    });
    place.replaceChildren(drawing, key());
  };

  // What the strengths of the ink mean.
  const key = () => element("p", { class: "sk-x-key" }, "weight ", ...[.01, .05, .2, .5, 1].flatMap(weight => [
    element("span", { class: "sk-x-swatch", style: `opacity:${Math.sqrt(weight).toFixed(3)}` }), `${100 * weight}% `]));

  // All layers and heads as small maps; one opens by a click.
  const all = (place, data, { sentence, time, layer, head, open }) => {
    const ink = inkOf(place), most = Math.max(...data.layers.map(one => one.heads));
    const grid = element("div", { class: "sk-x-all", style: `--sk-x-heads:${most}` });
    grid.append(element("span", {}), ...Array.from({ length: most }, (_, i) => element("span", {}, `head ${i + 1}`)));
    data.layers.forEach((one, i) => {
      grid.append(element("span", { class: "sk-x-layer" }, one.name));
      for (let number = 0; number < most; number++) {
        if (number >= one.heads) { grid.append(element("span", {})); continue; }
        const image = element("img", { src: picture(data.head(sentence, time, i, number), ink, 64), alt: "" });
        grid.append(element("button", { type: "button", "aria-label": `Open ${one.name}, head ${number + 1}`,
          "aria-current": i === layer && number === head ? "true" : null, click: () => open(i, number) }, image));
      }
    });
    place.replaceChildren(grid, key());
  };

  // q · k, component by component, for one token that asks: blue adds to the score, vermillion takes from it.
  const neurons = (place, data, map, { sentence, layer, head, chosen }) => {
    const vectors = Number.isInteger(head) ? data.compared(sentence, layer, head) : null;
    if (!vectors) {
      return place.replaceChildren(element("p", {}, "Queries and keys are shown of one head at the last step: choose "
        + "a head. Where there are none, they were not recorded (neurons: true)."));
    }
    const query = chosen?.side === "query" ? chosen.index : map.rows - 1, { width } = vectors;
    let keys = Array.from({ length: map.columns }, (_, j) => j);
    if (keys.length > mostRows) {
      keys = keys.sort((a, b) => map.at(query, b) - map.at(query, a)).slice(0, mostRows).sort((a, b) => a - b);
    }
    const products = keys.map(j => Array.from({ length: width }, (_, c) => vectors.q(query, c) * vectors.k(j, c)));
    const own = Array.from({ length: width }, (_, c) => vectors.q(query, c));
    const peak = Math.max(1e-9, ...products.flat().map(Math.abs)), ownPeak = Math.max(1e-9, ...own.map(Math.abs));
    const cells = (values, most) => {
      const canvas = element("canvas", { width, height: 1 }), context = canvas.getContext("2d");
      const image = context.createImageData(width, 1);
      values.forEach((value, c) => image.data.set(
        [...(value > 0 ? [26, 128, 194] : [213, 94, 0]), 255 * Math.sqrt(Math.abs(value) / most)], 4 * c));
      context.putImageData(image, 0, 0);
      return element("img", { src: canvas.toDataURL(), alt: "", class: "sk-x-components" });
    };
    const row = (name, values, most, score, weight) => element("tr", {},
      element("th", { scope: "row" }, name), element("td", {}, cells(values, most)),
      element("td", { class: "number" }, score), element("td", { class: "number" }, weight));
    const asks = `q of ${shown(map.queries[query], query, map.queries)}`;
    const body = element("tbody", {}, row(asks, own, ownPeak, "", ""));
    keys.forEach((j, n) => body.append(row(
      shown(map.keys[j], j, map.keys), products[n], peak,
      signed(products[n].reduce((sum, one) => sum + one, 0) / Math.sqrt(width)), percent(map.at(query, j)))));
    place.replaceChildren(element("table", { class: "sk-x-table" },
      element("caption", {}, `${width} components of q·k, blue adds and vermillion takes; their sum over √${width} is `
        + `the score${keys.length < map.columns ? `. The ${mostRows} keys with the greatest weights of `
        + `${map.columns}` : ""}.`),
      element("thead", {}, element("tr", {}, ...["key", "components", "q·k/√d", "weight"].map(name =>
        element("th", { scope: "col" }, name)))), body));
  };

  // What changes in the prediction without each head.
  const effects = (place, data, { sentence, layer, head, open }) => {
    const all = data.effects.filter(one => one[0] === sentence), peak = Math.max(1e-9, ...all.map(one => one[3]));
    const row = ([, l, h, distance, changed, places, where, before, after]) => element(
      "tr", { "aria-current": l === layer && h === head ? "true" : null },
      element("th", { scope: "row" }, element("button", { type: "button", click: () => open(l, h) },
        `${data.layers[l].name}, head ${h + 1}`)),
      element("td", { class: "number" }, distance.toFixed(3)),
      element("td", {}, element("span", { class: "sk-x-bar", style: `width:${(100 * distance / peak).toFixed(1)}%` })),
      element("td", { class: "number" }, `${changed} of ${places}`),
      element("td", {}, `${where}: ${before} → ${after}`));
    const body = element("tbody", {}, ...all.map(row));
    place.replaceChildren(element("table", { class: "sk-x-table" },
      element("caption", {}, "Each head silent in turn: how far the predictions move (total variation, mean over the "
        + "places), at how many places another word wins, and the place that moves most."),
      element("thead", {}, element("tr", {}, ...["without", "moves by", "", "other word", "most at"].map(name =>
        element("th", { scope: "col" }, name)))), body));
  };

  globalThis.StudyKitAttentionViews = { lines, matrix, all, neurons, effects, percent, shown };
})();
