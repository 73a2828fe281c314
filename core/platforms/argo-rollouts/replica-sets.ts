import { wholeSecond } from "../../base/duration.ts";
import type { CanaryPass, Pass } from "./pass.ts";
import { basicSizes } from "./sizes.ts";
import { type ReplicaSet, type RolloutState, replicaSetName, replicaSetOf, withReplicaSet } from "./state.ts";
import { fullyPromoted, others, targets, unavailable } from "./targets.ts";

/**
 * Scales the ReplicaSets towards the targets: stable, then new, then all others. Like the controller it ends the pass at the
 * first one that it scaled. Source: `argo-rollouts.md` 3.2, 3.5, 3.6, 3.8.
 */
export function reconcileReplicaSets(pass: CanaryPass, state: RolloutState): { readonly state: RolloutState; readonly scaled: boolean } {
  let next = keepNewOne(state);
  const steps = [scaleStable, scaleNew, scaleOthers];
  for (const scale of steps) {
    const before = next;
    next = scale(pass, next);
    if (next !== before && sizesDiffer(before, next)) return { state: next, scaled: true };
  }
  return { state: next, scaled: false };
}

function sizesDiffer(a: RolloutState, b: RolloutState): boolean {
  return a.replicaSets.some((set, i) => set.desired !== b.replicaSets[i]?.desired);
}

// A ReplicaSet that is wanted again is not to go at an old deadline.
function keepNewOne(state: RolloutState): RolloutState {
  if (state.abort || replicaSetOf(state, state.currentHash)?.scaleDownAt === undefined) return state;
  return withReplicaSet(state, state.currentHash, { scaleDownAt: undefined });
}

function scaleStable(pass: CanaryPass, state: RolloutState): RolloutState {
  if (fullyPromoted(state)) return state;
  const wanted = pass.canary.router
    ? targets(pass.spec, pass.canary, state).stable
    : basicSizes(pass.spec, pass.canary, state, pass.pods).stable;
  return resize(pass, state, state.stableHash, wanted);
}

function scaleNew(pass: CanaryPass, state: RolloutState): RolloutState {
  if (!pass.canary.router) return resize(pass, state, state.currentHash, basicSizes(pass.spec, pass.canary, state, pass.pods).canary);
  if (state.abort && pass.canary.abortScaleDownDelaySeconds > 0) return scaleAborted(pass, state);
  return resize(pass, state, state.currentHash, targets(pass.spec, pass.canary, state).canary);
}

/** After an abort with a router the new pods stay until all stable ones are there, and then for `abortScaleDownDelaySeconds`. */
function scaleAborted(pass: CanaryPass, state: RolloutState): RolloutState {
  const set = replicaSetOf(state, state.currentHash);
  if (!set || set.desired === 0) return state;
  if (set.scaleDownAt === undefined) {
    if (pass.pods(state.stableHash).available < pass.spec.replicas) return state;
    return withReplicaSet(state, state.currentHash, { scaleDownAt: wholeSecond(pass.now) + pass.canary.abortScaleDownDelaySeconds * 1000 });
  }
  return pass.now >= set.scaleDownAt ? resize(pass, state, state.currentHash, 0) : state;
}

function scaleOthers(pass: CanaryPass, state: RolloutState): RolloutState {
  return pass.canary.router ? retire(pass, state) : drain(pass, state);
}

/** With a router: what was stable stays for `scaleDownDelaySeconds`; what never was goes at once, unless a Service still selects it. */
function retire(pass: CanaryPass, state: RolloutState): RolloutState {
  let next = state;
  let delayed = 0;
  for (const set of others(state).toSorted((a, b) => b.revision - a.revision)) {
    const hash = set.version.hash;
    if (set.desired === 0 || state.services.stable === hash || state.services.canary === hash) continue;
    const deadline =
      set.scaleDownAt ?? (fullyPromoted(state) ? wholeSecond(pass.now) + pass.canary.scaleDownDelaySeconds * 1000 : undefined);
    const keep = deadline !== undefined && pass.now < deadline && delayed < pass.canary.scaleDownDelayRevisionLimit;
    if (keep) {
      delayed++;
      if (set.scaleDownAt === undefined) next = withReplicaSet(next, hash, { scaleDownAt: deadline });
    } else next = resize(pass, next, hash, 0);
  }
  return next;
}

/** Without a router: as far as enough pods stay available, pods that are not ready first, then the newest revision. */
function drain(pass: CanaryPass, state: RolloutState): RolloutState {
  const old = others(state).filter(set => set.desired > 0);
  if (old.length === 0) return state;
  let next = state;
  const minimum = pass.spec.replicas - unavailable(pass.canary, pass.spec.replicas);
  const available = state.replicaSets.reduce((sum, set) => sum + pass.pods(set.version.hash).available, 0);
  for (const set of old) {
    const unhealthy = set.desired - Math.min(set.desired, pass.pods(set.version.hash).available);
    if (unhealthy > 0) next = resize(pass, next, set.version.hash, set.desired - unhealthy);
  }
  let room = available - minimum;
  for (const set of others(next).toSorted((a, b) => b.revision - a.revision)) {
    if (room <= 0) break;
    const leave = Math.min(room, set.desired);
    if (leave === 0) continue;
    next = resize(pass, next, set.version.hash, set.desired - leave);
    room -= leave;
  }
  return next;
}

/** Gives a ReplicaSet another size, and says so. */
export function resize(pass: Pass, state: RolloutState, hash: string, size: number): RolloutState {
  const set: ReplicaSet | undefined = replicaSetOf(state, hash);
  if (!set || set.desired === size) return state;
  const way = size > set.desired ? "up" : "down";
  pass.tell(
    "ScalingReplicaSet",
    `Scaled ${way} ReplicaSet ${replicaSetName(pass.spec.name, hash)} (revision ${set.revision}) from ${set.desired} to ${size}`,
  );
  return withReplicaSet(state, hash, size === 0 ? { desired: size, scaleDownAt: undefined } : { desired: size });
}
