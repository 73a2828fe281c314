import { entryOf, isSet, nodeAt, numberOf, type SourceNode } from "../../syntax/nodes.ts";
import { defineRule, type Report } from "../rule.ts";

const required = "requiredDuringSchedulingIgnoredDuringExecution";
const preferred = "preferredDuringSchedulingIgnoredDuringExecution";

export const antiAffinity = defineRule({
  id: "strategy/anti-affinity",
  severity: "error",
  summary: "`antiAffinity` is required or preferred, and a preference weighs between 1 and 100.",
  why: "The controller would not know how far to keep the versions apart, and refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V016, AR-V017)",
  bad: `
    antiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution: { weight: 0 }
      #                                                          ^ strategy/anti-affinity
    steps:
    - setWeight: 20`,
  good: `
    antiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution: { weight: 50 }
    steps:
    - setWeight: 20`,
  lacks: [required, preferred],
  rollout({ canary, blueGreen }, { report }) {
    // With two strategies neither is looked at.
    if (canary && blueGreen) return;
    check(canary?.value ?? blueGreen?.value, report);
  },
});

function check(strategy: SourceNode | undefined, report: Report): void {
  const entry = entryOf(strategy, "antiAffinity");
  if (entry?.value.kind !== "map") return;
  const both = isSet(entry.value, required) && isSet(entry.value, preferred);
  if (both || !(isSet(entry.value, required) || isSet(entry.value, preferred)))
    report(
      entry.key.at,
      `The controller refuses this Rollout: \`antiAffinity\` ${both ? "is both required and preferred. Keep one of them" : `says nothing. Add \`${preferred}\` or \`${required}\``}.`,
    );
  const weight = numberOf(entry.value, preferred, "weight");
  const place = nodeAt(entry.value, preferred, "weight");
  if (!place || weight === undefined || (weight >= 1 && weight <= 100)) return;
  report(
    place.at,
    `The controller refuses this Rollout: a preference weighs between 1 and 100, and this one ${weight}. Write another number.`,
  );
}
