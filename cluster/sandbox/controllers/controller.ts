import type { Millis } from "../../../core/base/duration.ts";
import { type JsonObject, listAt, objectAt, same, textAt } from "../../../core/base/json.ts";
import type { AnyPlatform, AnySpec } from "../../../core/platforms/index.ts";
import type { Answer, ClusterObject, Deed } from "../../../core/platforms/platform.ts";
import { copiesOf, isNamed } from "../../../core/platforms/shown.ts";
import type { WorkloadStatus } from "../../../core/platforms/workloads.ts";
import { resourceFrom } from "../../../core/workspace/resource.ts";
import { type Workspace, workspaceOf } from "../../../core/workspace/workspace.ts";
import { Pods } from "../../../core/world/pods.ts";
import { type ServedKind, servedKind, servedKindOf } from "../served.ts";
import type { Store } from "../store.ts";
import { sandboxAnswer, sandboxReadiness } from "./answers.ts";
import type { Applied } from "./applied.ts";
import { dressed, dressedStatus, type Wardrobe, withObservedGeneration } from "./dress.ts";
import type { Events } from "./events.ts";
import { PodObjects, type PodOwner } from "./pod-objects.ts";

// A machine that changes something in every pass for ever would be a defect of it; better said than hung.
const mostPasses = 2000;

/** Kinds that a Rollout or a Canary is read together with. */
export const readWith: readonly string[] = ["Deployment", "AnalysisTemplate", "ClusterAnalysisTemplate", "MetricTemplate"];

/** What a controller works on. */
export interface Surroundings {
  readonly store: Store;
  readonly applied: Applied;
  readonly events: Events;
}

/**
 * Moves one Rollout or Canary: the same loop as a replay's, on the sandbox's clock. It is run at the very instants at which something
 * is due, however late the timer comes, so its times do not depend on how busy the computer is.
 */
export class Controller {
  readonly platform: AnyPlatform;
  readonly namespace: string;
  readonly name: string;
  readonly #kind: ServedKind;
  readonly #in: Surroundings;
  readonly #podObjects: PodObjects;
  readonly #templates = new Map<string, JsonObject>();
  #spec: AnySpec;
  #workspace: Workspace;
  #state: unknown;
  #pods: Pods;
  #now: Millis;
  #due: Millis | undefined;
  /** The status was written by somebody, or the spec may have changed. */
  #written = false;
  #specIsOld = false;
  #stands: string | undefined;
  #owned: readonly { readonly kind: ServedKind; readonly name: string }[] = [];

  /** Takes charge of an object that is in the store. With `settled` its first version runs already, with all pods ready. */
  constructor(platform: AnyPlatform, object: ClusterObject, surroundings: Surroundings, now: Millis, settled: boolean) {
    this.platform = platform;
    this.namespace = textAt(object, "metadata", "namespace") ?? "default";
    this.name = textAt(object, "metadata", "name") ?? "";
    this.#kind = servedKindOf(object) as ServedKind;
    this.#in = surroundings;
    this.#podObjects = new PodObjects(surroundings.store, this.namespace);
    this.#now = now;
    this.#workspace = workspaceOf();
    this.#spec = this.#read(object);
    this.#state = platform.start(this.#spec, now);
    const workloads = platform.workloads(this.#spec, this.#state);
    const pods = new Pods(sandboxReadiness);
    this.#pods = settled && platform.startsReady(this.#spec) ? pods.ready(workloads) : pods.settle(workloads, now);
    this.#publish(object);
    this.#due = now;
  }

  /** When it has something to do by itself. */
  get due(): Millis | undefined {
    return this.#written || this.#specIsOld ? this.#now : this.#due;
  }

  /** Somebody wrote the status of its object. */
  statusWritten(now: Millis): void {
    this.#written = true;
    this.#now = Math.max(this.#now, now);
  }

  /** Somebody wrote something that its spec may be read from. */
  specWritten(now: Millis): void {
    this.#specIsOld = true;
    this.#now = Math.max(this.#now, now);
  }

  /** Does everything that is due up to now, each thing at its time. A mistake of the machine ends this controller, not the sandbox. */
  run(now: Millis): void {
    try {
      for (let due = this.due; due !== undefined && due <= now; due = this.due) {
        this.#now = Math.max(this.#now, due);
        this.#due = this.#settle();
        // Standing still at one instant would be for ever.
        if (this.#due !== undefined && this.#due <= this.#now) this.#due = this.#now + 1;
      }
    } catch (crash) {
      this.#due = undefined;
      this.#written = false;
      this.#specIsOld = false;
      this.#stop(`the sandbox made a mistake (${crash instanceof Error ? crash.message : String(crash)})`);
    }
  }

  /** Removes what it made: its object is gone. */
  end(): void {
    for (const { kind, name } of this.#owned) this.#in.store.remove(kind, this.namespace, name);
    this.#podObjects.clear();
  }

  /** Passes at one moment, until nothing changes any more. Gives the time of the next one. */
  #settle(): Millis | undefined {
    let answers: readonly Answer[] = [];
    for (let passes = 0; passes < mostPasses; passes++) {
      const object = this.#object();
      if (!object) return undefined;
      const edited = this.#specIsOld;
      if (edited) this.#spec = this.#read(object);
      this.#specIsOld = false;
      if (this.#standsStill(object)) return undefined;
      const written = this.#written ? objectAt(object, "status") : undefined;
      this.#written = false;
      this.#pods = this.#pods.settle(this.platform.workloads(this.#spec, this.#state), this.#now);
      const wanted = this.platform.version(this.#spec);
      const transition = this.platform.advance(
        this.#spec,
        this.#state,
        { pods: this.#pods.status(this.#now), answers, wanted, ...(written ? { written } : {}), edited },
        this.#now,
      );
      this.#state = transition.state;
      this.#pods = this.#pods.settle(this.platform.workloads(this.#spec, this.#state), this.#now);
      for (const deed of transition.did) this.#tell(object, deed);
      this.#publish(object);
      answers = transition.asks.map(ask => sandboxAnswer(ask, wanted.image));
      if (!transition.changed && answers.length === 0) return earliest(transition.wakeAt, this.#pods.nextChange(this.#now));
    }
    this.#stop("the machine does not come to rest here, which is a mistake of ours");
    return undefined;
  }

  /** Is this a spec that the machine does not predict? It is then left as it is, which an event says once. */
  #standsStill(object: ClusterObject): boolean {
    const [reason] = this.#spec.notPredicted;
    if (reason === undefined) {
      this.#stands = undefined;
      return false;
    }
    this.#written = false;
    if (this.#stands !== reason) this.#stop(reason, object);
    return true;
  }

  #stop(reason: string, object = this.#object()): void {
    this.#stands = reason;
    if (object)
      this.#tell(object, { reason: "NotPredicted", type: "Warning", words: `Not predicted: ${reason}. The sandbox leaves it as it is.` });
  }

  #tell(object: ClusterObject, deed: Deed): void {
    this.#in.events.tell(object, deed, this.platform.id === "flagger" ? "flagger" : "rollouts-controller", this.#now);
  }

  #object(): ClusterObject | undefined {
    return this.#in.store.get(this.#kind, this.namespace, this.name);
  }

  #read(object: ClusterObject): AnySpec {
    const { store, applied } = this.#in;
    const others = readWith.flatMap(name => {
      const kind = servedKind(name);
      return kind ? store.list(kind, kind.namespaced ? this.namespace : undefined) : [];
    });
    const resources = others.map(other => resourceFrom(applied.of(other))).filter(resource => resource !== undefined);
    this.#workspace = workspaceOf([], resources);
    const resource = resourceFrom(object);
    const spec = resource ? this.platform.read(resource, this.#workspace).value : this.#spec;
    const lent = textAt(object, "spec", "workloadRef", "name");
    const lender = lent === undefined ? object : others.find(other => isNamed(other, "Deployment", lent));
    this.#templates.set(this.platform.version(spec).hash, objectAt(lender, "spec", "template"));
    return spec;
  }

  /** Writes what the state shows into the store. The own status comes last: who sees it finds the objects that it speaks of. */
  #publish(object: ClusterObject): void {
    const { store, applied } = this.#in;
    const counts = this.#pods.status(this.#now);
    const rendered = this.platform.render(this.#spec, this.#state, counts);
    const wardrobe: Wardrobe = {
      owner: object,
      namespace: this.namespace,
      now: this.#now,
      templateOf: hash => this.#templates.get(hash),
      target: this.#targetTemplate(object),
    };
    const copies = copiesOf(rendered, (kindName, name) => {
      const kind = servedKind(kindName);
      return kind && store.get(kind, this.namespace, name);
    });
    const owned = [...rendered.owned, ...copies].flatMap(made => {
      const kind = servedKindOf(made);
      return kind ? [{ kind, name: textAt(made, "metadata", "name") ?? "", object: dressed(made, wardrobe) }] : [];
    });
    for (const { kind, name, object: made } of owned) store.put(kind, withObservedGeneration(made, store.get(kind, this.namespace, name)));
    for (const before of this.#owned)
      if (!owned.some(one => one.kind === before.kind && one.name === before.name)) store.remove(before.kind, this.namespace, before.name);
    this.#owned = owned;
    for (const edit of rendered.edits) {
      const kind = servedKind(edit.kind);
      const there = kind && store.get(kind, this.namespace, edit.name);
      if (!kind || !there) continue;
      const changed = withObservedGeneration(edit.apply(there), there);
      if (same(changed, there)) continue;
      applied.keep(there);
      store.put(kind, changed);
    }
    this.#showPods(counts);
    const annotations = { ...objectAt(object, "metadata", "annotations"), ...rendered.annotations };
    const metadata = { ...objectAt(object, "metadata"), ...(Object.keys(annotations).length > 0 ? { annotations } : {}) };
    store.put(this.#kind, { ...object, metadata, status: dressedStatus(object, rendered.status) });
  }

  #showPods(counts: ReadonlyMap<string, WorkloadStatus>): void {
    const { store } = this.#in;
    this.#podObjects.show(
      this.platform.workloads(this.#spec, this.#state),
      counts,
      ({ name }): PodOwner | undefined => {
        for (const kindName of ["ReplicaSet", "Deployment"]) {
          const kind = servedKind(kindName);
          const object = kind && store.get(kind, this.namespace, name);
          if (object) return { object, template: objectAt(object, "spec", "template") };
        }
        return undefined;
      },
      this.#now,
    );
  }

  #targetTemplate(object: ClusterObject): JsonObject | undefined {
    const name = textAt(object, "spec", "targetRef", "name");
    const kind = servedKind("Deployment");
    const target = name !== undefined && kind ? this.#in.store.get(kind, this.namespace, name) : undefined;
    return target && listAt(target, "spec", "template", "spec", "containers").length > 0 ? objectAt(target, "spec", "template") : undefined;
  }
}

function earliest(...times: readonly (Millis | undefined)[]): Millis | undefined {
  const known = times.filter(time => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
