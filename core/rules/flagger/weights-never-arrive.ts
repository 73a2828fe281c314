import { entryOf, itemsOf, type MapNode, numberOf, placeOf } from "../../syntax/nodes.ts";
import { defineRule, type Report } from "../rule.ts";
import type { CanaryView } from "../views.ts";

export const weightsNeverArrive = defineRule({
  id: "flagger/weights-never-arrive",
  severity: "warning",
  summary: "The weights of a Canary rise, and end at or below 100.",
  why: "Nothing refuses such a Canary: traffic stops moving, and the rollout goes on for ever unless checks fail.",
  source: "fluxcd/flagger pkg/controller/scheduler.go (FL-V050 to FL-V053, FL-V055)",
  bad: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      maxWeight: 110
      #          ^^^ flagger/weights-never-arrive`,
  good: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      maxWeight: 50`,
  canary(canary, { report }) {
    if (canary.analysis?.value.kind !== "map") return;
    const analysis = canary.analysis.value;
    notAbove100(analysis, report);
    notZero(analysis, canary, report);
    rising(analysis, report);
  },
});

function notAbove100(analysis: MapNode, report: Report): void {
  const most = entryOf(analysis, "maxWeight");
  if (!most || (numberOf(analysis, "maxWeight") ?? 0) <= 100 || numberOf(analysis, "stepWeight") === undefined) return;
  report(
    most.value.at,
    `The new version is never promoted: traffic stops at 100 %, and \`maxWeight\` is ${numberOf(analysis, "maxWeight")} %. Write at most \`100\`.`,
    [{ title: "Set `maxWeight` to 100", at: most.value.at, text: "100" }],
  );
}

function notZero(analysis: MapNode, { spec }: CanaryView, report: Report): void {
  for (const field of ["stepWeight", "iterations"]) {
    const entry = entryOf(analysis, field);
    const value = numberOf(analysis, field);
    // On plain Kubernetes Services Flagger takes ten iterations for none.
    if (!entry || value === undefined || value > 0 || (field === "iterations" && spec.providerName === "kubernetes")) continue;
    report(entry.value.at, `Traffic never moves, and the rollout goes on for ever: \`${field}\` is ${value}. Write \`1\` or more.`);
  }
}

function rising(analysis: MapNode, report: Report): void {
  const entry = entryOf(analysis, "stepWeights");
  if (entry?.value.kind !== "list") return;
  const weights = itemsOf(analysis, "stepWeights").map(item =>
    item.kind === "scalar" && typeof item.value === "number" ? item.value : undefined,
  );
  if (weights.length === 0)
    report(
      entry.key.at,
      "Traffic never moves, and the rollout goes on for ever: `stepWeights` is empty. Add weights, such as `[10, 25, 50]`.",
    );
  let before = 0;
  for (const [i, weight] of weights.entries()) {
    if (weight === undefined) return;
    const at = placeOf(analysis, ["stepWeights", i]);
    if (weight <= before) {
      report(
        at,
        `Traffic stays at ${before} % for ever: the next weight is ${weight} %, and each has to be above the one before. Write more than \`${before}\`.`,
      );
      return;
    }
    if (before >= 100) {
      report(at, `This weight is never reached: the one before is ${before} %, and all traffic is there already. Remove it.`);
      return;
    }
    before = weight;
  }
}
