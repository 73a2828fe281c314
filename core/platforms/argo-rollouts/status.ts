import { runNamed } from "./analysis-runs.ts";
import type { CanaryPass } from "./pass.ts";
import { pauseIsOver } from "./pause.ts";
import { isUnderWay } from "./restart.ts";
import { isWithinWindow } from "./rollback.ts";
import { atDesired } from "./sizes.ts";
import type { Step } from "./spec.ts";
import { type Phase, type RolloutState, replicaSetName } from "./state.ts";
import { counts, currentStep, fullyPromoted } from "./targets.ts";
import { areThere } from "./threshold.ts";

/**
 * The end of a pass: promote, fall back to the first step after an abort, or complete one step. `recorded` is the state as the last pass left it.
 * (`syncRolloutStatusCanary`)
 */
export function reconcileStatus(pass: CanaryPass, state: RolloutState, recorded: RolloutState): RolloutState {
  const { canary } = pass;
  const steps = canary.steps.length;
  // What a person let go on is forgotten with the pass that sees it. Where a person's pause stands too it is kept here, since a promotion takes
  // both back: which of its two requests the controller sees first is chance.
  let next = { ...state, controllerPause: state.controllerPause && (state.pauses.length > 0 || pass.spec.paused) };
  if (next.promoteFull || isWithinWindow(pass.spec, next))
    next = { ...next, pauses: [], controllerPause: false, abort: false, abortMessage: undefined, stepIndex: steps > 0 ? steps : undefined };
  const why = promotion(pass, next);
  if (why !== undefined) return promoted(pass, next, why);
  if (next.abort) return steps > 0 ? { ...next, stepIndex: fullyPromoted(next) ? steps : 0, stepRun: undefined } : next;
  if (next.stepIndex !== undefined && next.stepIndex < steps && stepIsDone(pass, next, recorded))
    return completed(pass, next, next.stepIndex);
  return next;
}

/** Why the new version becomes the stable one now; undefined when it does not. (`shouldFullPromote`) */
function promotion(pass: CanaryPass, state: RolloutState): string | undefined {
  if (state.abort || fullyPromoted(state)) return undefined;
  const fresh = counts(state, state.currentHash, pass.pods);
  if (fresh.available < pass.spec.replicas && !areThere(pass.canary, fresh, pass.spec.replicas)) return undefined;
  if (state.promoteFull) return "Full promotion requested";
  if (isWithinWindow(pass.spec, state)) return "Rollback within window";
  const steps = pass.canary.steps.length;
  return steps === 0 || state.stepIndex === steps ? `Completed all ${steps} canary steps` : undefined;
}

function promoted(pass: CanaryPass, state: RolloutState, why: string): RolloutState {
  pass.tell("RolloutCompleted", `Rollout completed update to revision ${state.revision} (${state.currentHash}): ${why}`);
  const steps = pass.canary.steps.length;
  return {
    ...state,
    ...placesOf(pass, state),
    stableHash: state.currentHash,
    promoteFull: false,
    stepIndex: steps > 0 ? steps : undefined,
    pauses: [],
    controllerPause: false,
  };
}

/** The Services of ping-pong change places, and the weights that stand in the router go with them until they are written again. */
function placesOf(
  { canary }: CanaryPass,
  { services, serviceNames, stablePingPong, heldWeight, weight }: RolloutState,
): Partial<RolloutState> {
  if (!canary.pingPong) return {};
  return {
    stablePingPong: stablePingPong === "ping" ? "pong" : "ping",
    services: { stable: services.canary, canary: services.stable },
    serviceNames: { stable: serviceNames.canary, canary: serviceNames.stable },
    heldWeight: canary.maxWeight - (heldWeight ?? weight ?? 0),
  };
}

function stepIsDone(pass: CanaryPass, state: RolloutState, recorded: RolloutState): boolean {
  // A person's pause stops the steps, though not the clock of a pause step.
  if (pass.spec.paused) return false;
  const step = currentStep(pass.canary, state);
  switch (step?.kind) {
    case "setWeight":
    case "setCanaryScale":
      // The sizes are those that the pass found, not those that it has just asked for.
      return atDesired(pass.spec, pass.canary, { ...state, replicaSets: recorded.replicaSets }, pass.pods, state.weight);
    case "setHeaderRoute":
    case "setMirrorRoute":
      return true;
    case "pause":
      return pauseIsOver(pass, recorded);
    case "analysis":
      return runNamed(state, state.stepRun)?.phase === "Successful";
    case "experiment":
      return state.experiments.find(({ name }) => name === recorded.currentExperiment)?.phase === "Successful";
    default:
      return false;
  }
}

function completed(pass: CanaryPass, state: RolloutState, index: number): RolloutState {
  const name = stepName(pass.canary.steps[index]);
  pass.tell("RolloutStepCompleted", `Rollout step ${index + 1}/${pass.canary.steps.length} completed (${name})`);
  const pauses = state.pauses.filter(pause => pause.reason !== "CanaryPauseStep");
  if (pauses.length < state.pauses.length) pass.tell("RolloutResumed", "Rollout is resumed");
  return { ...state, stepIndex: index + 1, stepRun: undefined, pauses, controllerPause: pauses.length > 0 };
}

/** The step as upstream's events call it. (`CanaryStepString`) */
function stepName(step: Step | undefined): string {
  switch (step?.kind) {
    case "setWeight":
      return `setWeight: ${step.weight}`;
    case "pause":
      return step.written ? `pause: ${step.written}` : "pause";
    case "setCanaryScale":
      return step.scale.by === "traffic"
        ? "setCanaryScale{matchTrafficWeight: true}"
        : step.scale.by === "weight"
          ? `setCanaryScale{weight: ${step.scale.weight}}`
          : `setCanaryScale{replicas: ${step.scale.replicas}}`;
    case "setHeaderRoute":
    case "setMirrorRoute":
      return `${step.kind}: ${step.route.name}`;
    default:
      return step?.kind ?? "";
  }
}

/** Phase and message as the status shows them; the first rule that fits. Source: `argo-rollouts-1.10.1.md` B1. */
export function phaseOf(pass: CanaryPass, state: RolloutState): { readonly phase: Phase; readonly message: string } {
  const { spec, canary } = pass;
  const name = replicaSetName(spec.name, state.currentHash);
  const fresh = pass.pods(state.currentHash);
  const sum = (of: (hash: string) => number): number => state.replicaSets.reduce((total, set) => total + of(set.version.hash), 0);
  if (state.abort) return { phase: "Degraded", message: `RolloutAborted: ${state.abortMessage ?? ""}` };
  if (state.progress.exceeded)
    return { phase: "Degraded", message: `ProgressDeadlineExceeded: ReplicaSet "${name}" has timed out progressing.` };
  if (state.invalid !== undefined) return { phase: "Degraded", message: `InvalidSpec: ${state.invalid}` };
  if (spec.paused) return { phase: "Paused", message: "manually paused" };
  const [pause] = state.pauses;
  if (pause) return { phase: "Paused", message: pause.reason };
  if (isUnderWay(spec, state)) return { phase: "Progressing", message: "rollout is restarting" };
  if (fresh.replicas < spec.replicas) return { phase: "Progressing", message: "more replicas need to be updated" };
  if (sum(hash => pass.pods(hash).available) < fresh.replicas)
    return { phase: "Progressing", message: "updated replicas are still becoming available" };
  if (!canary.router && sum(hash => pass.pods(hash).replicas) > fresh.replicas)
    return { phase: "Progressing", message: "old replicas are pending termination" };
  if (!fullyPromoted(state)) return { phase: "Progressing", message: "waiting for all steps to complete" };
  return { phase: "Healthy", message: "" };
}
