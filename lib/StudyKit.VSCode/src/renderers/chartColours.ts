/** A chart as Plotly's JSON. */
export interface Chart {
  data?: unknown[];
  layout?: Record<string, unknown>;
  config?: Record<string, unknown>;
}

/** The page's colours and font. */
export interface PageColours {
  isDark: boolean;
  ink: string;
  soft: string;
  line: string;
  strongLine: string;
  wash: string;
  font: string;
}

/**
 * The chart in the page's colours. The kit's figures say which colour each of theirs takes in the dark
 * (layout.meta.dark); other charts get the page's colours on their axes and keep the rest.
 */
export function inColoursOf(chart: Chart, page: PageColours): { data: unknown[]; layout: Record<string, unknown> } {
  const layout = chart.layout ?? {};
  const dark = (layout["meta"] as { dark?: Record<string, string> } | undefined)?.dark;
  const pairs = page.isDark ? Object.entries(dark ?? {}) : [];
  const map = new Map(pairs.flatMap(([from, to]): [string, string][] =>
    [[from, to], [channels(from), channels(to)]]));
  const changed = recolour({ data: chart.data ?? [], layout }, map) as {
    data: unknown[]; layout: Record<string, unknown>;
  };
  for (const [path, value] of Object.entries(themeOf(layout, page, dark !== undefined))) {
    put(changed.layout, path, value);
  }

  return changed;
}

function themeOf(layout: Record<string, unknown>, page: PageColours, isOurs: boolean): Record<string, string> {
  const theme: Record<string, string> = {
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", "legend.bgcolor": "rgba(0,0,0,0)",
    "font.color": page.ink, "font.family": page.font,
    "hoverlabel.bgcolor": page.wash, "hoverlabel.font.color": page.ink, "hoverlabel.bordercolor": page.strongLine,
  };
  // A title that is text only would be lost under an object.
  if (typeof layout["title"] !== "string") theme["title.font.color"] = page.ink;
  if (isOurs) return theme;
  const axes = new Set(["xaxis", "yaxis", ...Object.keys(layout).filter(key => /^[xyz]axis\d*$/.test(key))]);
  for (const axis of axes) {
    theme[`${axis}.color`] = page.soft;
    theme[`${axis}.gridcolor`] = page.line;
    theme[`${axis}.linecolor`] = theme[`${axis}.zerolinecolor`] = page.strongLine;
  }

  return theme;
}

function channels(hex: string): string {
  return [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)).join(",");
}

function recolour(value: unknown, map: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map(item => recolour(item, map));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) =>
      [key, key === "meta" ? item : recolour(item, map)]));
  }

  if (typeof value !== "string") return value;
  const pale = /^rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)$/.exec(value);
  const solid = pale ? map.get(`${pale[1]},${pale[2]},${pale[3]}`) : undefined;
  return map.get(value) ?? (solid !== undefined && pale ? `rgba(${solid},${pale[4]})` : value);
}

function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split("."), last = keys.pop()!;
  let at = target;
  for (const key of keys) {
    const inner = at[key];
    at = at[key] = typeof inner === "object" && inner !== null ? inner as Record<string, unknown> : {};
  }

  at[last] = value;
}
