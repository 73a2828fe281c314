/** A number for people: thousands with commas, at most `decimals` places, no trailing zeros. The same words as in `core/base`. */
export function figure(value: number, decimals = 0): string {
  const rounded = Number(value.toFixed(decimals));
  const [whole = "0", fraction] = String(Math.abs(rounded)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${rounded < 0 ? "−" : ""}${grouped}${fraction ? `.${fraction}` : ""}`;
}

/** A percentage for people, from percent: `5 %`, `99.2 %`. */
export function percent(value: number, decimals = 0): string {
  return `${figure(value, decimals)} %`;
}

/** `1 pod`, `3 pods`. */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${figure(n)} ${n === 1 ? singular : plural}`;
}

/** A chance in percent. 0 and 100 are said as such only where the figure is exact or where nothing rounds to them. */
export function chance(probability: number, exact: boolean): string {
  const value = probability * 100;
  if (probability > 0 && value < 0.05) return "under 0.1 %";
  if (probability < 1 && value >= 99.95) return "over 99.9 %";
  const certain = probability === 0 || probability === 1;
  return certain && !exact ? `about ${value} %` : percent(value, 1);
}

/** Measured values beside each other: as many places as tell them apart, the same for all, and none that only look precise. */
export function measured(values: readonly (number | null)[]): readonly (string | null)[] {
  const known = values.filter(value => value !== null);
  const largest = Math.max(0, ...known.map(Math.abs));
  if (largest > 0 && largest < 0.001) return values.map(value => (value === null ? null : value.toExponential(1).replace("e-", "e−")));
  const most = largest >= 1000 ? 0 : largest >= 100 ? 1 : largest > 1 ? 2 : 4;
  const places = Math.max(0, ...known.map(value => (figure(value, most).split(".")[1] ?? "").length));
  return values.map(value => {
    if (value === null) return null;
    const [whole, fraction = ""] = figure(value, places).split(".");
    return places === 0 ? `${whole}` : `${whole}.${fraction.padEnd(places, "0")}`;
  });
}

/** The number that a person typed: `1,000`, `2.5`, `5 %`, `40 /s`. Undefined for what is none. */
export function typedNumber(text: string): number | undefined {
  const bare = text.replace(/[\s,]/g, "").replace(/(%|\/s|ms|s)$/, "");
  return /^\d+(\.\d*)?$|^\.\d+$/.test(bare) ? Number(bare) : undefined;
}
