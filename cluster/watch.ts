import type { Millis } from "../core/base/duration.ts";
import { isObject, type JsonObject, objectAt, textAt } from "../core/base/json.ts";
import { apiVersionOf } from "../core/kinds/index.ts";
import type { ClusterObject } from "../core/platforms/platform.ts";
import type { Connection } from "../protocol/live.ts";
import { type Answered, codeOf, type Failure } from "./failure.ts";
import { type Pace, wallPace } from "./pace.ts";
import type { ListPage, Scope, WatchStream } from "./scope.ts";
import { listenForSilence } from "./silence.ts";
import { trimmed, uidOf, versionOf } from "./watched-object.ts";

/** How a watch stands: as a connection does, or the kind is not there at all. */
export type WatchState = Connection | { readonly state: "not installed"; readonly why: string };

/** What a watch asks of its cluster; a `ClusterConnection` is one. */
export interface Watchable {
  list(scope: Scope, page: { readonly limit?: number; readonly continue?: string }, signal?: AbortSignal): Promise<Answered<ListPage>>;
  watch(scope: Scope, version: string, timeoutSeconds: number, signal: AbortSignal): Promise<Answered<WatchStream>>;
  probe(signal?: AbortSignal): Promise<Answered<JsonObject>>;
  failureFrom(error: unknown): Failure;
  now(): Millis;
}

/** Who hears of the objects. Called outside of the reading, one call after the other. */
export interface Consumer {
  changed(type: "added" | "updated" | "deleted", object: ClusterObject): void;
  state?(state: WatchState): void;
}

export interface WatchOptions {
  /** Where to look when looking everywhere is not allowed. */
  readonly fallbackNamespace?: string;
  readonly pace?: Pace;
  readonly pageSize?: number;
  /** Hears of mistakes of those who listen; a warning of the process where nobody does. */
  readonly mistake?: (error: unknown) => void;
}

/** A list of objects that is kept as the cluster has it. */
export interface Watch {
  readonly state: WatchState;
  /** By uid: an object that was deleted and made again under its name is another one. */
  readonly objects: ReadonlyMap<string, ClusterObject>;
  /** The namespace that is watched in the end; undefined is all of them. */
  readonly namespace: string | undefined;
  stop(): void;
}

// All of it: `monitoring-ui-peers.md` 4.4. Lengths in milliseconds.
const firstBackoff = 500;
const longestBackoff = 30_000;
const livedLongEnough = 10_000;
const looksAgainAfter = 60_000;

type Outcome =
  | { readonly kind: "ended"; readonly lived: boolean }
  | { readonly kind: "relist"; readonly why?: string; readonly lived: boolean }
  | { readonly kind: "failed"; readonly failure: Failure; readonly lived: boolean };

/** Lists the objects of a scope, then watches them, and keeps doing so whatever happens to the connection, until it is stopped. */
export function watchObjects(cluster: Watchable, scope: Scope, consumer: Consumer, options: WatchOptions = {}): Watch {
  const watch = new Watching(cluster, scope, consumer, options);
  void watch.run();
  return watch;
}

class Watching implements Watch {
  state: WatchState;
  readonly objects = new Map<string, ClusterObject>();
  readonly #cluster: Watchable;
  readonly #consumer: Consumer;
  readonly #options: WatchOptions;
  readonly #pace: Pace;
  readonly #stop = new AbortController();
  #scope: Scope;
  #version: string | undefined;
  #failures = 0;

  constructor(cluster: Watchable, scope: Scope, consumer: Consumer, options: WatchOptions) {
    this.#cluster = cluster;
    this.#scope = scope;
    this.#consumer = consumer;
    this.#options = options;
    this.#pace = options.pace ?? wallPace;
    this.state = { state: "connecting", asking: `the cluster for its ${scope.kind.plural}` };
  }

  get namespace(): string | undefined {
    return this.#scope.namespace;
  }

  stop(): void {
    this.#stop.abort();
  }

  async run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const failure = this.#version === undefined ? await this.#list() : undefined;
      if (signal.aborted) return;
      if (failure) await this.#recover(failure);
      else await this.#follow();
    }
  }

  /** One round of watching, and what comes of its end. */
  async #follow(): Promise<void> {
    const outcome = await this.#watch();
    if (this.#stop.signal.aborted) return;
    if (outcome.lived) this.#failures = 0;
    if (outcome.kind === "failed") return this.#recover(outcome.failure);
    if (outcome.kind === "relist") {
      this.#version = undefined;
      if (outcome.why !== undefined) return this.#recover({ kind: "unreadable", why: outcome.why });
    }
    // A server that ends every watch at once would otherwise be asked without a pause.
    if (!outcome.lived) await this.#backoff();
  }

  async #recover(failure: Failure): Promise<void> {
    switch (failure.kind) {
      case "forbidden":
        if (this.#scope.namespace === undefined && this.#options.fallbackNamespace !== undefined) {
          this.#scope = { ...this.#scope, namespace: this.#options.fallbackNamespace };
          return;
        }
        this.#tell({ state: "denied", why: failure.why });
        return this.#wait(looksAgainAfter);
      case "missing":
        this.#version = undefined;
        this.#replace([]);
        this.#tell({ state: "not installed", why: failure.why });
        return this.#wait(looksAgainAfter);
      case "gone":
        this.#version = undefined;
        return this.#backoff();
      case "busy":
        this.#stale(failure.why);
        return failure.retryAfterSeconds === undefined ? this.#backoff() : this.#wait(failure.retryAfterSeconds * 1000);
      default:
        this.#stale(failure.why);
        return this.#backoff();
    }
  }

  /** Loads everything in pages, telling of each page at once and of what is gone at the end. */
  async #list(): Promise<Failure | undefined> {
    const seen = new Set<string>();
    let limit: number | undefined = this.#options.pageSize ?? 500;
    let more: string | undefined;
    for (;;) {
      const page = { ...(limit === undefined ? {} : { limit }), ...(more === undefined ? {} : { continue: more }) };
      const answer: Answered<ListPage> = await this.#cluster.list(this.#scope, page, this.#stop.signal);
      if (this.#stop.signal.aborted) return undefined;
      if (!answer.ok && (answer.failure.kind !== "gone" || limit === undefined)) return answer.failure;
      if (!answer.ok) {
        // The list took longer than its version is kept: once more, in one piece.
        [limit, more] = [undefined, undefined];
        seen.clear();
        continue;
      }
      for (const item of answer.value.items) {
        seen.add(uidOf(item));
        this.#put(item);
      }
      this.#version = answer.value.version;
      more = answer.value.continue;
      if (more === undefined) break;
      this.#tellOfLoading(seen.size, answer.value.remaining);
      // Others get their turn between two pages.
      await this.#pace.wait(0, this.#stop.signal);
    }
    for (const [uid, object] of [...this.objects]) if (!seen.has(uid)) this.#delete(object);
    this.#live();
    return undefined;
  }

  #tellOfLoading(loaded: number, remaining: number | undefined): void {
    if (this.state.state !== "connecting") return;
    const all = remaining === undefined ? "many" : String(loaded + remaining);
    this.#tell({ state: "connecting", asking: `the cluster for its ${this.#scope.kind.plural}: ${loaded} of ${all} are here` });
  }

  async #watch(): Promise<Outcome> {
    const { signal } = this.#stop;
    // Between four and five minutes, spread, so that the watches of one morning do not end together.
    const seconds = Math.round(240 + 50 * this.#pace.random());
    const hangUp = new AbortController();
    const both = AbortSignal.any([signal, hangUp.signal]);
    const begun = this.#pace.elapsed();
    let lived = false;
    const livedNow = (): boolean => lived || this.#pace.elapsed() - begun > livedLongEnough;
    const opened = await this.#cluster.watch(this.#scope, this.#version ?? "", seconds, both);
    if (!opened.ok) return { kind: "failed", failure: opened.failure, lived: false };
    this.#live();
    const listening = listenForSilence(this.#pace, probing => this.#cluster.probe(probing), seconds * 1000, {
      alive: () => this.#live(),
      hangUp: () => hangUp.abort(),
    });
    try {
      let rest = "";
      for await (const chunk of opened.value.chunks) {
        listening.heard();
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          if (line.trim() === "") continue;
          const relist = this.#take(line);
          if (relist) return { ...relist, lived: livedNow() };
          lived = true;
        }
        this.#live();
      }
      // What is left of a line was cut off with its connection, and comes again.
      return { kind: "ended", lived: livedNow() };
    } catch (error) {
      const failure: Failure = listening.failure() ?? this.#cluster.failureFrom(error);
      return { kind: "failed", failure, lived: livedNow() };
    } finally {
      listening.stop();
      hangUp.abort();
    }
  }

  /** Takes in one line of the stream; says so when the list must be loaded again. */
  #take(line: string): Omit<Extract<Outcome, { kind: "relist" }>, "lived"> | undefined {
    const event = parsed(line);
    const object = event && objectAt(event, "object");
    if (!event || !object) return { kind: "relist", why: "The cluster sent a line that cannot be read." };
    switch (event.type) {
      case "ADDED":
      case "MODIFIED":
        this.#put(object);
        break;
      case "DELETED": {
        const known = this.objects.get(uidOf(object));
        if (known) this.#delete(object);
        break;
      }
      case "BOOKMARK":
        break;
      case "ERROR":
        // 410 in its other form: the version that was asked for is forgotten.
        return codeOf(object) === 410
          ? { kind: "relist" }
          : { kind: "relist", why: `The cluster ended the watch: ${textAt(object, "message") ?? "no reason given"}.` };
      default:
        return { kind: "relist", why: `The cluster sent an event of the unknown type ${String(event.type)}.` };
    }
    // After the event was taken in, so that nothing is lost when the connection breaks here.
    this.#version = textAt(object, "metadata", "resourceVersion") ?? this.#version;
    return undefined;
  }

  #put(given: ClusterObject): void {
    const object = trimmed({ apiVersion: apiVersionOf(this.#scope.kind), kind: this.#scope.kind.kind, ...given });
    const uid = uidOf(object);
    const known = this.objects.get(uid);
    this.objects.set(uid, object);
    if (!known) this.#call(() => this.#consumer.changed("added", object));
    else if (versionOf(known) !== versionOf(object)) this.#call(() => this.#consumer.changed("updated", object));
  }

  #delete(object: ClusterObject): void {
    this.objects.delete(uidOf(object));
    this.#call(() => this.#consumer.changed("deleted", object));
  }

  #replace(objects: readonly ClusterObject[]): void {
    const uids = new Set(objects.map(uidOf));
    for (const [uid, object] of [...this.objects]) if (!uids.has(uid)) this.#delete(object);
    for (const object of objects) this.#put(object);
  }

  #live(): void {
    this.#tell({ state: "live", at: this.#cluster.now() });
  }

  /** Marks what is known as old, since the last moment when it was not. */
  #stale(why: string): void {
    const before = this.state;
    const since = before.state === "stale" ? before.since : before.state === "live" ? before.at : this.#cluster.now();
    this.#tell({ state: "stale", since, why });
  }

  #tell(state: WatchState): void {
    this.state = state;
    this.#call(() => this.#consumer.state?.(state));
  }

  /** A mistake of who listens does not end the watch. */
  #call(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      (this.#options.mistake ?? warn)(error);
    }
  }

  #backoff(): Promise<void> {
    const longest = Math.min(longestBackoff, firstBackoff * 2 ** this.#failures++);
    return this.#wait(Math.max(50, longest * this.#pace.random()));
  }

  #wait(length: Millis): Promise<void> {
    return this.#pace.wait(length, this.#stop.signal);
  }
}

/** Tells the process of a mistake that was contained. */
export function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}

function parsed(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) && isObject(value.object) ? value : undefined;
  } catch {
    return undefined;
  }
}
