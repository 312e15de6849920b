const forbidden = "script, iframe, object, embed, link, meta, base, form, template, foreignObject";

/** The kit's picture of a figure as elements; whatever could run or load something is left out. */
export function safePicture(html: string): HTMLElement | undefined {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const bad of parsed.querySelectorAll(forbidden)) bad.remove();
  for (const one of parsed.querySelectorAll("*")) {
    for (const { name, value } of [...one.attributes]) {
      const isLink = /^(href|src|xlink:href|action)$/i.test(name) && !value.startsWith("#");
      if (/^on/i.test(name) || isLink) one.removeAttribute(name);
    }
  }

  return parsed.querySelector<HTMLElement>("figure.sk-figure") ?? undefined;
}
