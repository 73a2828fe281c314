import type { Millis } from "../../base/duration.ts";
import { type Json, type JsonObject, listAt, mergePatch, numberAt, objectAt, textAt } from "../../base/json.ts";
import { rfc3339 } from "../../base/time.ts";
import type { ClusterObject } from "../../platforms/platform.ts";

// What people do besides the actions that the platforms offer, as the upstream command line does it. Source: `argo-rollouts.md` 9.1.

/** What a deed asks for: another object, another status, or nothing, with the reason. */
export type Done =
  | { readonly object: ClusterObject }
  | { readonly status: JsonObject }
  | { readonly gone: true }
  | { readonly refused: string }
  | { readonly nothing: true };

interface Doing {
  /** The object that it is done to. */
  readonly target: ClusterObject;
  /** What has its pod template: the target itself, or the workload that it refers to. */
  readonly lender: ClusterObject | undefined;
  readonly written: JsonObject;
  readonly now: Millis;
  /** The ReplicaSets that there are, and the pod template of each. */
  readonly replicaSets: readonly { readonly revision: number; readonly template: Json | undefined }[];
}

/** The deeds by their names in a script. */
export const deeds: { readonly [name: string]: (doing: Doing) => Done } = {
  scale: ({ target, written }) => ({ object: withSpec(target, { replicas: written.replicas ?? null }) }),
  patch: ({ target, written }) => ({ object: mergePatch(target, objectAt(written, "merge")) as ClusterObject }),
  delete: () => ({ gone: true }),
  undo,
  restart: ({ target, now }) => ({ object: withSpec(target, { restartAt: rfc3339(now) }) }),
  skipCurrentStep: ({ target }) => skipTo(target, Math.min((numberAt(target, "status", "currentStepIndex") ?? 0) + 1, stepCount(target))),
  skipAllSteps: ({ target }) => skipTo(target, stepCount(target)),
};

function withSpec(object: ClusterObject, change: JsonObject): ClusterObject {
  return { ...object, spec: { ...objectAt(object, "spec"), ...change } };
}

function stepCount(rollout: ClusterObject): number {
  return listAt(rollout, "spec", "strategy", "canary", "steps").length;
}

function skipTo(rollout: ClusterObject, currentStepIndex: number): Done {
  if (objectAt(rollout, "spec", "strategy").blueGreen !== undefined)
    return { refused: "Cannot skip steps of a bluegreen rollout. Run without a flags" };
  if (stepCount(rollout) === 0) return { refused: "Cannot skip steps of a rollout without steps" };
  return { status: { ...objectAt(rollout, "status"), currentStepIndex } };
}

/** The pod template of an earlier revision: the one asked for, or the one before the newest. */
function undo({ target, lender, written, replicaSets }: Doing): Done {
  const wanted = numberAt(written, "toRevision") ?? 0;
  const [, before] = replicaSets.toSorted((a, b) => b.revision - a.revision);
  const found = wanted === 0 ? before : replicaSets.find(set => set.revision === wanted);
  if (!found) {
    const name = textAt(target, "metadata", "name") ?? "";
    return { refused: wanted === 0 ? `no revision found for rollout "${name}"` : `unable to find specified revision ${wanted} in history` };
  }
  if (found.template === undefined) return { nothing: true };
  // The command line replaces the template at one and the same place whatever the kind is, and a PodTemplate has it elsewhere.
  if (lender?.spec === undefined) return { refused: "the server rejected our request due to an error in our request" };
  return { object: withSpec(lender, { template: found.template }) };
}
