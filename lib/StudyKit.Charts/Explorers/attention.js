// The attention explorer: choices above, one drawing, what the chosen token looks at in words.
(() => {
  "use strict";
  const { element, choice, buttons, slider, onTheme, onLanguage, t, whenNear, replace } = globalThis.StudyKitParts;
  const views = globalThis.StudyKitAttentionViews;
  const caveat = "A great weight does not say that a head matters: attention is not explanation. What a prediction "
    + "hangs on shows when the head is taken out.";

  const build = (data, place) => {
    const state = { view: "lines", sentence: 0, time: Math.max(0, data.steps.length - 1), layer: data.layers.length - 1,
      head: 0, pair: "all", chosen: null };
    const box = element("div", { class: "sk-x-drawing", tabindex: "0", role: "group" });
    const said = element("p", { class: "sk-x-said", "aria-live": "polite" });
    const fact = element("p", { class: "sk-x-fact" });

    const change = update => { Object.assign(state, update); render(); };
    const names = data.sentences.map((sentence, i) => [i, `${i + 1}. ${sentence.texts.map(text =>
      text.join(" ")).join(" / ")}`].map(text => String(text).slice(0, 70)));
    const sentence = choice("Sentence", value => change({ sentence: Number(value), chosen: null, pair: "all" }));
    const layer = choice("Layer", value => change({ layer: Number(value), chosen: null }));
    const head = choice("Head", value => change({ head: Number.isNaN(Number(value)) ? value : Number(value) }));
    const pair = choice("Pairs", value => change({ pair: value }));
    const view = buttons("View", [
      ["lines", "Lines"], ["map", "Map"], ["all", "All heads"],
      ...data.vectors ? [["neurons", "q · k"]] : [], ...data.effects.length ? [["effects", "Without a head"]] : [],
    ], value => change({ view: value }));
    const steps = data.steps.length > 1
      ? slider("Training step", data.steps.map(step => step.toLocaleString("en-US")), state.time,
        time => change({ time }))
      : "";

    // Of a pair of sentences: from which of the two into which.
    const allowed = () => {
      const at = data.sentences[state.sentence].boundary, [from, to] = [...state.pair];
      if (!at || state.pair === "all" || !data.isSelf(state.layer)) return () => true;
      return (i, j) => (i < at ? "A" : "B") === from && (j < at ? "A" : "B") === to;
    };
    const map = () => state.head === "mean" ? data.mean(state.sentence, state.time, state.layer)
      : state.head === "rollout" ? data.rollout(state.sentence, state.time, state.layer)
      : data.head(state.sentence, state.time, state.layer, state.head);
    const nameOf = () => {
      const { name } = data.layers[state.layer];
      return t(state.head === "mean" ? `${name}, mean of the heads`
        : state.head === "rollout" ? `rollout up to ${name}` : `${name}, head ${state.head + 1}`);
    };
    const say = shown => {
      if (!state.chosen) return t("Point at a token, or choose one with ↑ and ↓; ← and → change the head.");
      const { side, index } = state.chosen, isQuery = side === "query";
      const [own, others] = isQuery ? [shown.queries, shown.keys] : [shown.keys, shown.queries];
      const weights = others.map((token, i) => [isQuery ? shown.at(index, i) : shown.at(i, index), i])
        .sort((a, b) => b[0] - a[0]).slice(0, 5).filter(([weight]) => weight >= .001);
      const list = weights.map(([weight, i]) => `${views.shown(others[i], i, others)} ${views.percent(weight)}`);
      return `${nameOf()}: “${views.shown(own[index], index, own)}” `
        + `${t(isQuery ? "looks at" : "is looked at by")} ${list.join(", ") || t("nothing")}.`;
    };

    const render = () => {
      const started = performance.now(), { heads, name } = data.layers[state.layer], isSelf = data.isSelf(state.layer);
      layer.fill(data.layers.map((one, i) => [i, one.name]), state.layer);
      const numbers = Array.from({ length: heads }, (_, i) => [i, `Head ${i + 1}`]);
      const chosen = head.fill(
        [...numbers, ["mean", "Mean of the heads"], ...isSelf ? [["rollout", "Rollout to here"]] : []], state.head);
      state.head = Number.isNaN(Number(chosen)) ? chosen : Number(chosen);
      sentence.fill(names, state.sentence);
      const isPair = data.sentences[state.sentence].boundary && isSelf;
      state.pair = pair.fill([["all", "All"], ...isPair ? [["AA", "A → A"], ["AB", "A → B"], ["BA", "B → A"],
        ["BB", "B → B"]] : []], state.pair);
      view.press(state.view);
      box.dataset.view = state.view;
      const isOne = state.view !== "all" && state.view !== "effects";
      head.label.hidden = layer.label.hidden = !isOne;
      pair.label.hidden = !isPair || state.view !== "lines" && state.view !== "map";
      if (steps) steps.hidden = state.view === "neurons" || state.view === "effects";
      box.setAttribute("aria-label",
        `${nameOf()}. ${t("Arrow keys: up and down choose a token, left and right a head.")}`);

      const open = (layer, head) => change({ layer, head, view: "lines" });
      const choose = chosen => change({ chosen });
      const shown = state.view === "neurons" ? { ...state, time: data.steps.length - 1 } : state, one = map();
      if (state.view === "lines") views.lines(box, one, { ...state, allow: allowed(), choose })?.();
      else if (state.view === "map") views.matrix(box, one, { ...state, allow: allowed(), choose });
      else if (state.view === "all") views.all(box, data, { ...state, open });
      else if (state.view === "neurons") views.neurons(box, data, one, shown);
      else views.effects(box, data, { ...state, open });
      said.textContent = isOne ? say(one) : "";
      const effect = data.effects.find(([s, l, h]) => s === state.sentence && l === state.layer && h === state.head);
      fact.textContent = (effect && isOne ? `${t("Without")} ${t(`${name}, head ${state.head + 1}`)}${t(", the predictions "
        + `move by ${effect[3].toFixed(3)} of 1 and another word wins at ${effect[4]} of ${effect[5]} places.`)} ` : "")
        + t(caveat);
      place.dataset.drawn = (performance.now() - started).toFixed(1);
    };

    box.addEventListener("keydown", event => {
      if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey) return;
      const { heads } = data.layers[state.layer], shown = map(), isNumber = Number.isInteger(state.head);
      const side = state.chosen?.side ?? "query", count = side === "query" ? shown.rows : shown.columns;
      const go = by => ({ side, index: ((state.chosen?.index ?? (by > 0 ? -1 : 0)) + by + count) % count });
      if (event.key === "ArrowDown") change({ chosen: go(1) });
      else if (event.key === "ArrowUp") change({ chosen: go(-1) });
      else if (event.key === "ArrowRight") change({ head: isNumber ? (state.head + 1) % heads : 0 });
      else if (event.key === "ArrowLeft") change({ head: isNumber ? (state.head + heads - 1) % heads : heads - 1 });
      else if (event.key === "Escape") change({ chosen: null });
      else return;
      event.preventDefault();
    });
    const choices = element("div", { class: "sk-x-choices" }, sentence.label, layer.label, head.label, pair.label);
    if (data.title) {
      const title = element("p", { class: "sk-x-title" });
      onLanguage(() => { title.textContent = t(data.title); });
      place.append(title);
    }
    place.append(view.row, choices, steps, box, said, fact);
    onTheme(render);
    onLanguage(render);
    let width = box.clientWidth;
    new ResizeObserver(() => {
      if (Math.abs(box.clientWidth - width) < 2) return;
      width = box.clientWidth;
      render();
    }).observe(box);
  };

  const start = async host => {
    const text = host.querySelector("script[type='application/json']")
      ?? document.getElementById(`attention-${host.dataset.attention}`);
    const live = element("div", { class: "sk-explorer figure-live" });
    const data = await globalThis.StudyKitAttentionData.read(JSON.parse(text.textContent));
    replace(host, live);
    try {
      // The caption's last sentences are about the picture that was replaced.
      const caption = host.querySelector("figcaption");
      if (caption) onLanguage(() => { caption.textContent = t(data.caption ?? ""); });
      build(data, live);
    } catch (error) {
      live.remove();
      const picture = host.querySelector(".figure-static, .sk-static");
      if (picture) { picture.hidden = false; picture.style.display = ""; }
      throw error;
    }
  };
  globalThis.StudyKitAttention = { build };
  const watch = from => whenNear([...from.querySelectorAll(".sk-attention:not([data-live])")], start);
  watch(document);
  // A live page says what it has added.
  document.addEventListener("studykit:added", event => watch(event.target));
})();
