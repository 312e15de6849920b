import type { ErrorMessage, Place } from "../session/protocol";

/** Where a run's code stands: the number beside its cell, which VS Code's links name. */
export type OrderOf = (place: Place) => number | undefined;

/**
 * The lines under an error. VS Code makes a link of a line "Cell In[3], line 2" and of nothing else, so one stands
 * before the lines that the session wrote for each place of the reader's.
 */
export function stackOf(error: ErrorMessage, orderOf: OrderOf): string {
  const links: string[] = [];
  for (const place of placesOf(error)) {
    const order = orderOf(place);
    const link = `Cell In[${order}], line ${place.line + 1}`;
    if (order !== undefined && !links.includes(link)) links.push(link);
  }

  return [...links, ...error.traceback].join("\n");
}

/** The places of the reader's own code, the failing one first; those that the traceback names where no list came. */
export function placesOf(error: ErrorMessage): Place[] {
  if (error.places) return error.places;
  const places: Place[] = [];
  for (const line of error.traceback) {
    const found = /\b(cell \d+), line (\d+)(?:, column (\d+))?/.exec(line);
    if (!found) continue;
    places.push({ name: found[1]!, line: Number(found[2]) - 1, column: Number(found[3] ?? 1) - 1 });
  }

  return places;
}
