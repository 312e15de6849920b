import { durationText, numberText } from "./words";

/** How far a piece of work has come, as StudyKit.Contracts writes it (ProgressReport). */
export interface Progress {
  label?: string;
  done?: number;
  total?: number;
  unit?: string;
  values?: Record<string, number | null>;
  elapsed_s?: number | null;
  left_s?: number | null;
  state?: "running" | "done" | "stopped";
  note?: string | null;
}

/** The share that is done, 0 to 1; undefined where nobody knows how much there is. */
export function shareOf(progress: Progress): number | undefined {
  const { done = 0, total = 0 } = progress;
  return total > 0 ? Math.min(1, Math.max(0, done / total)) : undefined;
}

/** What stands beside the bar: count, values, time. */
export function wordsOf(progress: Progress): string {
  const { done = 0, total = 0, unit = "", state = "running" } = progress;
  const count = total > 0 ? `${numberText(done)} of ${numberText(total)}` : numberText(done);
  const parts = [`${count} ${unit}`.trim()];
  for (const [name, value] of Object.entries(progress.values ?? {})) parts.push(`${name} ${numberText(value)}`);
  const elapsed = typeof progress.elapsed_s === "number" ? durationText(progress.elapsed_s) : undefined;
  if (state === "done" && elapsed) parts.push(`took ${elapsed}`);
  else if (state === "stopped") parts.push(elapsed ? `stopped after ${elapsed}` : "stopped");
  else if (typeof progress.left_s === "number") parts.push(`${durationText(progress.left_s)} left`);
  else if (elapsed) parts.push(`${elapsed} so far`);
  return parts.join(" · ");
}
