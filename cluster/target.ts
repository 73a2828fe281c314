import type { Millis } from "../core/base/duration.ts";
import { numberAt, textAt } from "../core/base/json.ts";
import { type Kind, kindNamed } from "../core/kinds/index.ts";
import type { ClusterObject } from "../core/platforms/platform.ts";
import type { Target } from "../protocol/live.ts";
import type { ClusterConnection } from "./connection.ts";
import type { Answered } from "./failure.ts";
import { type Neighbour, neighboursOf, type Referred, templatesOf } from "./neighbours.ts";
import type { ObjectPlace, Scope } from "./scope.ts";
import type { Subscription } from "./shared-watches.ts";
import type { WatchState } from "./watch.ts";

/** One rollout or canary with everything around it, as it is known at one moment. */
export interface TargetSnapshot {
  readonly target: Target;
  /** The Rollout or Canary first; empty when it is not there. */
  readonly objects: readonly ClusterObject[];
  readonly state: WatchState;
  /** What cannot be seen, and why; one sentence each. */
  readonly missing: readonly string[];
  /** Has everything that was asked for answered? */
  readonly complete: boolean;
  /** Milliseconds of the cluster's clock, and how fast it runs. */
  readonly now: Millis;
  readonly speed: number;
}

// At most ten pictures a second: what happens in between is in the next one.
const frame = 100;

/** Looks at a target once. */
export async function readTarget(connection: ClusterConnection, target: Target, signal?: AbortSignal): Promise<Answered<TargetSnapshot>> {
  const own = await connection.get(placeOf(target), signal);
  if (!own.ok) return own;
  const missing: string[] = [];
  const around = await Promise.all(
    neighboursOf(own.value).map(async ({ scope, belongs }) => {
      const found = await connection.listAll(scope, signal);
      if (found.ok) return found.value.filter(belongs);
      missing.push(unseen(scope, found.failure.why));
      return [];
    }),
  );
  const read = await readTemplates(connection, own.value, signal);
  const value: TargetSnapshot = {
    target,
    objects: [own.value, ...around.flat(), ...read.objects],
    state: { state: "live", at: connection.now() },
    missing: [...missing, ...read.missing],
    complete: true,
    now: connection.now(),
    speed: connection.speed,
  };
  return { ok: true, value };
}

/**
 * Follows a target: tells of it as soon as it is known by name, then whenever something about it changes. Rights and kinds that are
 * missing are named in the snapshot and end nothing.
 */
export function watchTarget(connection: ClusterConnection, target: Target, tell: (snapshot: TargetSnapshot) => void): { stop(): void } {
  const following = new Following(connection, target, tell);
  void following.start();
  return following;
}

class Following {
  readonly #connection: ClusterConnection;
  readonly #target: Target;
  readonly #tell: (snapshot: TargetSnapshot) => void;
  readonly #neighbours = new Map<string, { readonly neighbour: Neighbour; readonly subscription: Subscription }>();
  #own: Subscription | undefined;
  /** The object as it was first got, until the watch has answered: it may break before. */
  #first: ClusterObject | undefined;
  #templates: { readonly objects: readonly ClusterObject[]; readonly missing: readonly string[] } | undefined;
  /** The uid and generation for which the surroundings are known. */
  #arranged = "";
  #timer: NodeJS.Timeout | undefined;
  #toldAt = 0;
  #stopped = false;

  constructor(connection: ClusterConnection, target: Target, tell: (snapshot: TargetSnapshot) => void) {
    this.#connection = connection;
    this.#target = target;
    this.#tell = tell;
  }

  async start(): Promise<void> {
    const answer = await this.#connection.get(placeOf(this.#target));
    if (this.#stopped) return;
    if (answer.ok) {
      this.#first = answer.value;
      this.#arrange(answer.value);
    }
    const { kind, namespace, name } = placeOf(this.#target);
    this.#own = this.#connection.watches.subscribe(
      { kind, namespace, name },
      {
        changed: (type, object) => {
          if (type !== "deleted") this.#arrange(object);
          this.#soon();
        },
        state: ({ state }) => {
          if (state === "live" || state === "not installed") this.#first = undefined;
          this.#soon();
        },
      },
    );
    this.#soon();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#own?.stop();
    for (const { subscription } of this.#neighbours.values()) subscription.stop();
  }

  /** Watches what this spec needs to be understood, and no longer what it does not. */
  #arrange(own: ClusterObject): void {
    const arranged = `${textAt(own, "metadata", "uid")} ${numberAt(own, "metadata", "generation")}`;
    if (arranged === this.#arranged || this.#stopped) return;
    this.#arranged = arranged;
    const wanted = new Map(neighboursOf(own).map(neighbour => [keyOf(neighbour.scope), neighbour]));
    for (const [key, { subscription }] of [...this.#neighbours]) {
      if (wanted.has(key)) continue;
      subscription.stop();
      this.#neighbours.delete(key);
    }
    for (const [key, neighbour] of wanted) {
      const known = this.#neighbours.get(key);
      const heard = { changed: () => this.#soon(), state: () => this.#soon() };
      this.#neighbours.set(key, {
        neighbour,
        subscription: known?.subscription ?? this.#connection.watches.subscribe(neighbour.scope, heard),
      });
    }
    void readTemplates(this.#connection, own).then(read => {
      if (this.#arranged === arranged) this.#templates = read;
      this.#soon();
    });
  }

  #soon(): void {
    if (this.#stopped || this.#timer) return;
    const wait = Math.max(0, this.#toldAt + frame - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#toldAt = performance.now();
      if (this.#own) this.#tell(this.#snapshot(this.#own));
    }, wait);
  }

  #snapshot(watched: Subscription): TargetSnapshot {
    const [seen] = watched.objects.values();
    const own = seen ?? this.#first;
    const around = own ? [...this.#neighbours.values()] : [];
    const states = around.map(({ subscription }) => subscription.state);
    const unseenAround = around.flatMap(({ neighbour, subscription: { state } }) =>
      state.state === "denied" || state.state === "not installed" ? [unseen(neighbour.scope, state.why)] : [],
    );
    return {
      target: this.#target,
      objects: own
        ? [
            own,
            ...around.flatMap(({ neighbour, subscription }) => [...subscription.objects.values()].filter(neighbour.belongs)),
            ...(this.#templates?.objects ?? []),
          ]
        : [],
      state: together(watched.state, states),
      missing: [...unseenAround, ...(this.#templates?.missing ?? [])],
      complete:
        watched.state.state !== "connecting" &&
        (!own || (this.#templates !== undefined && states.every(({ state }) => state !== "connecting"))),
      now: this.#connection.now(),
      speed: this.#connection.speed,
    };
  }
}

/** The state of the whole: that of the target itself, and stale as soon as one of the others is. */
function together(own: WatchState, others: readonly WatchState[]): WatchState {
  if (own.state !== "live") return own;
  const stale = others.filter(other => other.state === "stale");
  const [first] = stale.toSorted((a, b) => a.since - b.since);
  return first ?? own;
}

/** The templates that an object names, and those that they name. Each is asked for once. */
async function readTemplates(
  connection: ClusterConnection,
  own: ClusterObject,
  signal?: AbortSignal,
): Promise<{ readonly objects: readonly ClusterObject[]; readonly missing: readonly string[] }> {
  const objects: ClusterObject[] = [];
  const missing: string[] = [];
  const asked = new Set<string>();
  let wanted: readonly Referred[] = templatesOf(own);
  while (wanted.length > 0) {
    const fresh = wanted.filter(({ kind, namespace, name }) => {
      const key = `${kind.kind} ${namespace} ${name}`;
      return !asked.has(key) && asked.add(key);
    });
    const answers = await Promise.all(fresh.map(place => connection.get(place, signal)));
    answers.forEach((answer, i) => {
      const place = fresh[i];
      if (answer.ok) objects.push(answer.value);
      else if (place) missing.push(`The ${place.kind.kind} ${place.name} cannot be seen. ${answer.failure.why}`);
    });
    wanted = answers.flatMap(answer => (answer.ok ? templatesOf(answer.value) : []));
  }
  return { objects, missing };
}

/** Where a target is. */
export function placeOf(target: Target): ObjectPlace {
  return { kind: kindNamed(target.kind) as Kind, namespace: target.namespace, name: target.name };
}

function keyOf(scope: Scope): string {
  return JSON.stringify([scope.kind.kind, scope.namespace, scope.name, scope.labels]);
}

function unseen(scope: Scope, why: string): string {
  return `${scope.name === undefined ? `The ${scope.kind.kind}s` : `The ${scope.kind.kind} ${scope.name}`} cannot be seen. ${why}`;
}
