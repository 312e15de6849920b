// A figure with a slider over its frames, which all stand in the page already.
(() => {
  "use strict";
  const { element, slider, whenNear, replace } = globalThis.StudyKitParts;
  const start = host => {
    const each = host.querySelector(".sk-frames-each"), frames = [...each.children];
    const show = index => frames.forEach((frame, i) => { frame.hidden = i !== index; });
    const live = element("div", { class: "sk-explorer figure-live" },
      slider(each.title, frames.map(frame => frame.title), 0, show), each);
    each.removeAttribute("title");
    frames.forEach(frame => frame.removeAttribute("title"));
    each.style.display = "";
    show(0);
    replace(host, live);
  };
  const watch = from => whenNear([...from.querySelectorAll(".sk-frames:not([data-live])")], start);
  watch(document);
  // A live page says what it has added.
  document.addEventListener("studykit:added", event => watch(event.target));
})();
