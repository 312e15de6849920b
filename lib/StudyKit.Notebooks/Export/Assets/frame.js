(() => {
  "use strict";
  // Tells the page around how tall the content is, and follows the page's light or dark.
  const tell = () => parent.postMessage({ studykitHeight: Math.ceil(document.documentElement.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener("load", tell);
  addEventListener("message", event => {
    if (event.source !== parent || typeof event.data?.studykitTheme !== "string") return;
    document.documentElement.dataset.theme = event.data.studykitTheme;
    tell();
  });
})();
