import type { Millis } from "../../../core/base/duration.ts";
import { fnv1a } from "../../../core/base/hash.ts";
import { numberAt, textAt } from "../../../core/base/json.ts";
import { rfc3339 } from "../../../core/base/time.ts";
import type { ClusterObject, Deed } from "../../../core/platforms/platform.ts";
import { servedKind } from "../served.ts";
import type { Store } from "../store.ts";

// A real cluster keeps events for an hour; a fast clock would need room for a day of them.
const mostPerNamespace = 500;

/** Writes events as controllers do: the same words about the same object are counted, not repeated. */
export class Events {
  readonly #store: Store;
  /** Names of the events, oldest first, by namespace. */
  readonly #names = new Map<string, string[]>();

  constructor(store: Store) {
    this.#store = store;
  }

  tell(about: ClusterObject, deed: Deed, component: string, now: Millis): void {
    const kind = servedKind("Event");
    if (!kind) return;
    const namespace = textAt(about, "metadata", "namespace") ?? "default";
    const owner = textAt(about, "metadata", "name") ?? "";
    const words = `${textAt(about, "metadata", "uid")} ${deed.type} ${deed.reason} ${deed.words}`;
    const name = `${owner}.${fnv1a(words).toString(16).padStart(8, "0")}`;
    const known = this.#store.get(kind, namespace, name);
    const time = rfc3339(now);
    this.#store.put(kind, {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name, namespace },
      involvedObject: {
        apiVersion: about.apiVersion ?? "",
        kind: about.kind ?? "",
        namespace,
        name: owner,
        uid: textAt(about, "metadata", "uid") ?? "",
      },
      reason: deed.reason,
      message: deed.words,
      type: deed.type,
      count: (numberAt(known, "count") ?? 0) + 1,
      firstTimestamp: textAt(known, "firstTimestamp") ?? time,
      lastTimestamp: time,
      source: { component },
    });
    if (!known) this.#trim(namespace, name);
  }

  #trim(namespace: string, name: string): void {
    const names = [...(this.#names.get(namespace) ?? []), name];
    const kind = servedKind("Event");
    while (kind && names.length > mostPerNamespace) this.#store.remove(kind, namespace, names.shift() ?? "");
    this.#names.set(namespace, names);
  }
}
