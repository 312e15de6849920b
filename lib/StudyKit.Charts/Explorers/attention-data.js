// Attention weights as the explorer asks for them: one head, the mean of the heads, a rollout; queries and keys.
(() => {
  "use strict";
  if (globalThis.StudyKitAttentionData) return;

  const read = async json => {
    const { unpack } = globalThis.StudyKitParts;
    const codes = await unpack(json.weights);
    const vectors = json.vectors && {
      ...json.vectors, codes: new Int8Array((await unpack(json.vectors.codes)).buffer) };
    const size = (sentence, layer) => [layer.queries, layer.keys].map(text => sentence.texts[text].length);
    const times = Math.max(1, json.steps.length);

    // Where each map begins: sentence, time, layer; heads follow one another.
    let offset = 0, vectorOffset = 0, scale = 0;
    const starts = json.sentences.map(sentence => Array.from({ length: times }, () => json.layers.map(layer => {
      const [rows, columns] = size(sentence, layer), start = offset;
      offset += layer.heads * rows * columns;
      return start;
    })));
    if (offset !== codes.length) throw new Error(`${offset} weights expected, ${codes.length} received`);
    const vectorStarts = vectors && json.sentences.map(sentence => json.layers.map((layer, i) => {
      const [rows, columns] = size(sentence, layer), start = [vectorOffset, scale];
      vectorOffset += layer.heads * (rows + columns) * vectors.widths[i];
      scale += 2 * layer.heads;
      return start;
    }));

    // A map answers with weights and, for pictures, with their square roots from 0 to 255.
    const named = (sentence, layer) => ({
      queries: json.sentences[sentence].texts[json.layers[layer].queries],
      keys: json.sentences[sentence].texts[json.layers[layer].keys],
    });
    const head = (sentence, time, layer, number) => {
      const names = named(sentence, layer), rows = names.queries.length, columns = names.keys.length;
      const start = starts[sentence][time][layer] + number * rows * columns, levels = json.levels;
      const part = codes.subarray(start, start + rows * columns);
      return {
        ...names, rows, columns, at: (i, j) => (part[i * columns + j] / levels) ** 2,
        ink: i => part[i] * 255 / levels,
      };
    };
    const exact = (names, values) => ({
      ...names, rows: names.queries.length, columns: names.keys.length,
      at: (i, j) => values[i * names.keys.length + j], ink: i => 255 * Math.sqrt(Math.min(1, values[i])),
    });
    const meanValues = (sentence, time, layer) => {
      const { heads } = json.layers[layer], [rows, columns] = size(json.sentences[sentence], json.layers[layer]);
      const start = starts[sentence][time][layer], mean = new Float32Array(rows * columns);
      for (let one = 0; one < heads; one++) {
        for (let i = 0; i < mean.length; i++) {
          mean[i] += (codes[start + one * mean.length + i] / json.levels) ** 2 / heads;
        }
      }
      return mean;
    };
    const mean = (sentence, time, layer) => exact(named(sentence, layer), meanValues(sentence, time, layer));

    // Abnar and Zuidema (2020): half of what a layer passes on comes by its residual way, so A = (mean + 1) / 2,
    // and a rollout is the product of A over the layers of one kind up to this one.
    const isSelf = layer => json.layers[layer].queries === json.layers[layer].keys;
    const rollout = (sentence, time, layer) => {
      const count = named(sentence, layer).queries.length;
      let flow = null;
      for (let i = 0; i <= layer; i++) {
        if (json.layers[i].kind !== json.layers[layer].kind || !isSelf(i)) continue;
        const step = meanValues(sentence, time, i);
        for (let t = 0; t < count; t++) {
          let sum = 0;
          for (let s = 0; s < count; s++) sum += step[t * count + s];
          for (let s = 0; s < count; s++) step[t * count + s] *= .5 / (sum || 1);
          step[t * count + t] += .5;
        }
        flow = flow ? product(step, flow, count) : step;
      }
      return exact(named(sentence, layer), flow);
    };
    const product = (left, right, count) => {
      const result = new Float32Array(count * count);
      for (let i = 0; i < count; i++) {
        for (let m = 0; m < count; m++) {
          const weight = left[i * count + m];
          if (weight < 1e-6) continue;
          const to = i * count, from = m * count;
          for (let j = 0; j < count; j++) result[to + j] += weight * right[from + j];
        }
      }
      return result;
    };

    // q of one query and k of all keys, and how many components they have; null where there are none.
    const compared = (sentence, layer, number) => {
      const width = vectors?.widths[layer];
      if (!width) return null;
      const [rows, columns] = size(json.sentences[sentence], json.layers[layer]);
      const [start, first] = vectorStarts[sentence][layer], at = start + number * (rows + columns) * width;
      const scaleOf = which => vectors.scales[first + 2 * number + which];
      return {
        width, q: (i, c) => vectors.codes[at + i * width + c] * scaleOf(0),
        k: (j, c) => vectors.codes[at + (rows + j) * width + c] * scaleOf(1),
      };
    };
    return { ...json, head, mean, rollout, isSelf, compared };
  };

  globalThis.StudyKitAttentionData = { read };
})();
