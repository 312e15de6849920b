// Command mode, as in Jupyter: a cell has the focus, and letters are commands.
import type { Cell } from "./cell";
import type { Desk } from "./desk";

const double = 600;

export function keyboard(desk: Desk): void {
  let last = "", at = 0;
  document.addEventListener("keydown", event => {
    const cell = desk.selected();
    if (!cell || event.altKey || event.metaKey) return;
    const isTwice = event.key === last && event.timeStamp - at < double;
    [last, at] = [event.key, event.timeStamp];
    if (act(desk, cell, event, isTwice)) {
      event.preventDefault();
      if (isTwice) last = "";
    }
  });
}

function act(desk: Desk, cell: Cell, event: KeyboardEvent, isTwice: boolean): boolean {
  if (event.key === "Enter") {
    if (event.shiftKey) desk.runAndGo(cell, "next");
    else if (event.ctrlKey) desk.runAndGo(cell, "stay");
    else cell.edit();
    return true;
  }

  if (event.ctrlKey || event.shiftKey) return false;
  switch (event.key) {
    case "ArrowUp": case "k": desk.move(cell, -1); return true;
    case "ArrowDown": case "j": desk.move(cell, 1); return true;
    case "a": desk.insert(cell.id, "above", "code"); return true;
    case "b": desk.insert(cell.id, "below", "code"); return true;
    case "m": desk.wish({ type: "kind", id: cell.id, kind: "markdown" }); return true;
    case "y": desk.wish({ type: "kind", id: cell.id, kind: "code" }); return true;
    case "z": desk.wish({ type: "restore" }); return true;
    case "d": if (isTwice) desk.remove(cell.id); return true;
    case "i": if (isTwice) desk.wish({ type: "interrupt" }); return true;
    case "0": if (isTwice) desk.restart(); return true;
    default: return false;
  }
}
