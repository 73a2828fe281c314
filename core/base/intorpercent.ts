/** `maxSurge`, `maxUnavailable` and their like: a count, or a text with a percentage. */
export type IntOrPercent = number | string;

/**
 * The count that a value stands for, by the legacy helper that Argo Rollouts uses: a number is a count and *any* text is a
 * percentage, with or without `%` (`"2"` is 2 %); what does not parse gives undefined.
 * Source: `argo-rollouts.md` 3.3.
 */
export function countOf(value: IntOrPercent, total: number, round: "up" | "down"): number | undefined {
  if (typeof value === "number") return value;
  const digits = /^(\d+)%?$/.exec(value.trim());
  if (!digits) return undefined;
  const exact = (Number(digits[1]) * total) / 100;
  return round === "up" ? Math.ceil(exact) : Math.floor(exact);
}
