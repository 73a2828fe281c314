import { textAt } from "../core/base/json.ts";
import type { Action, ClusterObject } from "../core/platforms/platform.ts";
import { type Followed, follow } from "../core/simulation/followed.ts";
import type { Target } from "../protocol/live.ts";

/** What a cluster's objects say about one rollout or canary, and what can be done about it. */
export interface Look extends Omit<Followed, "written"> {
  actions(image?: string): readonly Action[];
}

/** Reads what the objects of a target show; a problem in words where they show nothing yet. `spec` is the spec as it is written. */
export function lookAt(target: Target, objects: readonly ClusterObject[]): Look | { readonly problem: string } {
  const followed = follow(target, objects);
  if ("problem" in followed) return followed;
  const { platform, written, state } = followed;
  return { ...followed, spec: written, actions: image => platform.actions(written, state, image) };
}

/** The revision of a Rollout, as its controller counts; undefined for a Canary, whose controller counts none. */
export function revisionOf(own: ClusterObject): string | undefined {
  return textAt(own, "metadata", "annotations", "rollout.argoproj.io/revision");
}
