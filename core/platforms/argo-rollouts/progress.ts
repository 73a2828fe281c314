import { type Millis, wholeSecond } from "../../base/duration.ts";
import { aborted } from "./analysis-runs.ts";
import type { Pass } from "./pass.ts";
import { type Progress, type RolloutState, replicaSetName } from "./state.ts";
import { currentStep, fullyPromoted, others } from "./targets.ts";

type Seen = Omit<Progress, "at" | "exceeded" | "halted">;

/** Does the rollout move? Where it has not for `progressDeadlineSeconds`, it has timed out, and may be aborted. Source: `argo-rollouts.md` 3.10. */
export function reconcileProgress(pass: Pass, state: RolloutState): RolloutState {
  const { progress } = state;
  const seen = seenIn(pass, state);
  const next = { ...state, progress: judged(pass, state, seen) };
  if (next.progress.exceeded && pass.spec.progressDeadlineAbort && !state.abort && !fullyPromoted(state))
    return aborted(
      pass,
      { ...next, progress: { ...next.progress, exceeded: false } },
      `ReplicaSet "${replicaSetName(pass.spec.name, state.currentHash)}" has timed out progressing.`,
    );
  return next.progress === progress ? state : next;
}

/** When the deadline passes, where nothing moves until then; undefined while it does not count. */
export function deadlineAt(pass: Pass, state: RolloutState): Millis | undefined {
  if (state.progress.exceeded || !deadlineCounts(pass, state)) return undefined;
  return wholeSecond(state.progress.at) + pass.spec.progressDeadlineSeconds * 1000 + 1000;
}

function seenIn(pass: Pass, state: RolloutState): Seen {
  const fresh = pass.pods(state.currentHash);
  const { stable = "", canary = "" } = state.services;
  const isBlueGreen = pass.spec.strategy.kind === "blueGreen";
  return {
    updated: fresh.replicas,
    // Of a blue-green rollout the status counts the pods that the active Service selects.
    available: isBlueGreen ? pass.pods(stable).available : fresh.available,
    old: state.replicaSets.reduce(
      (total, set) => total + (set.version.hash === state.currentHash ? 0 : pass.pods(set.version.hash).replicas),
      0,
    ),
    stepIndex: state.stepIndex,
    stableHash: isBlueGreen ? "" : state.stableHash,
    services: isBlueGreen ? `${stable} ${canary}` : "",
  };
}

function judged(pass: Pass, state: RolloutState, seen: Seen): Progress {
  const before = state.progress;
  const moved =
    seen.stepIndex !== before.stepIndex ||
    seen.stableHash !== before.stableHash ||
    seen.services !== before.services ||
    seen.updated !== before.updated ||
    seen.old < before.old ||
    seen.available > before.available;
  const halted = isHalted(pass, state);
  if (moved || (before.halted && !halted)) return { ...seen, at: pass.now, exceeded: false, halted };
  // A pause takes the place of the timeout, but only while an update is under way. (`checkPausedConditions`)
  if (halted && !fullyPromoted(state)) {
    const known = before.halted && !before.exceeded && seen.available === before.available && seen.old === before.old;
    return known ? before : { ...seen, at: before.at, exceeded: false, halted };
  }
  const exceeded =
    (before.exceeded && !isHealthy(pass, state)) ||
    (deadlineCounts(pass, state) && pass.now > before.at + pass.spec.progressDeadlineSeconds * 1000);
  const same = seen.available === before.available && seen.old === before.old && exceeded === before.exceeded && halted === before.halted;
  return same ? before : { ...seen, at: before.at, exceeded, halted };
}

function isHalted(pass: Pass, state: RolloutState): boolean {
  return state.abort || state.pauses.length > 0 || pass.spec.paused;
}

/** Not while something else than pods is waited for. */
function deadlineCounts(pass: Pass, state: RolloutState): boolean {
  const { strategy } = pass.spec;
  if (isHalted(pass, state)) return false;
  const step = strategy.kind === "canary" ? currentStep(strategy, state) : undefined;
  // Something else than pods is waited for. (`isIndefiniteStep`)
  if (step?.kind === "pause" || step?.kind === "analysis" || step?.kind === "experiment") return false;
  if (others(state).some(set => set.scaleDownAt !== undefined)) return false;
  return !isHealthy(pass, state);
}

/** Are all pods new, available and reached by the traffic, and no others left? Then nothing is waited for. (`RolloutHealthy`) */
function isHealthy(pass: Pass, state: RolloutState): boolean {
  const { replicas, strategy } = pass.spec;
  const fresh = pass.pods(state.currentHash);
  if (fresh.replicas !== replicas || fresh.available !== replicas) return false;
  if (strategy.kind !== "blueGreen") return fullyPromoted(state) && others(state).every(set => pass.pods(set.version.hash).replicas === 0);
  const { stable, canary } = state.services;
  return stable === state.currentHash && (canary === undefined || canary === state.currentHash);
}
