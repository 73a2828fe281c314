import { type Millis, wholeSecond } from "../base/duration.ts";
import { countOf } from "../base/intorpercent.ts";
import type { Workload, WorkloadStatus } from "../platforms/workloads.ts";

/** How long after its creation a pod becomes ready; undefined is never. */
export type Readiness = (image: string) => Millis | undefined;

interface Pod {
  readonly version: string;
  readonly madeAt: Millis;
  readonly readyAt: Millis | undefined;
}

interface Running {
  readonly pods: readonly Pod[];
  readonly wanted: Workload;
  readonly unavailableSince?: Millis;
}

/**
 * The pods of all workloads. A pod is created at once, becomes ready when `readiness` says so, and is gone at once when it is not
 * wanted any more. A value: `settle` gives the next one.
 */
export class Pods {
  readonly #running: ReadonlyMap<string, Running>;
  readonly #readiness: Readiness;

  constructor(readiness: Readiness, running: ReadonlyMap<string, Running> = new Map()) {
    this.#readiness = readiness;
    this.#running = running;
  }

  /** Workloads whose pods all run and are ready: the world before anything happens. */
  ready(workloads: readonly Workload[]): Pods {
    const running = new Map<string, Running>();
    for (const wanted of workloads)
      running.set(wanted.name, {
        wanted,
        pods: Array.from({ length: wanted.desired }, () => ({ version: wanted.version, madeAt: longAgo, readyAt: longAgo })),
      });
    return new Pods(this.#readiness, running);
  }

  /** The pods once the workload controllers have done what they can do at this moment. */
  settle(workloads: readonly Workload[], now: Millis): Pods {
    const running = new Map<string, Running>();
    for (const wanted of workloads) running.set(wanted.name, this.#settleOne(wanted, this.#running.get(wanted.name), now));
    return new Pods(this.#readiness, running);
  }

  status(now: Millis): ReadonlyMap<string, WorkloadStatus> {
    const result = new Map<string, WorkloadStatus>();
    for (const [name, { pods, wanted, unavailableSince }] of this.#running) {
      const ready = pods.filter(pod => isReady(pod, now)).length;
      result.set(name, {
        replicas: pods.length,
        updated: pods.filter(pod => pod.version === wanted.version).length,
        ready,
        available: pods.filter(pod => isAvailable(pod, wanted, now)).length,
        ...(wanted.restartAt === undefined ? {} : { outdated: pods.filter(pod => isOutdated(pod, wanted)).length }),
        ...(unavailableSince === undefined ? {} : { unavailableSince }),
      });
    }
    return result;
  }

  /** When the next pod becomes ready or available. */
  nextChange(now: Millis): Millis | undefined {
    let next: Millis | undefined;
    for (const { pods, wanted } of this.#running.values())
      for (const pod of pods)
        for (const at of [pod.readyAt, availableAt(pod, wanted)])
          if (at !== undefined && at > now && (next === undefined || at < next)) next = at;
    return next;
  }

  #settleOne(wanted: Workload, before: Running | undefined, now: Millis): Running {
    const kept = withoutEvicted(before, wanted);
    const pods = wanted.rolling ? this.#roll(wanted, kept, now) : this.#resize(kept, wanted, wanted.desired, now);
    const enough = wanted.desired - (wanted.rolling ? (limits(wanted).unavailable ?? 0) : 0);
    const available = pods.filter(pod => isAvailable(pod, wanted, now)).length;
    if (available >= enough) return { pods, wanted };
    return { pods, wanted, unavailableSince: before?.unavailableSince ?? now };
  }

  /** What a ReplicaSet does: those that are not ready go first. */
  #resize(pods: readonly Pod[], wanted: Workload, size: number, now: Millis): readonly Pod[] {
    if (pods.length <= size) return [...pods, ...Array.from({ length: size - pods.length }, () => this.#create(wanted, now))];
    return pods.toSorted((a, b) => Number(isReady(b, now)) - Number(isReady(a, now))).slice(0, size);
  }

  /** What a Deployment does: new pods up to the surge, old ones away as far as enough stay available. */
  #roll(wanted: Workload, before: readonly Pod[], now: Millis): readonly Pod[] {
    const { surge, unavailable } = limits(wanted);
    const old = before.filter(pod => pod.version !== wanted.version);
    const fresh = before.filter(pod => pod.version === wanted.version);
    if (old.length === 0) return this.#resize(fresh, wanted, wanted.desired, now);
    const room = wanted.desired + surge - old.length - fresh.length;
    const grown = [
      ...fresh,
      ...Array.from({ length: Math.max(0, Math.min(room, wanted.desired - fresh.length)) }, () => this.#create(wanted, now)),
    ];
    const mustStay = wanted.desired - unavailable;
    const availableNow = [...old, ...grown].filter(pod => isAvailable(pod, wanted, now)).length;
    const unready = old.filter(pod => !isReady(pod, now));
    const ready = old.filter(pod => isReady(pod, now));
    const leave = Math.min(ready.length, Math.max(0, availableNow - mustStay));
    const left = ready.slice(leave);
    const next = [...left, ...grown];
    // A pod that left makes room for a new one at once.
    return unready.length + leave > 0 ? this.#roll(wanted, next, now) : [...old, ...grown];
  }

  #create(wanted: Workload, now: Millis): Pod {
    const after = this.#readiness(wanted.image);
    return { version: wanted.version, madeAt: now, readyAt: after === undefined ? undefined : now + after };
  }
}

const longAgo = Number.NEGATIVE_INFINITY;

/** The pods that are left: of those that are older than a restart as many are gone as were evicted since the last look. */
function withoutEvicted(before: Running | undefined, wanted: Workload): readonly Pod[] {
  if (!before) return [];
  let gone = (wanted.evicted ?? 0) - (before.wanted.evicted ?? 0);
  if (gone <= 0) return before.pods;
  return before.pods.filter(pod => !isOutdated(pod, wanted) || gone-- <= 0);
}

// A cluster keeps the time at which a pod was made in whole seconds.
function isOutdated(pod: Pod, { restartAt }: Workload): boolean {
  return restartAt !== undefined && wholeSecond(pod.madeAt) < restartAt;
}

function isReady(pod: Pod, now: Millis): boolean {
  return pod.readyAt !== undefined && pod.readyAt <= now;
}

function limits(wanted: Workload): { readonly surge: number; readonly unavailable: number } {
  const surge = countOf(wanted.rolling?.maxSurge ?? "25%", wanted.desired, "up") ?? 0;
  const unavailable = countOf(wanted.rolling?.maxUnavailable ?? "25%", wanted.desired, "down") ?? 0;
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

function isAvailable(pod: Pod, wanted: Workload, now: Millis): boolean {
  const at = availableAt(pod, wanted);
  return at !== undefined && at <= now;
}

// `minReadySeconds` is counted from the second in which a pod became ready, since that is what its condition says.
function availableAt({ readyAt }: Pod, { minReadySeconds = 0 }: Workload): Millis | undefined {
  if (readyAt === undefined || minReadySeconds === 0) return readyAt;
  return Math.max(readyAt, wholeSecond(readyAt) + minReadySeconds * 1000);
}
