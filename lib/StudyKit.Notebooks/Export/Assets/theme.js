(() => {
  // The reader's choice of light or dark, before anything is drawn. Where storage is forbidden the system's wish holds.
  try {
    const theme = localStorage.getItem("studykit-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch { }

  // The language, too: the reader's choice, else the report's own, else Chinese for a browser that speaks it.
  const root = document.documentElement;
  try {
    const language = localStorage.getItem("studykit-language");
    if (["en", "zh", "both"].includes(language)) root.dataset.language = language;
  } catch { }
  if (!root.dataset.language && /^zh/i.test(navigator.language ?? "")) root.dataset.language = "zh";
  // What scripts say: in Chinese where the page has the words, with the text's numbers in their places.
  let texts = null;
  globalThis.StudyKitText = (text, language = root.dataset.language) => {
    if (language !== "zh") return text;
    try { texts ??= JSON.parse(document.getElementById("texts-0").textContent); } catch { texts ??= {}; }
    if (texts[text]) return texts[text];
    const numbers = [], pattern = String(text).replace(/(?<![\p{L}\d_.{]|\p{L}[-‑])[-−+±]?(?:\d+(?:[.,\u202f]\d+)*|\.\d+)(?:e[-+]?\d+)?(?:×10(?=[⁻⁰¹²³⁴-⁹]))?[⁻⁰¹²³⁴-⁹]*(?![\d}])/gu, number => `{${numbers.push(number)}}`);
    return texts[pattern]?.replace(/\{(\d+)\}/g, (_, i) => numbers[i - 1]) ?? text;
  };
})();
