import { rules } from "../../../core/rules/index.ts";
import { frameOf } from "../../kit/manifests.ts";
import { argoReferenceRefusals } from "./argo-rollouts-references.ts";
import { argoSpecRefusals } from "./argo-rollouts-specs.ts";
import { argoStrategyRefusals } from "./argo-rollouts-strategies.ts";
import { flaggerRefusals } from "./flagger.ts";
import type { Refusal } from "./refusal.ts";
import { refused } from "./rows.ts";

export { accepted, refused, unseen } from "./rows.ts";

/** `AR-V036 to AR-V039, AR-V041`: the rows that a rule's source names. */
export function rowsOf(source: string): readonly string[] {
  return [...source.matchAll(/([A-Z]{2}-[A-Z])(\d{3})(?: to [A-Z]{2}-[A-Z](\d{3}))?/g)].flatMap(([, prefix = "", from = "", to = from]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => `${prefix}${String(Number(from) + i).padStart(3, "0")}`),
  );
}

/** A rule that tells of one row only shows the row by its own example. */
const shownByRules: readonly Refusal[] = rules.flatMap(rule => {
  const [row, another] = rowsOf(rule.source);
  if (rule.severity !== "error" || row === undefined || another !== undefined || !refused.includes(row)) return [];
  return [{ row, frame: frameOf(rule), fixture: rule.bad }];
});

/** Every way of Argo Rollouts 1.10.1 and Flagger 1.44.0 to refuse an object, by the rows of the two behaviour references. */
export const refusals: readonly Refusal[] = [
  ...argoSpecRefusals,
  ...argoStrategyRefusals,
  ...argoReferenceRefusals,
  ...flaggerRefusals,
  ...shownByRules,
];
