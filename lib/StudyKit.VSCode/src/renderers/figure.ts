import type { ActivationFunction, OutputItem } from "vscode-notebook-renderer";
import { inColoursOf, type Chart, type PageColours } from "./chartColours";
import { addStyle, element } from "./dom";
import { safePicture } from "./safePicture";

interface Plotly {
  newPlot(at: HTMLElement, data: unknown[], layout: object, config: object): Promise<unknown>;
  react(at: HTMLElement, data: unknown[], layout: object): Promise<unknown>;
  purge(at: HTMLElement): void;
}

/** What the extension sends along with a figure of the kit's: its picture, and whether that is all. */
interface FigureMetadata {
  studykitPicture?: string;
  studykitStill?: boolean;
}

const css = `
.studykit-figure figure { margin: 0; max-width: 45rem; }
.studykit-figure .studykit-chart { max-width: 45rem; }
.studykit-figure.studykit-live .sk-static { display: none; }
.studykit-figure table { border-collapse: collapse; }
.studykit-figure td, .studykit-figure th { padding: .1rem .6rem; text-align: right; }
.studykit-figure figcaption, .studykit-figure summary { color: var(--vscode-descriptionForeground); }`;

const charts = new Map<string, () => void>();
let library: Promise<Plotly> | undefined;

/** plotly.js lies beside this file; nothing comes from a network. */
function plotly(): Promise<Plotly> {
  return (library ??= import("./plotly.js" as string).then((module: { default: Plotly }) => module.default));
}

/** Shows a figure: its picture at once, and the chart over it as soon as plotly.js is there. */
export const activate: ActivationFunction = () => {
  // The page's class tells light and dark; charts that stand there follow it.
  new MutationObserver(() => charts.forEach(redraw => redraw()))
    .observe(document.body, { attributes: true, attributeFilter: ["class"] });
  return {
    renderOutputItem(item, place, signal) {
      addStyle("studykit-figure-style", css);
      show(item, place, signal);
    },
    disposeOutputItem(id) {
      if (id === undefined) charts.clear();
      else charts.delete(id);
    },
  };
};

function show(item: OutputItem, place: HTMLElement, signal?: AbortSignal): void {
  const metadata = (item.metadata ?? {}) as FigureMetadata;
  const picture = metadata.studykitPicture === undefined ? undefined : safePicture(metadata.studykitPicture);
  const whole = element("div", "studykit-figure", ...(picture ? [picture] : []));
  place.replaceChildren(whole);
  // Not waited for: VS Code shows an output when its renderer has come back, and the picture is good to see.
  if (!picture || !metadata.studykitStill) void draw(item, whole, picture, signal);
}

async function draw(item: OutputItem, whole: HTMLElement, picture?: HTMLElement, signal?: AbortSignal): Promise<void> {
  const live = element("div", "studykit-chart");
  try {
    const chart = item.json() as Chart;
    const Plotly = await plotly();
    if (signal?.aborted) return;
    const still = picture?.querySelector<HTMLElement>(".sk-static") ?? undefined;
    const height = still?.getBoundingClientRect().height ?? 0;
    if (still) still.before(live);
    else whole.append(live);
    const config = { ...chart.config, responsive: true, displaylogo: false, scrollZoom: false };
    await Plotly.newPlot(live, ...themed(chart, height), config);
    whole.classList.add("studykit-live");
    charts.set(item.id, () => {
      if (live.isConnected) void Plotly.react(live, ...themed(chart, height));
      else charts.delete(item.id);
    });
  } catch (error) {
    // A chart that plotly refuses: the picture is enough; without one, the reader is told.
    live.remove();
    if (!picture) whole.append(element("p", "", `The chart could not be drawn: ${String(error)}`));
  }
}

/** As tall as the picture, so that nothing below moves. */
function themed(chart: Chart, pictureHeight: number): [unknown[], object] {
  const { data, layout } = inColoursOf(chart, pageColours());
  const { width: _, height, ...rest } = layout;
  const tall = pictureHeight > 200 ? Math.round(pictureHeight) : height ?? 420;
  return [data, { ...rest, autosize: true, uirevision: 1, height: tall }];
}

function pageColours(): PageColours {
  const style = getComputedStyle(document.body);
  const css = (name: string, other: string) => style.getPropertyValue(name).trim() || other;
  const isDark = document.body.matches(".vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light)");
  const [line, strongLine] = isDark ? ["#30353b", "#6e7781"] : ["#e4e7eb", "#8c959f"];
  return {
    isDark, line, strongLine,
    ink: css("--vscode-editor-foreground", isDark ? "#e6e8eb" : "#1f2328"),
    soft: css("--vscode-descriptionForeground", isDark ? "#a3abb4" : "#57606a"),
    wash: css("--vscode-editorHoverWidget-background", isDark ? "#1e2125" : "#f7f5ef"),
    font: css("--vscode-font-family", "sans-serif"),
  };
}
