import { randomUUID } from "node:crypto";
import type { Millis } from "../../core/base/duration.ts";
import { type Json, type JsonObject, numberAt, objectAt, same, textAt } from "../../core/base/json.ts";
import { rfc3339 } from "../../core/base/time.ts";
import type { ClusterObject } from "../../core/platforms/platform.ts";
import { groupVersion, type ServedKind } from "./served.ts";

/** One change of the store, as a watch tells of it. */
export interface Change {
  readonly version: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly kind: ServedKind;
  readonly object: ClusterObject;
  /** The object before, for watches that select: one that no longer fits is gone for them. */
  readonly before?: ClusterObject;
}

export type Listener = (change: Change) => void;

// Versions do not begin at 0, so that a version of another sandbox is known to be too old.
const firstVersion = 1000;

/**
 * The objects, and the changes that led to them. Every change has a version that is larger than that of the one before, over all kinds,
 * as in etcd. The history is short: who asks for what is no longer there must list again.
 */
export class Store {
  readonly #now: () => Millis;
  readonly #keep: number;
  readonly #objects = new Map<ServedKind, Map<string, ClusterObject>>();
  readonly #listeners = new Set<Listener>();
  #history: Change[] = [];
  #version = firstVersion;
  /** Changes up to this version are forgotten. */
  #forgotten = firstVersion;

  constructor(now: () => Millis, keep = 10_000) {
    this.#now = now;
    this.#keep = keep;
  }

  /** The version of the last change. */
  get version(): number {
    return this.#version;
  }

  get(kind: ServedKind, namespace: string | undefined, name: string): ClusterObject | undefined {
    return this.#objects.get(kind)?.get(keyOf(kind, namespace, name));
  }

  /** The objects of a kind, in the order of namespaces and names. */
  list(kind: ServedKind, namespace?: string): readonly ClusterObject[] {
    const all = [...(this.#objects.get(kind) ?? new Map<string, ClusterObject>()).entries()];
    const from = namespace === undefined ? all : all.filter(([key]) => key.startsWith(`${namespace}/`));
    return from.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }

  /**
   * Creates the object or puts it in the place of the one with its name. What the server keeps (uid, versions, generation, the time of
   * creation) is filled in. An object that is as before gives no new version.
   */
  put(kind: ServedKind, object: ClusterObject): ClusterObject {
    const name = textAt(object, "metadata", "name") ?? "";
    const namespace = kind.namespaced ? (textAt(object, "metadata", "namespace") ?? "default") : undefined;
    const before = this.get(kind, namespace, name);
    const kept = withServerFields(kind, object, namespace, before, this.#now);
    if (before && same(before, kept)) return before;
    const version = ++this.#version;
    const stored: ClusterObject = { ...kept, metadata: { ...objectAt(kept, "metadata"), resourceVersion: String(version) } };
    this.#of(kind).set(keyOf(kind, namespace, name), stored);
    this.#tell({ version, type: before ? "MODIFIED" : "ADDED", kind, object: stored, ...(before ? { before } : {}) });
    return stored;
  }

  /** Removes the object. Gives it as it was last, or undefined when it was not there. */
  remove(kind: ServedKind, namespace: string | undefined, name: string): ClusterObject | undefined {
    const before = this.get(kind, namespace, name);
    if (!before) return undefined;
    const version = ++this.#version;
    const last: ClusterObject = { ...before, metadata: { ...objectAt(before, "metadata"), resourceVersion: String(version) } };
    this.#of(kind).delete(keyOf(kind, namespace, name));
    this.#tell({ version, type: "DELETED", kind, object: last, before });
    return last;
  }

  /** The changes after a version. `expired` when some of them are forgotten, `unknown` when this store never had that version. */
  since(version: number): readonly Change[] | "expired" | "unknown" {
    if (version < firstVersion || version > this.#version) return "unknown";
    if (version < this.#forgotten) return "expired";
    const from = this.#history.findLastIndex(change => change.version <= version) + 1;
    return this.#history.slice(from);
  }

  /** Tells of every change from now on, until the function that it gives is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Drops the history, as a compaction does. */
  forget(): void {
    this.#history = [];
    this.#forgotten = this.#version;
  }

  #of(kind: ServedKind): Map<string, ClusterObject> {
    const known = this.#objects.get(kind);
    if (known) return known;
    const fresh = new Map<string, ClusterObject>();
    this.#objects.set(kind, fresh);
    return fresh;
  }

  #tell(change: Change): void {
    this.#history.push(change);
    if (this.#history.length > 2 * this.#keep) {
      // Cut in halves, since shifting one by one would move the whole list at every change.
      this.#forgotten = this.#history[this.#keep - 1]?.version ?? this.#forgotten;
      this.#history = this.#history.slice(this.#keep);
    }
    for (const listener of this.#listeners) listener(change);
  }
}

function keyOf(kind: ServedKind, namespace: string | undefined, name: string): string {
  return kind.namespaced ? `${namespace ?? "default"}/${name}` : name;
}

function withServerFields(
  kind: ServedKind,
  object: ClusterObject,
  namespace: string | undefined,
  before: ClusterObject | undefined,
  now: () => Millis,
): ClusterObject {
  const { resourceVersion: _, managedFields: __, ...metadata } = objectAt(object, "metadata");
  const generation = numberAt(before, "metadata", "generation");
  const counts = kind.status || kind.custom;
  const changed = !before || !same(desired(before), desired(object));
  const fixed: { [key: string]: Json } = {
    ...metadata,
    ...(namespace === undefined ? {} : { namespace }),
    uid: textAt(before, "metadata", "uid") ?? randomUUID(),
    creationTimestamp: textAt(before ?? object, "metadata", "creationTimestamp") ?? rfc3339(now()),
    ...(counts ? { generation: changed ? (generation ?? 0) + 1 : (generation ?? 1) } : {}),
  };
  const version = before && textAt(before, "metadata", "resourceVersion");
  if (version !== undefined) fixed.resourceVersion = version;
  return { ...object, apiVersion: groupVersion(kind.group, kind.versions[0] ?? "v1"), kind: kind.kind, metadata: fixed };
}

/** What a generation counts the changes of: all that is neither metadata nor status. */
function desired(object: ClusterObject): JsonObject {
  const { metadata: _, status: __, apiVersion: ___, kind: ____, ...rest } = object;
  return rest;
}
