import { forPeople, type Millis } from "../../base/duration.ts";
import type { AnalysisUse, Canary } from "../../platforms/argo-rollouts/spec.ts";
import { entryOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const endsEarly = defineRule({
  id: "analysis/ends-early",
  severity: "information",
  summary: "A background analysis looks on as long as the rollout goes on.",
  why: "With `count` it ends after so many measurements, and nothing watches the larger weights that come later.",
  source: "argoproj/argo-rollouts rollout/analysis.go (`argo-rollouts.md` 4.7)",
  bad: `
    steps: [{ setWeight: 20 }, { pause: { duration: 10m } }, { setWeight: 50 }, { pause: { duration: 30m } }]
    analysis: { templates: [{ templateName: success-rate }] }
    #<------ analysis/ends-early
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: success-rate }
    spec:
      metrics:
      - { name: rate, interval: 1m, count: 5, successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }`,
  good: `
    steps: [{ setWeight: 20 }, { pause: { duration: 10m } }, { setWeight: 50 }, { pause: { duration: 30m } }]
    analysis: { templates: [{ templateName: success-rate }] }
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: AnalysisTemplate
    metadata: { name: success-rate }
    spec:
      metrics:
      - { name: rate, interval: 1m, successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }`,
  workspace: {
    rollout(rollout, { report }) {
      const entry = entryOf(rollout.canary?.value, "analysis");
      if (!entry) return;
      const { spec } = rollout;
      if (spec.strategy.kind !== "canary" || !spec.strategy.background) return;
      const looks = lengthOf(spec.strategy.background);
      const lasts = leastAfter(spec.strategy, spec.strategy.background.startingStep);
      if (looks === undefined || looks * 2 > lasts) return;
      report(
        entry.key.at,
        `Nothing watches the rollout after its first ${looks === 0 ? "measurement" : forPeople(looks)}: the analysis ends then, and the steps take ${forPeople(lasts)} or more. Remove \`count\`, or raise it.`,
      );
    },
  },
});

/** How long the analysis goes on; undefined where it has no end, or where nobody knows. */
function lengthOf({ metrics, missing }: AnalysisUse): Millis | undefined {
  if (missing.length > 0 || metrics.length === 0) return undefined;
  const lengths = metrics.map(({ count, interval = 0, initialDelay }) =>
    count === undefined || Number.isNaN(count) ? undefined : initialDelay + (count - 1) * interval,
  );
  return lengths.every(length => length !== undefined) ? Math.max(...lengths) : undefined;
}

/** The pauses with an end from a step on: the rollout lasts at least as long. */
function leastAfter({ steps }: Canary, startingStep: number): Millis {
  return steps.slice(startingStep).reduce((total, step) => total + (step.kind === "pause" ? Math.max(0, step.seconds ?? 0) * 1000 : 0), 0);
}
