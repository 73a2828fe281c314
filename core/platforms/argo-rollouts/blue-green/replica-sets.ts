import { wholeSecond } from "../../../base/duration.ts";
import type { BlueGreenPass } from "../pass.ts";
import { pausedFor } from "../pause.ts";
import { resize } from "../replica-sets.ts";
import { type RolloutState, replicaSetOf, withReplicaSet } from "../state.ts";
import { fullyPromoted, others } from "../targets.ts";
import { isAnalysed } from "./analysis.ts";

// What is kept when nothing is written.
const usualDelaySeconds = 30;

/** How many pods the new version is to have now. `recorded` is the state as the last pass left it. (`NewRSNewReplicas`) */
export function newReplicas(pass: BlueGreenPass, recorded: RolloutState): number {
  const { blueGreen, spec } = pass;
  const active = recorded.services.stable;
  const preview = blueGreen.previewReplicaCount;
  if (preview === undefined || active === undefined || active === recorded.currentHash || recorded.promoteFull) return spec.replicas;
  const halted = spec.paused || recorded.pauses.length > 0;
  return recorded.scaleUpPreviewCheckPoint && !halted ? spec.replicas : preview;
}

/** Scales the stable ReplicaSet, the new one and those that are neither, all in one pass. Source: `argo-rollouts.md` 6.2, 6.4, 6.5. */
export function reconcileReplicaSets(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState): RolloutState {
  let next = state;
  const kept = [next.stableHash, ...(delaysOnAbort(pass, next) ? [] : [next.currentHash])];
  for (const hash of kept)
    if (replicaSetOf(next, hash)?.scaleDownAt !== undefined) next = withReplicaSet(next, hash, { scaleDownAt: undefined });
  next = resize(pass, next, next.stableHash, pass.spec.replicas);
  next = scaleNew(pass, next, recorded);
  return scaleOthers(pass, next, recorded);
}

function delaysOnAbort({ blueGreen }: BlueGreenPass, state: RolloutState): boolean {
  return state.abort && blueGreen.abortScaleDownDelaySeconds > 0;
}

function scaleNew(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState): RolloutState {
  const set = replicaSetOf(state, state.currentHash);
  if (!set || fullyPromoted(state)) return state;
  if (!delaysOnAbort(pass, state)) return resize(pass, state, state.currentHash, newReplicas(pass, recorded));
  if (set.scaleDownAt !== undefined) return pass.now >= set.scaleDownAt ? resize(pass, state, state.currentHash, 0) : state;
  // The old version has to be able to take all requests first.
  if (pass.pods(state.stableHash).available < pass.spec.replicas || set.desired === 0) return state;
  const scaleDownAt = wholeSecond(pass.now) + pass.blueGreen.abortScaleDownDelaySeconds * 1000;
  return withReplicaSet(state, state.currentHash, { scaleDownAt });
}

/** What is neither new nor stable is kept for a while, the newest first; without a deadline yet, it gets one. (`scaleDownDelayHelper`) */
function scaleOthers(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState): RolloutState {
  const { blueGreen, spec } = pass;
  if (pausedFor(recorded, "InconclusiveAnalysisRun")) return state;
  if (blueGreen.postPromotion && blueGreen.scaleDownDelaySeconds === undefined && isAnalysed(pass, state, recorded)) return state;
  const delay = (blueGreen.scaleDownDelaySeconds ?? usualDelaySeconds) * 1000;
  let next = state;
  let kept = 0;
  for (const set of others(state).toSorted((a, b) => b.revision - a.revision)) {
    const { hash } = set.version;
    const selected = [state.services.stable, state.services.canary, recorded.services.stable, recorded.services.canary].includes(hash);
    if (set.desired === 0 || selected) continue;
    if (set.scaleDownAt === undefined) {
      if (kept >= blueGreen.scaleDownDelayRevisionLimit) next = resize(pass, next, hash, 0);
      // A delay of nothing sets no deadline, and without one the pods stay.
      else if (delay > 0) next = withReplicaSet(next, hash, { scaleDownAt: wholeSecond(pass.now) + delay });
      kept++;
    } else {
      kept++;
      const stays = kept <= blueGreen.scaleDownDelayRevisionLimit && pass.now < set.scaleDownAt;
      next = resize(pass, next, hash, stays ? spec.replicas : 0);
    }
  }
  return next;
}
