/** Makes an element with a class, text and children. Text is never read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K, className = "", ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className.length > 0) made.className = className;
  made.append(...children);
  return made;
}

/** Puts a style sheet into the notebook's page, once. */
export function addStyle(id: string, css: string): void {
  if (document.getElementById(id)) return;
  const style = element("style", "", css);
  style.id = id;
  document.head.append(style);
}
