import type { Millis } from "../../../core/base/duration.ts";
import { safeHash } from "../../../core/base/hash.ts";
import { type JsonObject, objectAt } from "../../../core/base/json.ts";
import { rfc3339 } from "../../../core/base/time.ts";
import type { ClusterObject } from "../../../core/platforms/platform.ts";
import type { Workload, WorkloadStatus } from "../../../core/platforms/workloads.ts";
import { servedKind } from "../served.ts";
import type { Store } from "../store.ts";

interface PodObject {
  readonly name: string;
  readonly version: string;
  readonly image: string;
  readonly since: Millis;
}

/** The object that pods of a workload belong to, and the template that they are made from. */
export interface PodOwner {
  readonly object: ClusterObject;
  readonly template: JsonObject;
}

/**
 * Pods as objects, made from the counts of each workload: as many as run, the oldest of them ready first. The machines and the world
 * count pods and name none.
 */
export class PodObjects {
  readonly #store: Store;
  readonly #namespace: string;
  readonly #pods = new Map<string, readonly PodObject[]>();
  #made = 0;

  constructor(store: Store, namespace: string) {
    this.#store = store;
    this.#namespace = namespace;
  }

  /** Shows the pods of these workloads, and no others. */
  show(
    workloads: readonly Workload[],
    counts: ReadonlyMap<string, WorkloadStatus>,
    ownerOf: (workload: Workload) => PodOwner | undefined,
    now: Millis,
  ): void {
    const kind = servedKind("Pod");
    if (!kind) return;
    const gone = new Set([...this.#pods.values()].flat().map(pod => pod.name));
    for (const workload of workloads) {
      const count = counts.get(workload.name);
      const owner = ownerOf(workload);
      const pods = count && owner ? this.#fitted(workload, count, now) : [];
      this.#pods.set(workload.name, pods);
      pods.forEach((pod, i) => {
        gone.delete(pod.name);
        if (owner && count) this.#store.put(kind, podOf(pod, i < count.ready, owner, this.#namespace));
      });
    }
    for (const name of this.#pods.keys()) if (!workloads.some(workload => workload.name === name)) this.#pods.delete(name);
    for (const name of gone) this.#store.remove(kind, this.#namespace, name);
  }

  /** Removes them all. */
  clear(): void {
    this.show([], new Map(), () => undefined, 0);
  }

  /** The pods that stay, and new ones for those that are missing: of the newest version as many as are updated, the rest older. */
  #fitted(workload: Workload, count: WorkloadStatus, now: Millis): readonly PodObject[] {
    const known = this.#pods.get(workload.name) ?? [];
    const updated = known.filter(pod => pod.version === workload.version).slice(0, count.updated);
    const older = known.filter(pod => pod.version !== workload.version).slice(0, count.replicas - count.updated);
    const missing = count.replicas - updated.length - older.length;
    const fresh = Array.from({ length: Math.max(0, missing) }, () => this.#make(workload, now));
    return [...older, ...updated, ...fresh];
  }

  #make(workload: Workload, now: Millis): PodObject {
    const name = `${workload.name}-${safeHash([workload.name, this.#made++]).slice(0, 5)}`;
    return { name, version: workload.version, image: workload.image, since: now };
  }
}

function podOf(pod: PodObject, ready: boolean, { object, template }: PodOwner, namespace: string): ClusterObject {
  const started = rfc3339(pod.since);
  const spec = objectAt(template, "spec");
  const [first, ...others] = Array.isArray(spec.containers) ? (spec.containers as readonly JsonObject[]) : [];
  const container = { name: "app", ...first, image: pod.image };
  const condition = ready ? "True" : "False";
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: pod.name,
      namespace,
      labels: objectAt(template, "metadata", "labels"),
      creationTimestamp: started,
      ownerReferences: [
        {
          apiVersion: object.apiVersion ?? "",
          kind: object.kind ?? "",
          name: objectAt(object, "metadata").name ?? "",
          uid: objectAt(object, "metadata").uid ?? "",
          controller: true,
        },
      ],
    },
    spec: { ...spec, containers: [container, ...others], nodeName: "sandbox" },
    status: {
      phase: ready ? "Running" : "Pending",
      startTime: started,
      conditions: [
        { type: "Ready", status: condition },
        { type: "ContainersReady", status: condition },
      ],
      containerStatuses: [{ name: container.name, image: pod.image, ready, started: ready, restartCount: 0 }],
    },
  };
}
