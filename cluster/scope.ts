import type { Kind } from "../core/kinds/index.ts";
import type { ClusterObject } from "../core/platforms/platform.ts";

/** Which objects: a kind, and perhaps a namespace, one name, labels. */
export interface Scope {
  readonly kind: Kind;
  /** Undefined is all namespaces. */
  readonly namespace: string | undefined;
  readonly name?: string;
  /** A label selector. */
  readonly labels?: string;
}

/** One object, or its status. */
export interface ObjectPlace {
  readonly kind: Kind;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly subresource?: "status";
}

/** A part of a list, and where it goes on. */
export interface ListPage {
  readonly items: readonly ClusterObject[];
  readonly version: string;
  readonly continue: string | undefined;
  /** How many are still to come, where the server says so. */
  readonly remaining: number | undefined;
}

/** The lines of a watch, as they come. */
export interface WatchStream {
  readonly chunks: AsyncIterable<string>;
}
