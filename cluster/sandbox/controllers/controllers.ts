import type { Millis } from "../../../core/base/duration.ts";
import { objectAt, textAt } from "../../../core/base/json.ts";
import { platformFor } from "../../../core/platforms/index.ts";
import type { ClusterObject } from "../../../core/platforms/platform.ts";
import type { Write } from "../api/backend.ts";
import type { SandboxClock } from "../clock.ts";
import { servedKind } from "../served.ts";
import type { Store } from "../store.ts";
import { Applied } from "./applied.ts";
import { Controller, readWith, type Surroundings } from "./controller.ts";
import { calmDeployment } from "./dress.ts";
import { Events } from "./events.ts";

// The longest delay that a timer takes.
const longestTimer = 2 ** 31 - 1;

/** All controllers of a sandbox: one for each Rollout and Canary, woken when time or somebody's writing gives them something to do. */
export class Controllers {
  readonly #in: Surroundings;
  readonly #clock: SandboxClock;
  readonly #all = new Map<string, Controller>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(store: Store, clock: SandboxClock) {
    this.#in = { store, applied: new Applied(), events: new Events(store) };
    this.#clock = clock;
  }

  /** Takes charge of all Rollouts and Canaries that are in the store. Their first versions run already. */
  start(): void {
    const now = this.#clock.now();
    for (const kind of ["Rollout", "Canary"])
      for (const object of this.#in.store.list(servedKind(kind) as never)) this.#take(object, now, true);
    for (const object of this.#in.store.list(servedKind("Deployment") as never)) this.#calm(object);
    this.#wake();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Brings everything to the present moment. */
  catchUp(): void {
    const now = this.#clock.now();
    for (const controller of this.#all.values()) controller.run(now);
  }

  /** Hears of what somebody wrote, and acts on it soon. */
  wrote(write: Write): void {
    const now = this.#clock.now();
    const object = write.after ?? write.before;
    if (!object) return;
    if (write.before && write.after && write.part === "object") this.#in.applied.written(write.before, write.after);
    if (!write.after) this.#in.applied.forget(object);
    const key = keyOf(object);
    const own = this.#all.get(key);
    if (platformFor(write.kind.kind)) {
      if (!write.after) {
        own?.end();
        this.#all.delete(key);
      } else if (!own) this.#take(write.after, now, false);
      else if (write.part === "status") own.statusWritten(now);
    }
    if (write.part === "object") this.#specsMayHaveChanged(write, object, now);
    if (write.after && write.kind.kind === "Deployment") this.#calm(write.after);
    this.#wake();
  }

  /** A Rollout is read from itself and from templates, a Canary from its target too: all in its namespace, or in none. */
  #specsMayHaveChanged({ kind }: Write, object: ClusterObject, now: Millis): void {
    if (platformFor(kind.kind)) this.#all.get(keyOf(object))?.specWritten(now);
    if (!readWith.includes(kind.kind)) return;
    const namespace = textAt(object, "metadata", "namespace");
    for (const controller of this.#all.values())
      if (namespace === undefined || controller.namespace === namespace) controller.specWritten(now);
  }

  #take(object: ClusterObject, now: Millis, settled: boolean): void {
    const platform = platformFor(String(object.kind));
    if (!platform) return;
    try {
      this.#all.set(keyOf(object), new Controller(platform, object, this.#in, now, settled));
    } catch (crash) {
      // Whatever somebody applied, the others go on.
      const words = `Not predicted: the sandbox made a mistake (${crash instanceof Error ? crash.message : String(crash)}).`;
      this.#in.events.tell(object, { reason: "NotPredicted", type: "Warning", words }, platform.id, now);
    }
  }

  #calm(deployment: ClusterObject): void {
    const kind = servedKind("Deployment");
    const name = textAt(deployment, "metadata", "name");
    const namespace = textAt(deployment, "metadata", "namespace");
    const canaries = this.#in.store.list(servedKind("Canary") as never, namespace);
    const rolled = canaries.some(canary => {
      const target = textAt(canary, "spec", "targetRef", "name");
      return target === name || `${target}-primary` === name;
    });
    if (kind && !rolled && Object.keys(objectAt(deployment, "status")).length === 0)
      this.#in.store.put(kind, { ...deployment, status: calmDeployment(deployment, this.#clock.now()) });
  }

  /** Sets the timer for whatever is due first. */
  #wake(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    let first: Millis | undefined;
    for (const { due } of this.#all.values()) if (due !== undefined && (first === undefined || due < first)) first = due;
    if (first === undefined) return;
    const delay = Math.min(longestTimer, Math.max(0, Math.ceil(this.#clock.wall(first - this.#clock.now()))));
    this.#timer = setTimeout(() => {
      this.catchUp();
      this.#wake();
    }, delay);
  }
}

function keyOf(object: ClusterObject): string {
  return `${object.kind}/${textAt(object, "metadata", "namespace") ?? "default"}/${textAt(object, "metadata", "name")}`;
}
