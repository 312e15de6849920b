(() => {
  "use strict";
  // Notes of a reading group: each belongs to a section, and is kept by the browser for this notebook. What is to last
  // is saved to a file, which `studykit report --notes` carries into the next report.
  const root = document.documentElement, main = document.getElementById("main");
  const opener = document.getElementById("notes-open"), notebook = main?.dataset.notebook;
  if (!opener || !notebook) return;
  const t = text => globalThis.StudyKitText(text);
  const { parts, nameOf } = globalThis.StudyKitSections;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const key = `studykit-notes:${notebook}`, file = `${notebook}.notes.json`;
  const isNote = one => one && typeof one.id === "string" && typeof one.text === "string" && typeof one.section === "string";
  let notes = [], gone = [], isKept = true;

  const read = () => {
    let text = null;
    try { text = localStorage.getItem(key); } catch { isKept = false; }
    try {
      const stored = JSON.parse(text ?? "{}");
      notes = (stored.notes ?? []).filter(isNote);
      gone = (stored.gone ?? []).filter(id => typeof id === "string");
    } catch {
      // What cannot be read is put aside, not written over.
      try { localStorage.setItem(`${key}:unread`, text); } catch { }
      [notes, gone] = [[], []];
    }

    // Those that came with the page, unless they were changed or deleted here.
    let carried = [];
    try { carried = JSON.parse(document.getElementById("notes-0")?.textContent ?? "[]"); } catch { }
    const known = new Set([...notes.map(one => one.id), ...gone]);
    notes = [...carried.filter(one => isNote(one) && !known.has(one.id)), ...notes];
  };
  const keep = () => {
    try { localStorage.setItem(key, JSON.stringify({ notes, gone })); isKept = true; } catch { isKept = false; }
    draw();
    document.dispatchEvent(new Event("studykit:notes"));
  };

  const make = (tag, name, text = "") => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.textContent = text;
    if (tag === "button") made.type = "button";
    return made;
  };
  const day = one => String(one.date ?? "").slice(0, 10);
  // Sections are the headings of the text; a note without one belongs to the page.
  const sections = () => parts().filter(part => part.heading && part.kind === "text" && part.id);

  // The notes at their sections, as a report shows them too; a page with both languages shows each once.
  const drawn = () => {
    all(".page-note").filter(one => !one.closest(".lost-notes")).forEach(one => one.remove());
    // Those whose heading is gone stay where the report put them.
    all(".lost-notes .page-note").forEach(box => {
      const note = notes.find(one => one.id === box.dataset.note);
      box.hidden = !note;
      if (note) box.querySelector(".note-text").textContent = note.text;
    });
    const found = new Map(sections().map(part => [part.id, part]));
    for (const note of [...notes].reverse()) {
      const part = found.get(note.section);
      for (const heading of part?.elements.filter(one => /^H[2-4]$/.test(one.tagName)) ?? []) {
        const box = make("div", "page-note"), label = make("p", "label", `${t("Note")} · ${day(note)}`), text = make("p", "note-text", note.text);
        box.dataset.note = note.id;
        box.setAttribute("role", "note");
        box.append(label, text);
        heading.after(box);
      }
    }
  };

  const panel = make("aside", "notes");
  panel.setAttribute("aria-labelledby", "notes-title");
  panel.hidden = true;
  const title = make("h2", ""), close = make("button", "notes-close", "×");
  title.id = "notes-title";
  const form = make("form", ""), label = make("label", ""), field = make("textarea", ""), add = make("button", "notes-add");
  field.rows = 3;
  field.id = "notes-field";
  label.htmlFor = field.id;
  add.type = "submit";
  form.append(label, field, add);
  const list = make("ol", "notes-list"), status = make("p", "notes-status"), undo = make("button", "notes-undo");
  status.setAttribute("role", "status");
  const save = make("button", "notes-save"), how = make("p", "quiet");
  const foot = make("footer", "");
  foot.append(save, how);
  panel.append(close, title, form, status, list, foot);
  document.body.append(panel);

  let section = "", editing = null, last = null;
  const current = () => {
    const presented = globalThis.StudyKitPresenter?.section();
    const found = sections();
    if (presented) return presented.id;
    const passed = found.filter(part => part.heading.getClientRects().length && part.heading.getBoundingClientRect().top < innerHeight * .4);
    return (passed.at(-1) ?? found[0])?.id ?? "";
  };
  const nameBy = id => {
    const part = sections().find(one => one.id === id);
    return part ? nameOf(part) : notes.find(one => one.section === id)?.heading ?? "";
  };

  const item = note => {
    const made = make("li", ""), head = make("p", "notes-head"), place = make("a", "", nameBy(note.section) || note.heading || t("The page"));
    if (document.getElementById(note.section)) place.href = `#${encodeURIComponent(note.section)}`;
    head.append(place, make("span", "", ` · ${day(note)}`));
    const acts = make("p", "notes-acts"), edit = make("button", "", t("Edit")), drop = make("button", "", t("Delete"));
    edit.addEventListener("click", () => { editing = note.id; section = note.section; field.value = note.text; draw(); field.focus(); });
    drop.addEventListener("click", () => {
      last = { note, at: notes.indexOf(note) };
      notes = notes.filter(one => one !== note);
      gone.push(note.id);
      if (editing === note.id) { editing = null; field.value = ""; }
      keep();
      undo.focus();
    });
    acts.append(edit, drop);
    made.append(head, make("p", "note-text", note.text), acts);
    return made;
  };
  const draw = () => {
    drawn();
    opener.textContent = notes.length ? `${t("Notes")} (${notes.length})` : t("Notes");
    title.textContent = t("Notes");
    close.setAttribute("aria-label", t("Close the notes"));
    label.textContent = nameBy(section) || t("The page");
    add.textContent = t(editing ? "Keep the change" : "Add the note");
    save.textContent = t("Save to a file");
    save.disabled = notes.length === 0;
    how.textContent = "";
    how.append(t("Put it beside the report. The next report shows the notes with:"), " ", make("code", "", `studykit report ${notebook}.ipynb --notes ${file}`));
    status.textContent = isKept ? "" : t("This browser keeps nothing for this page: save the notes to a file before you close it.");
    if (last) {
      undo.textContent = t("Undo");
      status.append(t("Deleted."), " ", undo);
    }

    const order = sections().map(part => part.id), at = one => order.indexOf(one.section) + (order.includes(one.section) ? 0 : 1e6);
    list.replaceChildren(...[...notes].sort((a, b) => at(a) - at(b)).map(item));
  };

  const open = (where = current()) => {
    section = where;
    editing = null;
    panel.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    draw();
    field.focus();
  };
  const shut = () => {
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    last = null;
    ("presenting" in root.dataset ? main : opener).focus({ preventScroll: true });
  };
  form.addEventListener("submit", event => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    const date = new Date().toISOString();
    const old = notes.find(one => one.id === editing);
    if (old) Object.assign(old, { text, date });
    else notes.push({ id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`, section, heading: nameBy(section), text, date });
    [editing, last] = [null, null];
    field.value = "";
    keep();
    field.focus();
  });
  undo.type = "button";
  undo.addEventListener("click", () => {
    notes.splice(last.at, 0, last.note);
    gone = gone.filter(id => id !== last.note.id);
    last = null;
    keep();
    field.focus();
  });
  save.addEventListener("click", () => {
    const text = JSON.stringify({ studykit: "notes", version: 1, notebook, notes }, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
  close.addEventListener("click", shut);
  opener.hidden = false;
  opener.setAttribute("aria-expanded", "false");
  opener.addEventListener("click", () => panel.hidden ? open() : shut());
  panel.addEventListener("keydown", event => {
    if (event.key === "Escape") { event.stopPropagation(); shut(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  const typing = "input, textarea, select, [contenteditable], .cm-editor";
  document.addEventListener("keydown", event => {
    if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(typing)) return;
    event.preventDefault();
    open();
  });
  addEventListener("storage", event => { if (event.key === key) { read(); draw(); } });
  let waiting = 0;
  document.addEventListener("studykit:added", () => { clearTimeout(waiting); waiting = setTimeout(() => { if (notes.length) draw(); }, 300); });
  document.addEventListener("studykit:language", draw);
  document.addEventListener("studykit:screen", () => { if (!panel.hidden && !field.value) { section = current(); draw(); } });
  read();
  draw();
})();
