import type { MimeBundle } from "../session/protocol";

/** One form of an object, ready for the editor. */
export interface MimeItem {
  mime: string;
  data: Uint8Array;
}

const encoder = new TextEncoder();

/** A bundle's forms in its order: text is joined from its lines, pictures are decoded, JSON is written. */
export function itemsOf(bundle: MimeBundle): MimeItem[] {
  return Object.entries(bundle).map(([mime, content]) => ({ mime, data: bytesOf(mime, content) }));
}

/** The content as text: a string, or lines of it; undefined when it is neither. */
export function textOf(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  return Array.isArray(content) && content.every(line => typeof line === "string") ? content.join("") : undefined;
}

/** Whether the kit drew this figure: its picture then is its HTML, which the chart is drawn over. */
export function pictureOf(bundle: MimeBundle): string | undefined {
  if (!("application/vnd.plotly.v1+json" in bundle)) return undefined;
  const html = textOf(bundle["text/html"]);
  return html?.startsWith('<figure class="sk-figure"') ? html : undefined;
}

function bytesOf(mime: string, content: unknown): Uint8Array {
  const isJson = mime === "application/json" || mime.endsWith("+json");
  const text = textOf(content);
  if (isJson || text === undefined) return encoder.encode(JSON.stringify(content));
  // nbformat keeps pictures in base64, but SVG as text.
  return mime.startsWith("image/") && mime !== "image/svg+xml" ? Buffer.from(text, "base64") : encoder.encode(text);
}
