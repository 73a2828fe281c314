import type { Target } from "../../protocol/live.ts";
import { at, numberAt, textAt } from "../base/json.ts";
import type { Plan } from "../plan/plan.ts";
import { type AnyPlatform, type AnySpec, platformFor } from "../platforms/index.ts";
import type { ClusterObject, Standing, Version } from "../platforms/platform.ts";
import { isNamed } from "../platforms/shown.ts";
import type { WorkloadStatus } from "../platforms/workloads.ts";
import { resourceFrom } from "../workspace/resource.ts";
import { workspaceOf } from "../workspace/workspace.ts";
import { type Share, shareOf } from "./share.ts";

/** A rollout of a cluster, read and placed. */
export interface Followed {
  readonly platform: AnyPlatform;
  /** The Rollout or Canary. */
  readonly own: ClusterObject;
  readonly spec: AnySpec;
  /** The spec as it stands in the object: what actions test, while the controller has not looked at it yet. */
  readonly written: AnySpec;
  readonly state: unknown;
  /** The version that the cluster runs to. */
  readonly wanted: Version;
  readonly standing: Standing;
  readonly plan: Plan;
  readonly pods: ReadonlyMap<string, WorkloadStatus>;
  readonly share: Share;
  readonly unseen: readonly string[];
}

/** Reads what a cluster shows of a rollout; the reason why not, where it cannot be read. */
export function follow(target: Target, objects: readonly ClusterObject[]): Followed | { readonly problem: string } {
  const platform = platformFor(target.kind);
  const own = objects.find(object => isNamed(object, target.kind, target.name));
  const resource = own && resourceFrom(own);
  if (!platform || !own || !resource) return { problem: `${target.kind} ${target.name} is not in namespace ${target.namespace}.` };
  const workspace = workspaceOf(
    [],
    objects.map(object => resourceFrom(object)).filter(found => found !== undefined),
  );
  const written = platform.read(resource, workspace).value;
  const observed = platform.observe(written, objects);
  if ("problem" in observed) return observed;
  // The cluster has its own name for the version that it runs to; under ours the machine would take it for a new one.
  const spec = platform.deploy(written, observed.wanted);
  const standing = platform.standing(spec, observed.state);
  const pods = podsOf(objects);
  return {
    platform,
    own,
    spec,
    written,
    state: observed.state,
    wanted: observed.wanted,
    standing,
    plan: platform.plan(spec),
    pods,
    share: shareOf(standing, pods),
    unseen: observed.unseen,
  };
}

/** How it ended. Undefined until traffic is where the end puts it: a rollback is through when the new version gets nothing any more. */
export function endOf({ standing, share }: Followed): Standing["ended"] {
  return standing.ended === "rolled back" && share.weight > 0 ? undefined : standing.ended;
}

/** Pod counts by the name of the workload, from the status of ReplicaSets and Deployments. */
export function podsOf(objects: readonly ClusterObject[]): ReadonlyMap<string, WorkloadStatus> {
  const pods = new Map<string, WorkloadStatus>();
  for (const object of objects) {
    if (object.kind !== "ReplicaSet" && object.kind !== "Deployment") continue;
    const status = at(object, "status");
    const replicas = numberAt(status, "replicas") ?? 0;
    pods.set(textAt(object, "metadata", "name") ?? "", {
      replicas,
      updated: numberAt(status, "updatedReplicas") ?? replicas,
      ready: numberAt(status, "readyReplicas") ?? 0,
      available: numberAt(status, "availableReplicas") ?? 0,
    });
  }
  return pods;
}
