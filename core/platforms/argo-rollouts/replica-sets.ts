import { wholeSecond } from "../../base/duration.ts";
import type { Pass } from "./pass.ts";
import { type ReplicaSet, type RolloutState, replicaSetName, replicaSetOf, withReplicaSet } from "./state.ts";
import { counts, fullyPromoted, others, surge, targets, unavailable } from "./targets.ts";

/**
 * Scales the ReplicaSets towards the targets: stable, then new, then all others. Like the controller it ends the pass at the
 * first one that it scaled. Source: `argo-rollouts.md` 3.2, 3.5, 3.6, 3.8.
 */
export function reconcileReplicaSets(pass: Pass, state: RolloutState): { readonly state: RolloutState; readonly scaled: boolean } {
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

function scaleStable(pass: Pass, state: RolloutState): RolloutState {
  if (fullyPromoted(state)) return state;
  const wanted = pass.canary.router ? targets(pass.spec, pass.canary, state).stable : basicSizes(pass, state).stable;
  return resize(pass, state, state.stableHash, wanted);
}

function scaleNew(pass: Pass, state: RolloutState): RolloutState {
  if (!pass.canary.router) return resize(pass, state, state.currentHash, basicSizes(pass, state).canary);
  if (state.abort && pass.canary.abortScaleDownDelaySeconds > 0) return scaleAborted(pass, state);
  return resize(pass, state, state.currentHash, targets(pass.spec, pass.canary, state).canary);
}

/** After an abort with a router the new pods stay until all stable ones are there, and then for `abortScaleDownDelaySeconds`. */
function scaleAborted(pass: Pass, state: RolloutState): RolloutState {
  const set = replicaSetOf(state, state.currentHash);
  if (!set || set.desired === 0) return state;
  if (set.scaleDownAt === undefined) {
    if (pass.pods(state.stableHash).available < pass.spec.replicas) return state;
    return withReplicaSet(state, state.currentHash, { scaleDownAt: wholeSecond(pass.now) + pass.canary.abortScaleDownDelaySeconds * 1000 });
  }
  return pass.now >= set.scaleDownAt ? resize(pass, state, state.currentHash, 0) : state;
}

function scaleOthers(pass: Pass, state: RolloutState): RolloutState {
  return pass.canary.router ? retire(pass, state) : drain(pass, state);
}

/** With a router: what was stable stays for `scaleDownDelaySeconds`; what never was goes at once, unless a Service still selects it. */
function retire(pass: Pass, state: RolloutState): RolloutState {
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
function drain(pass: Pass, state: RolloutState): RolloutState {
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

/** Sizes of one pass without a router: as far towards the targets as surge and availability allow. (`CalculateReplicaCountsForBasicCanary`) */
function basicSizes(pass: Pass, state: RolloutState): { readonly canary: number; readonly stable: number } {
  const { spec, canary } = pass;
  const wanted = targets(spec, canary, state);
  const fresh = counts(state, state.currentHash, pass.pods);
  const stable = counts(state, state.stableHash, pass.pods);
  if (fullyPromoted(state)) return { canary: wanted.canary, stable: 0 };
  const allowed = spec.replicas + surge(canary, spec.replicas);
  let newCount = fresh.spec;
  let stableCount = stable.spec;
  let up = allowed - state.replicaSets.reduce((sum, set) => sum + set.desired, 0);
  if (stable.spec < wanted.stable && up > 0) {
    const gap = wanted.stable - stable.spec;
    stableCount += Math.min(up, gap);
    up = Math.max(0, up - gap);
  }
  if (fresh.spec < wanted.canary && up > 0) newCount += Math.min(up, wanted.canary - fresh.spec);
  // Pods of earlier versions go first.
  if (others(state).some(set => set.desired > 0)) return { canary: newCount, stable: stableCount };

  const minimum = spec.replicas - unavailable(canary, spec.replicas);
  const increasing = wanted.canary >= fresh.spec;
  const pool = spare(fresh.spec, fresh.available, !increasing) + spare(stable.spec, stable.available, increasing);
  if (pool <= minimum) return { canary: newCount, stable: stableCount };
  const down = pool - minimum;
  const [drainSpec, drainAvailable, drainWanted] = increasing
    ? [stable.spec, stable.available, wanted.stable]
    : [fresh.spec, fresh.available, wanted.canary];
  let drained = increasing ? stableCount : newCount;
  let adjusted = increasing ? newCount : stableCount;
  const adjustedAvailable = increasing ? fresh.available : stable.available;
  if (drainSpec > drainWanted) drained = Math.max(drainWanted, drainSpec - down);
  adjusted -= Math.max(0, adjusted + drained - allowed);
  const lost = Math.max(0, adjustedAvailable - adjusted);
  const have = Math.min(drainAvailable, drained) + Math.min(adjustedAvailable, adjusted);
  adjusted += Math.min(lost, Math.max(0, minimum - have));
  drained -= Math.max(0, adjusted + drained - allowed);
  return increasing ? { canary: adjusted, stable: drained } : { canary: drained, stable: adjusted };
}

function spare(size: number, available: number, ignoreAvailability: boolean): number {
  return size < available || ignoreAvailability ? size : available;
}

function resize(pass: Pass, state: RolloutState, hash: string, size: number): RolloutState {
  const set: ReplicaSet | undefined = replicaSetOf(state, hash);
  if (!set || set.desired === size) return state;
  const way = size > set.desired ? "up" : "down";
  pass.tell(
    "ScalingReplicaSet",
    `Scaled ${way} ReplicaSet ${replicaSetName(pass.spec.name, hash)} (revision ${set.revision}) from ${set.desired} to ${size}`,
  );
  return withReplicaSet(state, hash, size === 0 ? { desired: size, scaleDownAt: undefined } : { desired: size });
}
