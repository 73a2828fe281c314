import type { ClusterObject } from "../../../core/platforms/platform.ts";
import type { SandboxClock } from "../clock.ts";
import { groupVersion, type ServedKind } from "../served.ts";
import type { Store } from "../store.ts";

/** What somebody wrote through the API. `after` is missing when it was deleted, `before` when it is new. */
export interface Write {
  readonly kind: ServedKind;
  readonly part: "object" | "status";
  readonly before?: ClusterObject;
  readonly after?: ClusterObject;
}

/** What the API stands on: the objects, the time, and the controllers behind them. */
export interface Backend {
  readonly store: Store;
  readonly clock: SandboxClock;
  /** Lets the controllers do what was due up to now, so that a request meets the objects of this moment. */
  catchUp(): void;
  /** Tells the controllers. They act after the answer was given, as on a real cluster. */
  wrote(write: Write): void;
}

/** The object in the version that was asked for. */
export function inVersion(object: ClusterObject, kind: ServedKind, version: string): ClusterObject {
  return { ...object, apiVersion: groupVersion(kind.group, version) };
}
