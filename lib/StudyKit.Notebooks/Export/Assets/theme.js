(() => {
  // The reader's choice of light or dark, before anything is drawn. Where storage is forbidden the system's wish holds.
  try {
    const theme = localStorage.getItem("studykit-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch { }
})();
