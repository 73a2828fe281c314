import { fnv1a } from "../../../core/base/hash.ts";
import { type Condition, readCondition } from "../../../core/conditions/condition.ts";
import type { Answer, Ask } from "../../../core/platforms/platform.ts";
import type { Readiness } from "../../../core/world/pods.ts";

/** The tag of an image, or its digest where it has no tag: `v2` of `registry:5000/shop/checkout:v2@sha256:…`. */
export function tagOf(image: string): string {
  const [reference = "", digest = ""] = image.split("@");
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  const colon = name.indexOf(":");
  return colon < 0 ? digest : name.slice(colon + 1);
}

/** How long a pod of an image needs until it is ready: three seconds of the sandbox; for ever with `crash` in its tag. */
export const sandboxReadiness: Readiness = image => (tagOf(image).includes("crash") ? undefined : 3000);

/**
 * What the metrics of a version say: with `bad` in the tag of its image a value that fails, else one that passes, both with a little
 * noise that is the same in every run. The values come from the conditions: a share, a percentage, a latency.
 */
export function sandboxAnswer(ask: Ask, image: string): Answer {
  const conditions = ask.metric.conditions.map(({ text, meaning }) => ({ condition: readCondition(text), meaning }));
  const wanted = tagOf(image).includes("bad") ? "fails" : "passes";
  const verdict = (value: number): "passes" | "fails" | "unknown" => verdictOf(conditions, value, ask.metric.builtin !== undefined);
  const thresholds = ask.metric.conditions.flatMap(({ text }) => numbersIn(text));
  const candidates = [...thresholds.flatMap(wanted === "passes" ? passing : failing), 1, 0, 0.5, 80, 1000];
  const value = candidates.find(candidate => verdict(candidate) === wanted) ?? (wanted === "passes" ? 1 : 0);
  // Up to 0.2 % to either side, as long as the verdict stays.
  const noisy = Number((value * (1 + ((fnv1a(`${ask.id} ${image}`) % 401) - 200) / 100_000)).toFixed(4));
  const given = verdict(noisy) === verdict(value) ? noisy : value;
  return { id: ask.id, value: [given] };
}

type Judged = readonly { readonly condition: Condition; readonly meaning: "success" | "failure" }[];

function verdictOf(conditions: Judged, value: number, single: boolean): "passes" | "fails" | "unknown" {
  for (const { condition, meaning } of conditions) {
    if (!condition.understood) return "unknown";
    let outcome = condition.evaluate(single ? value : [value]);
    // Conditions of Flagger are about the number itself, those of Argo Rollouts about what the provider gives.
    if (!("value" in outcome)) outcome = condition.evaluate(single ? [value] : value);
    if (!("value" in outcome)) return "unknown";
    if (outcome.value !== (meaning === "success")) return "fails";
  }
  return "passes";
}

function numbersIn(condition: string): readonly number[] {
  // An index in `result[0]` is no threshold.
  return [...condition.replace(/\[\d+\]/g, "").matchAll(/\d+(\.\d+)?/g)].map(found => Number(found[0]));
}

function passing(threshold: number): readonly number[] {
  if (threshold <= 1) return [1 - (1 - threshold) * 0.1, threshold * 0.1, threshold];
  if (threshold <= 100) return [100 - (100 - threshold) * 0.3, threshold * 0.4, threshold];
  return [threshold * 0.4, threshold * 1.5, threshold];
}

function failing(threshold: number): readonly number[] {
  if (threshold <= 1) return [0.5, threshold * 0.5, Math.min(1, threshold * 1.5)];
  if (threshold <= 100) return [80, threshold * 0.5, threshold * 2];
  return [threshold * 1.8, threshold * 0.5];
}
