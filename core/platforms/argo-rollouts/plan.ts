import { forPeople } from "../../base/duration.ts";
import { count } from "../../base/figures.ts";
import type { Plan, Sampling, Stage } from "../../plan/plan.ts";
import { type BlueGreenStage, stagesOf } from "./blue-green/stages.ts";
import type { AnalysisUse, ExperimentUse, RolloutSpec, Step } from "./spec.ts";
import { percentOf } from "./targets.ts";

/** What a Rollout will do, step by step. */
export function plan(spec: RolloutSpec): Plan {
  const { strategy } = spec;
  const canary = strategy.kind === "canary" ? strategy : undefined;
  const words = {
    canary: canary?.router ? `canary over ${canary.router.provider.label}` : "canary by number of pods",
    blueGreen: "blue-green",
    none: "no strategy",
    both: "two strategies",
  };
  return {
    platform: "argo-rollouts",
    strategy: words[strategy.kind],
    replicas: spec.replicas,
    stages:
      strategy.kind === "blueGreen"
        ? stagesOf(strategy).map(blueGreenStage)
        : (canary?.steps ?? []).map((step): Stage => {
            if (step.kind === "setWeight")
              return { kind: "weight", weight: canary ? percentOf(canary, step.weight) : step.weight, at: step.at };
            if (step.kind === "pause")
              return step.seconds === undefined ? { kind: "person", at: step.at } : { kind: "wait", seconds: step.seconds, at: step.at };
            if (step.kind === "analysis")
              return {
                kind: "analysis",
                names: step.use.templates.map(template => template.name),
                sampling: sampling(step.use),
                at: step.at,
              };
            return { kind: "other", what: otherWords(step), at: step.at };
          }),
    beside: canary?.background
      ? [
          {
            names: canary.background.templates.map(template => template.name),
            sampling: sampling(canary.background),
            fromStage: canary.background.startingStep,
            at: canary.background.templates[0]?.at ?? spec.at,
          },
        ]
      : [],
    notPredicted: spec.notPredicted,
  };
}

/** What a step does that neither weighs nor waits. */
function otherWords(step: Exclude<Step, { readonly kind: "setWeight" | "pause" | "analysis" }>): string {
  if (step.kind === "other") return step.key;
  if (step.kind === "experiment") return experimentWords(step.use);
  if (step.kind !== "setCanaryScale") {
    const what = step.kind === "setHeaderRoute" ? "header route" : "mirror route";
    return step.route.match === undefined ? `no more ${what} ${step.route.name}` : `${what} ${step.route.name}`;
  }
  if (step.scale.by === "traffic") return "pods as traffic asks";
  return step.scale.by === "weight" ? `pods for ${step.scale.weight} %` : count(step.scale.replicas, "pod");
}

function experimentWords({ templates, duration, analyses }: ExperimentUse): string {
  const pods = templates.reduce((sum, { replicas }) => sum + replicas, 0);
  const time = duration === undefined ? "" : ` for ${forPeople(duration)}`;
  const measured = analyses.length > 0 ? `, analysed by ${analyses.map(({ name }) => name).join(", ")}` : "";
  return `experiment with ${count(pods, "pod")}${time}${measured}`;
}

function blueGreenStage(stage: BlueGreenStage): Stage {
  if (stage.kind === "switch") return { kind: "weight", weight: 100, at: stage.at };
  if (stage.kind === "pause")
    return stage.seconds === undefined ? { kind: "person", at: stage.at } : { kind: "wait", seconds: stage.seconds, at: stage.at };
  return { kind: "analysis", names: stage.use.templates.map(template => template.name), sampling: sampling(stage.use), at: stage.at };
}

function sampling(use: AnalysisUse): Sampling {
  const [first] = use.metrics;
  if (!first) return { kind: "unknown" };
  const every = (first.interval ?? 0) / 1000;
  if (first.count === undefined) return { kind: "until stopped", everySeconds: every };
  return first.count === 1 ? { kind: "once" } : { kind: "times", count: first.count, everySeconds: every };
}
