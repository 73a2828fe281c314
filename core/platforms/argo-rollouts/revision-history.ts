import type { Pass } from "./pass.ts";
import type { RolloutState } from "./state.ts";
import { others } from "./targets.ts";

/** Without the oldest ReplicaSets beyond `revisionHistoryLimit`. One that still has pods stays, though it counts. (`reconcileRevisionHistoryLimit`) */
export function reconcileRevisionHistory({ spec, pods }: Pass, state: RolloutState): RolloutState {
  const old = others(state);
  const beyond = old
    .slice(0, Math.max(0, old.length - spec.revisionHistoryLimit))
    .filter(({ desired, version: { hash } }) => desired === 0 && pods(hash).replicas === 0);
  return beyond.length === 0 ? state : { ...state, replicaSets: state.replicaSets.filter(set => !beyond.includes(set)) };
}
