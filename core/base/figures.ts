/** A number for people: thousands with commas, at most `decimals` places, no trailing zeros. */
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

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], joint = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}

/** A chance as odds that people use: `99.2 of 100`, and never 0 or 100 of 100 for what is only nearly so. */
export function ofHundred(probability: number): string {
  const hundred = probability * 100;
  if (probability === 0 || probability === 1) return `${hundred} of 100`;
  if (hundred < 0.1) return "fewer than 1 of 1,000";
  if (hundred > 99.9) return "more than 999 of 1,000";
  return `${figure(hundred, 1)} of 100`;
}
