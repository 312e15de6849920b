import { element } from "./dom";
import { numbersApart } from "./words";

/** A claim as StudyKit.Contracts writes it (ClaimRecord). What is missing counts as empty. */
export interface Claim {
  id?: string;
  kind?: string;
  central?: boolean;
  statement?: string;
  source?: string;
  published?: string | null;
  measured?: string;
  unit?: string;
  interval?: [number, number] | null;
  seeds?: number | null;
  rule?: string;
  verdict?: string;
  reason?: string;
}

/** A shape for each verdict, so that it does not hang on colour. */
const marks: Record<string, string> = { supported: "✓", "not supported": "✗" };

/** Beside the statement: where it stands, and whose it is unless it is one of the paper's many. */
export function sourceOf(claim: Claim): string {
  const whose = claim.kind === "check" ? "check" : claim.kind === "reader" ? "reader's question" : "";
  return [claim.source ?? "", claim.central ? "central claim" : whose].filter(part => part.length > 0).join(" · ");
}

/** The facts of a claim as the report shows them: name, value, interval. */
export function factsOf(claim: Claim): [name: string, value: string, interval: string][] {
  const facts: [string, string, string][] = [
    ["Published", publishedText(claim), ""],
    ["Measured", withUnit(claim.measured ?? "", claim.unit ?? ""), intervalText(claim)],
    ["Seeds", (claim.seeds ?? 0) > 1 ? String(claim.seeds) : "", ""],
    ["Rule", claim.rule ?? "", ""],
  ];
  return facts.filter(([, value]) => value.length > 0);
}

/** The claim with its verdict, statement and facts. */
export function claimElement(claim: Claim): HTMLElement {
  const verdict = claim.verdict ?? "undecided";
  const name = verdict.charAt(0).toUpperCase() + verdict.slice(1);
  const badge = element("p", "studykit-verdict", `${marks[verdict] ?? "○"} ${name}`);
  badge.dataset["verdict"] = verdict;
  const statement = element("p", "studykit-statement", claim.statement ?? "");
  const source = sourceOf(claim);
  if (source.length > 0) statement.append(" ", element("span", "studykit-soft", source));
  const list = element("dl", "studykit-facts");
  for (const [fact, value, interval] of factsOf(claim)) {
    const text = element("dd", "", value);
    if (interval.length > 0) text.append(" ", element("span", "studykit-soft", interval));
    list.append(element("div", "", element("dt", "studykit-soft", fact), text));
  }

  const whole = element("div", "studykit-claim", badge, statement, list);
  if (claim.reason) whole.append(element("p", "studykit-soft studykit-reason", claim.reason));
  return whole;
}

function intervalText(claim: Claim): string {
  if (!claim.interval) return "";
  const [low, high] = numbersApart(claim.interval);
  return `[${low} to ${high}]`;
}

/** The value with its unit unless it says it already. */
function withUnit(value: string, unit: string): string {
  const says = value.toLowerCase().includes(unit.toLowerCase());
  return value.length === 0 || unit.length === 0 || says || !/[0-9]$/.test(value) ? value : `${value} ${unit}`;
}

/** A bare number, or two to compare, is in the claim's unit; words beside numbers say what those are. */
function publishedText(claim: Claim): string {
  const published = claim.published ?? "";
  return /^[-−]?\d[\d.,]*( against [-−]?\d[\d.,]*)?$/.test(published)
    ? withUnit(published, claim.unit ?? "") : published;
}
