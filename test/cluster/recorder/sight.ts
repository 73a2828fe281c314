import { setTimeout as sleep } from "node:timers/promises";
import type { Api, KubeObject, WatchEvent } from "../api.ts";

/** What one namespace shows, kept current by watches. */
export interface View {
  readonly get: <T extends KubeObject>(kind: string, name: string | undefined) => T | undefined;
  readonly all: <T extends KubeObject>(kind: string) => readonly T[];
  readonly everything: () => readonly KubeObject[];
  /** Calls back at each change, with the moment at which the watch brought it; returns the way to stop. */
  readonly onChange: (listener: Listener) => () => void;
  readonly close: () => void;
}

export type Listener = (event: WatchEvent, at: number) => void;

export interface Sight {
  /** Begins to look at a namespace, which must still be empty. */
  readonly view: (namespace: string) => View;
  readonly stop: () => Promise<void>;
}

/** Everything that a state, an analysis or an event of a trace is read from. */
const watchedKinds = [
  { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout" },
  { apiVersion: "argoproj.io/v1alpha1", kind: "AnalysisRun" },
  { apiVersion: "argoproj.io/v1alpha1", kind: "Experiment" },
  { apiVersion: "flagger.app/v1beta1", kind: "Canary" },
  { apiVersion: "apps/v1", kind: "ReplicaSet" },
  { apiVersion: "apps/v1", kind: "Deployment" },
  { apiVersion: "v1", kind: "Service" },
  { apiVersion: "v1", kind: "Event" },
  { apiVersion: "networking.istio.io/v1beta1", kind: "VirtualService" },
  { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute" },
  { apiVersion: "networking.k8s.io/v1", kind: "Ingress" },
  { apiVersion: "split.smi-spec.io/v1alpha3", kind: "TrafficSplit" },
  { apiVersion: "traefik.io/v1alpha1", kind: "TraefikService" },
  { apiVersion: "apisix.apache.org/v2", kind: "ApisixRoute" },
  { apiVersion: "getambassador.io/v2", kind: "Mapping" },
  { apiVersion: "appmesh.k8s.aws/v1beta2", kind: "VirtualRouter" },
  { apiVersion: "appmesh.k8s.aws/v1beta2", kind: "VirtualNode" },
] as const;

type Kind = (typeof watchedKinds)[number];

/** Watches the whole cluster, once for all recordings: a watch per recording would cost more than the controllers do. */
export async function openSight(api: Api): Promise<Sight> {
  const rooms = new Map<string, Room>();
  const end = new AbortController();
  const show = (event: WatchEvent) => rooms.get(event.object.metadata.namespace ?? "")?.show(event, Date.now());
  const followers = await Promise.all(watchedKinds.map(kind => follow(api, kind, show, end.signal)));
  return {
    view: namespace => {
      const room = new Room(() => rooms.delete(namespace));
      rooms.set(namespace, room);
      return room;
    },
    stop: async () => {
      end.abort();
      await Promise.all(followers.map(f => f.ended));
    },
  };
}

class Room implements View {
  readonly #objects = new Map<string, Map<string, KubeObject>>();
  readonly #listeners = new Set<Listener>();
  readonly close: () => void;

  constructor(close: () => void) {
    this.close = close;
  }

  get<T extends KubeObject>(kind: string, name: string | undefined): T | undefined {
    return name === undefined ? undefined : (this.#objects.get(kind)?.get(name) as T | undefined);
  }

  all<T extends KubeObject>(kind: string): readonly T[] {
    return [...(this.#objects.get(kind)?.values() ?? [])] as T[];
  }

  everything(): readonly KubeObject[] {
    return [...this.#objects.values()].flatMap(ofKind => [...ofKind.values()]);
  }

  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  show(event: WatchEvent, at: number): void {
    const { kind, metadata } = event.object;
    const ofKind = this.#objects.get(kind) ?? new Map<string, KubeObject>();
    this.#objects.set(kind, ofKind);
    if (event.type === "DELETED") ofKind.delete(metadata.name);
    else ofKind.set(metadata.name, event.object);
    for (const listener of this.#listeners) listener(event, at);
  }
}

// Resolves when the list is in and the watch has begun; `ended` when it has stopped after the signal.
async function follow(api: Api, kind: Kind, show: (event: WatchEvent) => void, signal: AbortSignal): Promise<{ ended: Promise<void> }> {
  let known = new Map<string, KubeObject>();
  const list = async (): Promise<string> => {
    const { resourceVersion, items } = await api.list(kind);
    const now = new Map(items.map(object => [object.metadata.uid ?? "", object]));
    for (const [uid, object] of known) if (!now.has(uid)) show({ type: "DELETED", object });
    for (const object of items) show({ type: "ADDED", object });
    known = now;
    return resourceVersion;
  };
  const first = await list();
  const run = async () => {
    for (let from: string | undefined = first; !signal.aborted; from = undefined) {
      try {
        for await (const event of api.watch(kind, from ?? (await list()), signal)) {
          const uid = event.object.metadata.uid ?? "";
          if (event.type === "DELETED") known.delete(uid);
          else known.set(uid, event.object);
          show(event);
        }
      } catch {
        // An expired version or a broken connection: list again, not at full speed.
        if (!signal.aborted) await sleep(100);
      }
    }
  };
  return { ended: run() };
}
