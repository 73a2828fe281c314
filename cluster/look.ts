import { textAt } from "../core/base/json.ts";
import { type AnyPlatform, type AnySpec, platformFor } from "../core/platforms/index.ts";
import type { Action, ClusterObject, Standing, Version } from "../core/platforms/platform.ts";
import { isNamed } from "../core/platforms/shown.ts";
import { resourceFrom } from "../core/workspace/resource.ts";
import { workspaceOf } from "../core/workspace/workspace.ts";

/** What a cluster's objects say about one rollout or canary. */
export interface Look {
  readonly platform: AnyPlatform;
  /** The Rollout or Canary. */
  readonly own: ClusterObject;
  readonly spec: AnySpec;
  readonly state: unknown;
  readonly wanted: Version;
  readonly standing: Standing;
  /** What of the state cannot be seen, in words. */
  readonly unseen: readonly string[];
  actions(image?: string): readonly Action[];
}

/** Reads what the objects of a target show; a problem in words where they show nothing yet. */
export function lookAt(
  target: { readonly kind: string; readonly name: string },
  objects: readonly ClusterObject[],
): Look | { readonly problem: string } {
  const platform = platformFor(target.kind);
  const own = objects.find(object => isNamed(object, target.kind, target.name));
  if (!platform || !own) return { problem: `There is no ${target.kind} ${target.name}.` };
  const others = objects.filter(object => object !== own).map(object => resourceFrom(object));
  const resource = resourceFrom(own);
  if (!resource) return { problem: `The ${target.kind} ${target.name} cannot be read.` };
  const workspace = workspaceOf(
    [],
    others.filter(other => other !== undefined),
  );
  const spec = platform.read(resource, workspace).value;
  const observed = platform.observe(spec, objects);
  if ("problem" in observed) return observed;
  const { state, wanted, unseen } = observed;
  return {
    platform,
    own,
    spec,
    state,
    wanted,
    unseen,
    standing: platform.standing(spec, state),
    actions: image => platform.actions(spec, state, image),
  };
}

/** The revision of a Rollout, as its controller counts; undefined for a Canary, whose controller counts none. */
export function revisionOf(own: ClusterObject): string | undefined {
  return textAt(own, "metadata", "annotations", "rollout.argoproj.io/revision");
}
