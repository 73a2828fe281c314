import type { ClusterObject } from "../core/platforms/platform.ts";
import type { Scope } from "./scope.ts";
import { type Consumer, type Watch, type Watchable, type WatchOptions, type WatchState, warn, watchObjects } from "./watch.ts";

// Somebody who comes back within a minute finds what was there.
const lingers = 60_000;

interface Shared {
  readonly watch: Watch;
  readonly consumers: Set<Consumer>;
  ending: NodeJS.Timeout | undefined;
}

/** One's share in a watch. */
export interface Subscription {
  readonly state: WatchState;
  readonly objects: ReadonlyMap<string, ClusterObject>;
  readonly namespace: string | undefined;
  stop(): void;
}

/** The watches of one connection: one for each scope, however many listen. It ends a while after the last one has left. */
export class SharedWatches {
  readonly #cluster: Watchable;
  readonly #options: WatchOptions;
  readonly #all = new Map<string, Shared>();

  constructor(cluster: Watchable, options: WatchOptions = {}) {
    this.#cluster = cluster;
    this.#options = options;
  }

  /** Listens to a scope. What is there already is told at once, as added. */
  subscribe(scope: Scope, consumer: Consumer): Subscription {
    const key = JSON.stringify([scope.kind.group, scope.kind.plural, scope.namespace, scope.name, scope.labels]);
    const shared = this.#all.get(key) ?? this.#start(scope);
    this.#all.set(key, shared);
    clearTimeout(shared.ending);
    const { watch, consumers } = shared;
    for (const object of watch.objects.values()) consumer.changed("added", object);
    consumer.state?.(watch.state);
    consumers.add(consumer);
    return {
      get state() {
        return watch.state;
      },
      objects: watch.objects,
      get namespace() {
        return watch.namespace;
      },
      stop: () => {
        consumers.delete(consumer);
        if (consumers.size > 0) return;
        clearTimeout(shared.ending);
        shared.ending = setTimeout(() => {
          watch.stop();
          this.#all.delete(key);
        }, lingers);
        // A program that has nothing else to do may end before.
        shared.ending.unref();
      },
    };
  }

  /** Ends all of them now. */
  stop(): void {
    for (const { watch, ending } of this.#all.values()) {
      clearTimeout(ending);
      watch.stop();
    }
    this.#all.clear();
  }

  #start(scope: Scope): Shared {
    const consumers = new Set<Consumer>();
    const everybody: Consumer = {
      changed: (type, object) => each(consumers, consumer => consumer.changed(type, object), this.#options.mistake ?? warn),
      state: state => each(consumers, consumer => consumer.state?.(state), this.#options.mistake ?? warn),
    };
    return { watch: watchObjects(this.#cluster, scope, everybody, this.#options), consumers, ending: undefined };
  }
}

/** Tells everybody, also those after one that made a mistake. */
function each(consumers: ReadonlySet<Consumer>, tell: (consumer: Consumer) => void, mistake: (error: unknown) => void): void {
  for (const consumer of [...consumers]) {
    try {
      tell(consumer);
    } catch (error) {
      mistake(error);
    }
  }
}
