import type { IncomingMessage } from "node:http";
import https from "node:https";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** Any object as the API server sends it; who needs more of it states the fields in a type of its own. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string; readonly uid: string }[];
}

/** Names one object, or all of a kind when there is no `name`. */
export interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly subresource?: string | undefined;
}

export interface WatchEvent<T extends KubeObject = KubeObject> {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: T;
}

export type PatchType = "merge" | "json";

/** The server's refusal, with its HTTP status and its own words. */
export class ApiError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface List<T> {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly Omit<T, "apiVersion" | "kind">[];
}

interface ResourceList {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

const attempts = 10;

/** A small JSON client of a Kubernetes API server, for tests: retries only what the server asks to repeat, caches only the names of resources. */
export class Api {
  readonly server: string;
  readonly #agent: https.Agent;
  readonly #token: string;
  readonly #resources = new Map<string, ResourceList["resources"]>();

  constructor(server: string, certificateAuthority: string, token: string) {
    this.server = server;
    this.#agent = new https.Agent({ ca: certificateAuthority, keepAlive: true });
    this.#token = token;
  }

  /** Sends one request to a path and gives the JSON answer; anything but 2xx is an `ApiError`. */
  async request<T>(method: string, path: string, body?: unknown, contentType = "application/json"): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const response = await this.#send(method, path, body, contentType);
      let text = "";
      for await (const chunk of response.setEncoding("utf8")) text += chunk;
      const status = response.statusCode ?? 0;
      if (status === 429 && attempt < attempts) {
        // The storage of a new kind is "(re)initializing" for a moment after the kind is established.
        await sleep(200 * attempt);
        continue;
      }
      if (status < 200 || status > 299) throw new ApiError(status, refusal(text) || `HTTP ${status} on ${method} ${path}`);
      return (response.headers["content-type"]?.includes("json") ? JSON.parse(text) : text) as T;
    }
  }

  async get<T extends KubeObject>(ref: Reference): Promise<T> {
    return this.request("GET", await this.pathOf(ref));
  }

  async list<T extends KubeObject>(ref: Reference): Promise<{ readonly resourceVersion: string; readonly items: readonly T[] }> {
    const { metadata, items } = await this.request<List<T>>("GET", await this.pathOf(ref));
    // Items of a list come without the two fields that every other object has.
    return {
      resourceVersion: metadata.resourceVersion,
      items: items.map(item => ({ apiVersion: ref.apiVersion, kind: ref.kind, ...item }) as T),
    };
  }

  async create<T extends KubeObject>(object: T): Promise<T> {
    const { apiVersion, kind, metadata } = object;
    return this.request("POST", await this.pathOf({ apiVersion, kind, namespace: metadata.namespace }), object);
  }

  async patch<T extends KubeObject>(ref: Reference, patch: unknown, type: PatchType = "merge"): Promise<T> {
    return this.request("PATCH", await this.pathOf(ref), patch, `application/${type}-patch+json`);
  }

  async delete(ref: Reference): Promise<void> {
    await this.request("DELETE", await this.pathOf(ref));
  }

  /** Changes after a resource version, until the server closes the stream (it does, every half hour or more) or the signal fires. */
  async *watch<T extends KubeObject>(ref: Reference, resourceVersion: string, signal: AbortSignal): AsyncGenerator<WatchEvent<T>> {
    const path = `${await this.pathOf(ref)}?watch=true&resourceVersion=${resourceVersion}`;
    const response = await this.#send("GET", path, undefined, "application/json", signal);
    if (response.statusCode !== 200) throw new ApiError(response.statusCode ?? 0, `watch of ${ref.kind} refused`);
    for await (const line of createInterface({ input: response })) {
      const event = JSON.parse(line) as
        | WatchEvent<T>
        | { readonly type: "ERROR"; readonly object: { readonly code: number; readonly message: string } };
      if (event.type === "ERROR") throw new ApiError(event.object.code, event.object.message);
      yield event;
    }
  }

  /** The path of an object or a list, by the server's own list of resources. */
  async pathOf({ apiVersion, kind, namespace, name, subresource }: Reference): Promise<string> {
    const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const known = this.#resources.get(group) ?? [];
    const resource = find(known, kind) ?? find(await this.#discover(group), kind);
    if (resource === undefined) throw new ApiError(404, `the server knows no ${kind} in ${apiVersion}`);
    const scope = resource.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : "";
    return [`${group}${scope}/${resource.name}`, name, subresource].filter(part => part !== undefined).join("/");
  }

  close(): void {
    this.#agent.destroy();
  }

  async #discover(group: string): Promise<ResourceList["resources"]> {
    const { resources } = await this.request<ResourceList>("GET", group);
    this.#resources.set(group, resources);
    return resources;
  }

  #send(method: string, path: string, body: unknown, contentType: string, signal?: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = https.request(`${this.server}${path}`, {
        method,
        agent: this.#agent,
        headers: { authorization: `Bearer ${this.#token}`, accept: "application/json", "content-type": contentType },
        ...(signal ? { signal } : {}),
      });
      request.on("response", resolve).on("error", reject);
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

function find(resources: ResourceList["resources"], kind: string): ResourceList["resources"][number] | undefined {
  return resources.find(r => r.kind === kind && !r.name.includes("/"));
}

function refusal(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? "";
  } catch {
    return text.trim();
  }
}
