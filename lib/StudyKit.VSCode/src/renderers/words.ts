// Numbers as StudyKit.Contracts writes them in reports, so that one value looks alike in both.

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A value with four significant digits: 0.0014, 3.217, 8,123, 1.2×10⁻⁵. */
export function numberText(value: number | null | undefined, digits = 4): string {
  if (typeof value !== "number" || Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value), sign = value < 0 ? "−" : "";
  if (size < 1e12 && Number.isInteger(value)) return sign + size.toLocaleString("en-US");
  if (size >= 1e7 || size < 1e-4) return sign + scientific(size, digits);
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return sign + size.toLocaleString("en-US", { maximumFractionDigits: decimals });
}

/** Values side by side: as many digits as it takes until those that differ look different. */
export function numbersApart(values: number[]): string[] {
  const different = new Set(values).size;
  for (let digits = 4; ; digits++) {
    const texts = values.map(value => numberText(value, digits));
    if (digits === 17 || new Set(texts).size === different) return texts;
  }
}

/** A duration in at most two units: 0.8 s, 12 s, 2 min 5 s, 2 h 5 min. */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return "unknown";
  if (seconds < 9.95) return `${Math.round(seconds * 10) / 10} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return whole < 3600 ? two(whole, "min", "s") : two(Math.round(whole / 60), "h", "min");
}

function two(smaller: number, large: string, small: string): string {
  const whole = `${Math.floor(smaller / 60).toLocaleString("en-US")} ${large}`;
  return smaller % 60 === 0 ? whole : `${whole} ${smaller % 60} ${small}`;
}

function scientific(size: number, digits: number): string {
  const [mantissa, power] = size.toExponential(digits - 1).split("e") as [string, string];
  const exponent = Number(power);
  const raised = `10${exponent < 0 ? "⁻" : ""}${[...String(Math.abs(exponent))].map(d => superscripts[+d]).join("")}`;
  const short = mantissa.replace(/\.?0+$/, "");
  return short === "1" ? raised : `${short}×${raised}`;
}
