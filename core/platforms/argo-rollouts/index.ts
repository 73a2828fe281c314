import { forPeople } from "../../base/duration.ts";
import { percent } from "../../base/figures.ts";
import type { JsonObject } from "../../base/json.ts";
import type { Platform, Standing } from "../platform.ts";
import { actions } from "./actions.ts";
import { advance } from "./advance.ts";
import { stageIndex, stagesOf } from "./blue-green/stages.ts";
import { observe } from "./observe.ts";
import { plan } from "./plan.ts";
import { readRollout } from "./read.ts";
import { refusalOf } from "./refusal.ts";
import { render } from "./render.ts";
import type { RolloutSpec } from "./spec.ts";
import { start, workloads } from "./start.ts";
import { type RolloutState, replicaSetName } from "./state.ts";
import { currentSetWeight, currentStep, fullyPromoted, percentOf } from "./targets.ts";

/** Argo Rollouts 1.10.1. */
export const argoRollouts: Platform<RolloutSpec, RolloutState> = {
  id: "argo-rollouts",
  label: "Argo Rollouts",
  kind: "Rollout",
  read: readRollout,
  refusal: refusalOf,
  plan,
  version: spec => spec.version,
  deploy: (spec, version) => ({ ...spec, version }),
  startsReady: () => true,
  start,
  advance,
  workloads,
  standing,
  render,
  observe,
  actions,
  promoted: (_spec, state) => (state.pauses.length > 0 ? { ...controls(state), pauseConditions: null } : undefined),
};

/** The fields of the status that people write, as they stand. */
function controls(state: RolloutState): JsonObject {
  return {
    abort: state.abort,
    promoteFull: state.promoteFull,
    controllerPause: state.controllerPause,
    ...(state.stepIndex === undefined ? {} : { currentStepIndex: state.stepIndex }),
  };
}

/** Where the Rollout stands, for people. */
function standing(spec: RolloutSpec, state: RolloutState): Standing {
  const canary = spec.strategy.kind === "canary" ? spec.strategy : undefined;
  const blueGreen = spec.strategy.kind === "blueGreen" ? spec.strategy : undefined;
  const step = canary && currentStep(canary, state);
  const stage = blueGreen && stagesOf(blueGreen)[stageIndex(blueGreen, state)];
  const paused = state.pauses.some(pause => pause.reason === "CanaryPauseStep" || pause.reason === "BlueGreenPause");
  // A new spec that the controller has not looked at yet is in progress, whatever became of the one before.
  const rolledBack = state.abort && state.phase !== "Progressing";
  const person =
    spec.paused ||
    state.pauses.some(pause => pause.reason === "InconclusiveAnalysisRun" || pause.reason === "InconclusiveExperiment") ||
    (paused && step?.kind === "pause" && step.seconds === undefined) ||
    (paused && blueGreen?.autoPromotionEnabled === false);
  return {
    phase: state.phase,
    message: state.message,
    weight: blueGreen
      ? state.services.stable === state.currentHash
        ? 100
        : 0
      : canary?.router
        ? fullyPromoted(state)
          ? 100
          : state.weight === undefined
            ? undefined
            : percentOf(canary, state.weight)
        : undefined,
    stepIndex: blueGreen ? stageIndex(blueGreen, state) : state.stepIndex,
    stepCount: blueGreen ? stagesOf(blueGreen).length : canary?.steps.length,
    revisions: state.replicaSets
      .toSorted((a, b) => b.revision - a.revision)
      .map(set => ({
        revision: String(set.revision),
        role: set.version.hash === state.stableHash ? "stable" : set.version.hash === state.currentHash ? "canary" : "old",
        image: set.version.image,
        workload: replicaSetName(spec.name, set.version.hash),
        desired: set.desired,
      })),
    workloads: {
      stable: replicaSetName(spec.name, state.stableHash),
      canary: fullyPromoted(state) ? undefined : replicaSetName(spec.name, state.currentHash),
    },
    ended: fullyPromoted(state) ? (state.phase === "Healthy" ? "promoted" : undefined) : rolledBack ? "rolled back" : undefined,
    waitsForPerson: person,
    waiting: waiting(),
  };

  function waiting(): string {
    if (state.invalid) return "a person: the controller refuses its spec";
    if (fullyPromoted(state)) return state.phase === "Healthy" ? "nothing" : "pods to become ready";
    if (state.abort) return rolledBack ? "a person: it was aborted" : "the controller to see it";
    if (person) return "a person";
    if (step?.kind === "pause") return step.seconds === undefined ? "a person" : `the pause of ${forPeople(step.seconds * 1000)}`;
    if (step?.kind === "analysis") return `the analysis ${step.use.templates.map(template => template.name).join(", ")}`;
    if (step?.kind === "experiment") return `the experiment with ${step.use.templates.map(template => template.name).join(", ")}`;
    if (stage?.kind === "analysis" && runIsUnderWay())
      return `the analysis ${stage.use.templates.map(template => template.name).join(", ")}`;
    if (stage?.kind === "pause" && paused) return `the pause of ${forPeople((stage.seconds ?? 0) * 1000)}`;
    return canary ? `pods for ${percent(percentOf(canary, currentSetWeight(canary, state)))}` : "pods to become ready";
  }

  function runIsUnderWay(): boolean {
    return state.runs.some(run => run.hash === state.currentHash && run.finishedAt === undefined);
  }
}
