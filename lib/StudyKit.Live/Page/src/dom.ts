// Small helpers for building the page.

type Child = Node | string;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Record<string, string> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Nodes of HTML that the server's renderer has made safe. */
export function nodes(html: string): Node[] {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.childNodes];
}

const paths: Record<string, string> = {
  run: "M4 2.5v11l9-5.5z",
  stop: "M3.5 3.5h9v9h-9z",
  restart: "M8 2.5a5.5 5.5 0 1 0 5.3 4h-1.6A4 4 0 1 1 8 4v2.6L11.8 3.300 8 0z",
  more: "M2 6.500h3v3H2zM6.500 6.500h3v3h-3zM11 6.500h3v3h-3z",
  save: "M7.200 1.500h1.600v7l2.700-2.700 1.100 1.100L8 11.500 3.400 6.900l1.100-1.100 2.700 2.700z" +
    "M2.500 12.900h11v1.600h-11z",
  stale: "M8 1.500A6.500 6.500 0 1 0 14.500 8h-1.600A4.900 4.900 0 1 1 8 3.100V1.500z" +
    "M7.200 4.500h1.500v3.200l2.300 2.300-1.100 1.100-2.700-2.800z",
};

export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", width: "16", height: "16", class: "live-icon" })) {
    svg.setAttribute(key, value);
  }

  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", paths[name] ?? "");
  svg.append(path);
  return svg;
}

export function button(text: string, name: string, sign: string | null, action: () => void): HTMLButtonElement {
  // Who speaks to the page says what stands on the button.
  const spoken = name.includes(text) ? name : `${text}: ${name}`;
  const made = element("button", { type: "button", title: name, "aria-label": spoken });
  if (sign) made.append(icon(sign));
  if (text) made.append(element("span", {}, text));
  made.addEventListener("click", action);
  return made;
}

/** Seconds as the report writes them, roughly. */
export function seconds(value: number): string {
  if (value < 0.1) return "";
  if (value < 10) return `${value.toFixed(1)} s`;
  if (value < 60) return `${Math.round(value)} s`;
  const minutes = Math.floor(value / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(value % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
