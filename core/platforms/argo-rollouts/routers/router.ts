import type { Millis } from "../../../base/duration.ts";
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from "../../../base/json.ts";
import type { ClusterObject, Rendered } from "../../platform.ts";
import type { IstioRouting } from "../istio-routing.ts";
import type { ManagedRoute } from "../state.ts";

// One router is one file here: what the controller writes to the objects of a traffic system, and how that is read back.

/** What a Rollout says of the traffic system that it goes over. */
export interface Wiring {
  /** Name of the Rollout. */
  readonly rollout: string;
  /** What is written below the key of the traffic system. */
  readonly settings: JsonObject;
  readonly stable: string;
  readonly canary: string;
  /** What stands for all traffic, where `maxTrafficWeight` is written. */
  readonly maxWeight: number | undefined;
  /** Names of the routes that steps may add, in their order. */
  readonly managed: readonly string[];
  /** Of Istio: whose routes are weighed. */
  readonly istio: IstioRouting | undefined;
}

/** What the controller wants to stand there now. */
export interface Wanted {
  /** Weight of the new version. */
  readonly weight: number;
  /** What templates of an experiment get. */
  readonly beside: readonly { readonly service: string; readonly weight: number }[];
  readonly routes: readonly ManagedRoute[];
  /** A weight of 0 was written, and the controller waits before it goes on. */
  readonly lingers: boolean;
  readonly hashes: { readonly stable: string; readonly canary: string };
}

/** What stands there, as a trace tells it: weights of the stable and the new version, and the share that is mirrored. */
export interface Shown {
  readonly route: readonly [number, number, number];
  /** Routes of steps, in the order in which they stand. */
  readonly managed: readonly string[];
}

/** An object by its kind and name, which may have a namespace behind a dot where the traffic system allows that. */
export type Find = (kind: string, name: string, group?: string) => ClusterObject | undefined;
export type Edit = Rendered["edits"][number];
export type Copy = NonNullable<Rendered["copies"]>[number];

/** Events of the controller: the reason and the words of each. */
export type Sayings = readonly (readonly [reason: string, words: string])[];

/** What the controller does to one traffic system. */
export interface Router {
  /** The id of its provider. */
  readonly id: string;
  /** The settings with what only other objects tell; where that is nowhere, as they are. */
  complete?(settings: JsonObject, find: Find): JsonObject;
  /** What it changes in objects that people made. */
  edits?(wiring: Wiring, wanted: Wanted): readonly Edit[];
  /** Objects that it makes. */
  makes?(wiring: Wiring, wanted: Wanted): readonly ClusterObject[];
  /** Objects that it makes out of those that people made. */
  copies?(wiring: Wiring, wanted: Wanted): readonly Copy[];
  /** Reads its objects; undefined where there are none. */
  shown(wiring: Wiring, find: Find): Shown | undefined;
  /** The routes of steps that its objects hold; a router without it has none, whatever steps ask for. */
  routesIn?(wiring: Wiring, find: Find): readonly ManagedRoute[];
  /** Which routes there are once a step has added one; a router without it adds none. */
  withRoute?(wiring: Wiring, routes: readonly ManagedRoute[], added: ManagedRoute): readonly ManagedRoute[];
  /** Which routes there are once a step has taken one away; without it, all others. */
  withoutRoute?(wiring: Wiring, routes: readonly ManagedRoute[], name: string): readonly ManagedRoute[];
  /** Do routes that steps have added keep new weights away from those that are weighed? */
  hides?(wiring: Wiring, routes: readonly ManagedRoute[]): boolean;
  /** The weight that stands where routes of steps keep new ones away; undefined where none does. */
  heldWeight?(wiring: Wiring, find: Find): number | undefined;
  /** What of a `match` the controller refuses, in words. */
  refusesMatch?(match: Json): string | undefined;
  /** How long the controller waits in the middle of its pass when it changes a weight. */
  waits?(from: number, to: number): Millis;
  /** Why a pass of the controller ends in an error, or does something else than is told here; undefined where all is well. */
  unpredicted?(wiring: Wiring, find: Find): string | undefined;
  /** What is told of a weight that was written, of a route, and of all routes being taken away. */
  tellsWeight?(wiring: Wiring, weight: number): Sayings;
  tellsRoute?(wiring: Wiring, kind: ManagedRoute["kind"], name: string): Sayings;
  tellsRemoval?(wiring: Wiring): Sayings;
}

/** Names that are written as one text, or as a list of them: the list goes before the text. */
export function namesAt(settings: JsonObject, one: string, many: string): readonly string[] {
  if (Array.isArray(settings[many])) return listAt(settings, many).filter(name => typeof name === "string");
  const name = textAt(settings, one);
  return name ? [name] : [];
}

/** The object with other annotations. */
export function withAnnotations(object: ClusterObject, annotations: JsonObject): ClusterObject {
  return { ...object, metadata: { ...objectAt(object, "metadata"), annotations } };
}

/** The object with the items of a list below `spec` changed, each that is an object. */
export function withItems(object: ClusterObject, key: string, change: (item: JsonObject) => Json): ClusterObject {
  const spec = objectAt(object, "spec");
  return { ...object, spec: { ...spec, [key]: listAt(spec, key).map(item => (isObject(item) ? change(item) : item)) } };
}

/** The first of the items with this text under a key, with a change; the controller looks no further. */
export function changedFirst(items: readonly Json[], key: string, name: string, change: JsonObject): readonly Json[] {
  const index = items.findIndex(item => textAt(item, key) === name);
  return items.map((item, i) => (i === index && isObject(item) ? { ...item, ...change } : item));
}

/** Whose an object is that the controller makes for a Rollout. */
export function ownedBy(rollout: string): readonly JsonObject[] {
  return [{ apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: rollout, controller: true }];
}

/** The routes with one more, or with another of its name, in the order of the list in the Rollout. */
export function inListedOrder({ managed }: Wiring, routes: readonly ManagedRoute[], added: ManagedRoute): readonly ManagedRoute[] {
  const order = (route: ManagedRoute): number => managed.indexOf(route.name);
  return [...routes.filter(route => route.name !== added.name), added].toSorted((a, b) => order(a) - order(b));
}
