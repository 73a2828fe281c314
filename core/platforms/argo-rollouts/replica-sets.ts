import { wholeSecond } from "../../base/duration.ts";
import type { CanaryPass, Pass } from "./pass.ts";
import { routedTargets } from "./scale.ts";
import { basicSizes } from "./sizes.ts";
import { type ReplicaSet, type RolloutState, replicaSetName, replicaSetOf, withReplicaSet } from "./state.ts";
import { fullyPromoted, others, unavailable } from "./targets.ts";

/**
 * Scales the ReplicaSets towards the targets: stable, then new, then all others. Like the controller it ends the pass at the first one that
 * it scaled. `recorded` is the state as the last pass left it. Source: `argo-rollouts.md` 3.2, 3.5, 3.6, 3.8.
 */
export function reconcileReplicaSets(
  pass: CanaryPass,
  state: RolloutState,
  recorded: RolloutState,
): { readonly state: RolloutState; readonly scaled: boolean } {
  let next = withoutDeadlines(pass, state);
  for (const scale of [scaleStable, scaleNew]) {
    const before = next;
    next = scale(pass, next, recorded);
    if (next !== before && sizesDiffer(before, next)) return { state: next, scaled: true };
  }
  return scaleOthers(pass, next, recorded);
}

function sizesDiffer(a: RolloutState, b: RolloutState): boolean {
  return a.replicaSets.some((set, i) => set.desired !== b.replicaSets[i]?.desired);
}

/**
 * Midway back to the stable version over a router, together with another `spec.replicas`: the status does not know of it yet, and the stable
 * ReplicaSet gets the size of a canary, until the next pass. `recorded` is the state that does not know.
 */
export function scaleStableAsNew(pass: CanaryPass, state: RolloutState, recorded: RolloutState): RolloutState {
  const set = replicaSetOf(state, state.stableHash);
  const { canary } = routedTargets(pass.spec, pass.canary, recorded, pass.pods, recorded.weight);
  return resize(pass, state, state.stableHash, abortDelay(pass, recorded) === undefined ? canary : (set?.desired ?? 0));
}

// A ReplicaSet that is wanted again is not to go at an old deadline.
function withoutDeadlines(pass: CanaryPass, state: RolloutState): RolloutState {
  const wanted = [state.stableHash, ...(abortDelay(pass, state) === undefined ? [state.currentHash] : [])];
  let next = state;
  for (const hash of wanted)
    if (replicaSetOf(next, hash)?.scaleDownAt !== undefined) next = withReplicaSet(next, hash, { scaleDownAt: undefined });
  return next;
}

/** How long the new version is kept after an abort, in seconds; undefined where it is not kept. (`shouldDelayScaleDownOnAbort`) */
function abortDelay({ canary }: CanaryPass, state: RolloutState): number | undefined {
  const written = canary.abortScaleDownDelaySeconds;
  if (!state.abort || !canary.router || written === 0) return undefined;
  // With `dynamicStableScale` only where somebody asks for it.
  return canary.dynamicStableScale ? written : (written ?? usualAbortDelay);
}

const usualAbortDelay = 30;

function scaleStable(pass: CanaryPass, state: RolloutState, recorded: RolloutState): RolloutState {
  if (fullyPromoted(state)) return state;
  // The weight of the last pass: the pods lag behind the traffic.
  const wanted = pass.canary.router
    ? routedTargets(pass.spec, pass.canary, state, pass.pods, recorded.weight).stable
    : basicSizes(pass.spec, pass.canary, state, pass.pods).stable;
  return resize(pass, state, state.stableHash, wanted);
}

function scaleNew(pass: CanaryPass, state: RolloutState): RolloutState {
  if (!pass.canary.router) return resize(pass, state, state.currentHash, basicSizes(pass.spec, pass.canary, state, pass.pods).canary);
  const delay = abortDelay(pass, state);
  if (delay !== undefined && !fullyPromoted(state)) return scaleAborted(pass, state, delay);
  return resize(pass, state, state.currentHash, routedTargets(pass.spec, pass.canary, state, pass.pods, state.weight).canary);
}

/** After an abort with a router the new pods stay until all stable ones are there, and then for as long as is asked for. */
function scaleAborted(pass: CanaryPass, state: RolloutState, delay: number): RolloutState {
  const set = replicaSetOf(state, state.currentHash);
  if (!set || set.desired === 0) return state;
  const kept = resize(pass, state, state.currentHash, set.desired);
  if (set.scaleDownAt === undefined) {
    if (pass.pods(state.stableHash).available < pass.spec.replicas) return kept;
    return withReplicaSet(kept, state.currentHash, { scaleDownAt: wholeSecond(pass.now) + delay * 1000 });
  }
  return pass.now >= set.scaleDownAt ? resize(pass, state, state.currentHash, 0) : kept;
}

/** Pods that are not available go first, which alone does not end the pass; then as many as can be spared. (`scaleDownOldReplicaSetsForCanary`) */
function scaleOthers(
  pass: CanaryPass,
  state: RolloutState,
  recorded: RolloutState,
): { readonly state: RolloutState; readonly scaled: boolean } {
  const { canary, spec, pods } = pass;
  let next = state;
  for (const set of others(state)) {
    const { available } = pods(set.version.hash);
    if (available < set.desired) next = resize(pass, next, set.version.hash, available);
  }
  const available = state.replicaSets.reduce((sum, set) => sum + pods(set.version.hash).available, 0);
  const room = available - (spec.replicas - unavailable(canary, spec.replicas));
  if (room <= 0) return { state: next, scaled: false };
  next = canary.router ? retire(pass, next, recorded, room) : drain(pass, next, room);
  return { state: next, scaled: sizesDiffer(state, next) };
}

/**
 * With a router: what was stable stays for `scaleDownDelaySeconds` (with `dynamicStableScale` it goes at once), and what never was goes at
 * once, unless something still leads to it.
 */
function retire(pass: CanaryPass, state: RolloutState, recorded: RolloutState, spare: number): RolloutState {
  const { canary } = pass;
  // The controller does not ask what the Services of ping-pong select.
  const selected = [...(canary.pingPong ? [] : [state.services.stable, state.services.canary]), recorded.weightHash];
  let next = state;
  let delayed = 0;
  const delay = canary.scaleDownDelaySeconds * 1000;
  let room = spare;
  for (const set of others(state).toSorted((a, b) => b.revision - a.revision)) {
    const hash = set.version.hash;
    if (room <= 0) break;
    if (set.desired === 0 || selected.includes(hash)) continue;
    const mayStay = !canary.dynamicStableScale && (fullyPromoted(state) || set.scaleDownAt !== undefined);
    const keep = mayStay && delayed < canary.scaleDownDelayRevisionLimit && (set.scaleDownAt === undefined || pass.now < set.scaleDownAt);
    if (keep) {
      delayed++;
      // A delay of nothing sets no deadline, and without one the pods stay.
      if (set.scaleDownAt === undefined && delay > 0) next = withReplicaSet(next, hash, { scaleDownAt: wholeSecond(pass.now) + delay });
    } else {
      next = resize(pass, next, hash, 0);
      room -= set.desired;
    }
  }
  return next;
}

/** Without a router: as many pods as can be spared, the newest revision first. */
function drain(pass: CanaryPass, state: RolloutState, spare: number): RolloutState {
  let next = state;
  let room = spare;
  for (const set of others(state).toSorted((a, b) => b.revision - a.revision)) {
    if (room <= 0) break;
    const leave = Math.min(room, set.desired);
    next = resize(pass, next, set.version.hash, set.desired - leave);
    room -= leave;
  }
  return next;
}

/** Gives a ReplicaSet another size, and says so. */
export function resize(pass: Pass, state: RolloutState, hash: string, size: number): RolloutState {
  const set: ReplicaSet | undefined = replicaSetOf(state, hash);
  const { replicas } = pass.spec;
  if (!set || (set.desired === size && set.rolloutReplicas === replicas)) return state;
  if (set.desired === size) return withReplicaSet(state, hash, { rolloutReplicas: replicas });
  const way = size > set.desired ? "up" : "down";
  pass.tell(
    "ScalingReplicaSet",
    `Scaled ${way} ReplicaSet ${replicaSetName(pass.spec.name, hash)} (revision ${set.revision}) from ${set.desired} to ${size}`,
  );
  const change = { desired: size, rolloutReplicas: replicas };
  return withReplicaSet(state, hash, size === 0 ? { ...change, scaleDownAt: undefined } : change);
}
