import type { Millis } from "../core/base/duration.ts";
import { isObject, type JsonObject, listAt, textAt } from "../core/base/json.ts";
import { apiVersionOf, type Kind } from "../core/kinds/index.ts";
import type { ClusterObject, JsonPatchOperation } from "../core/platforms/platform.ts";
import { credentialsOf, NoCredentials } from "./credentials.ts";
import { type Answered, type Failure, failureOf, type Question } from "./failure.ts";
import type { ContextConfig, ContextInfo } from "./kubeconfig.ts";
import type { ListPage, ObjectPlace, Scope, WatchStream } from "./scope.ts";
import { ServerClock } from "./server-clock.ts";
import { SharedWatches } from "./shared-watches.ts";
import { type HttpRequest, httpsTransport, type Transport, Unreachable, unreachableWords } from "./transport.ts";

/** A connection to the cluster of one context. Nothing is asked of it before somebody asks. Failures are values. */
export class ClusterConnection {
  readonly context: ContextInfo;
  /** Everything that is watched over this connection. */
  readonly watches: SharedWatches;
  readonly #server: string;
  readonly #transport: Transport;
  readonly #clock: ServerClock;
  /** Versions that each group is served in; a promise while they are being asked for. */
  readonly #served = new Map<string, Promise<Answered<readonly string[]>>>();

  constructor(context: ContextInfo, transport: Transport, clock = new ServerClock()) {
    this.context = context;
    this.#server = context.server ?? context.cluster;
    this.#transport = transport;
    this.#clock = clock;
    this.watches = new SharedWatches(this, { fallbackNamespace: context.namespace });
  }

  /** Now, in milliseconds of the cluster's clock. */
  now(): Millis {
    return this.#clock.now();
  }

  /** How fast the cluster's clock runs: 1, or the speed of a sandbox. */
  get speed(): number {
    return this.#clock.speed;
  }

  /** Does the server answer at all? */
  async probe(signal?: AbortSignal): Promise<Answered<JsonObject>> {
    const question: Question = { verb: "get", resource: "version", group: "", namespace: undefined };
    return this.#json(question, { method: "GET", path: "/version" }, signal);
  }

  /** One object, with its kind filled in. */
  async get(place: ObjectPlace, signal?: AbortSignal): Promise<Answered<ClusterObject>> {
    const path = await this.#path(place.kind, place.namespace, place.name);
    if (!path.ok) return path;
    return this.#json(questionOf("get", place), { method: "GET", path: path.value }, signal);
  }

  /** One page of the objects of a scope. Items have their `apiVersion` and `kind`, which lists leave out. */
  async list(
    scope: Scope,
    page: { readonly limit?: number; readonly continue?: string } = {},
    signal?: AbortSignal,
  ): Promise<Answered<ListPage>> {
    const path = await this.#path(scope.kind, scope.namespace);
    if (!path.ok) return path;
    const query = selecting(scope);
    if (page.limit !== undefined) query.set("limit", String(page.limit));
    if (page.continue !== undefined) query.set("continue", page.continue);
    const answer = await this.#json(questionOf("list", scope), { method: "GET", path: withQuery(path.value, query) }, signal);
    if (!answer.ok) return answer;
    const list = answer.value;
    const apiVersion = textAt(list, "apiVersion") ?? apiVersionOf(scope.kind);
    const items = listAt(list, "items").filter(isObject);
    const remaining = list.metadata && isObject(list.metadata) ? list.metadata.remainingItemCount : undefined;
    return {
      ok: true,
      value: {
        items: items.map(item => ({ apiVersion, kind: scope.kind.kind, ...item })),
        version: textAt(list, "metadata", "resourceVersion") ?? "",
        continue: textAt(list, "metadata", "continue") || undefined,
        remaining: typeof remaining === "number" ? remaining : undefined,
      },
    };
  }

  /** All objects of a scope, page by page. */
  async listAll(scope: Scope, signal?: AbortSignal): Promise<Answered<readonly ClusterObject[]>> {
    const items: ClusterObject[] = [];
    let more: string | undefined;
    do {
      const page = await this.list(scope, { limit: 500, ...(more === undefined ? {} : { continue: more }) }, signal);
      if (!page.ok) return page;
      items.push(...page.value.items);
      more = page.value.continue;
    } while (more !== undefined);
    return { ok: true, value: items };
  }

  /** Opens a watch of a scope from a version on. */
  async watch(scope: Scope, version: string, timeoutSeconds: number, signal: AbortSignal): Promise<Answered<WatchStream>> {
    const path = await this.#path(scope.kind, scope.namespace);
    if (!path.ok) return path;
    const query = selecting(scope);
    query.set("watch", "true");
    query.set("allowWatchBookmarks", "true");
    query.set("resourceVersion", version);
    query.set("timeoutSeconds", String(timeoutSeconds));
    const sent = Date.now();
    try {
      const stream = await this.#transport.stream({ method: "GET", path: withQuery(path.value, query) }, signal);
      this.#clock.heard(stream.headers, sent);
      if (stream.status === 200) return { ok: true, value: { chunks: stream.chunks } };
      let body = "";
      for await (const chunk of stream.chunks) body += chunk;
      return { ok: false, failure: failureOf(questionOf("watch", scope), stream.status, body, stream.headers, this.context.name) };
    } catch (error) {
      return { ok: false, failure: this.failureFrom(error) };
    }
  }

  /** Sends a JSON patch. Gives the object as the server has it now. */
  async patch(
    place: ObjectPlace,
    patch: readonly JsonPatchOperation[],
    how: { readonly dryRun?: boolean } = {},
    signal?: AbortSignal,
  ): Promise<Answered<ClusterObject>> {
    const path = await this.#path(place.kind, place.namespace, place.name);
    if (!path.ok) return path;
    const query = new URLSearchParams({ fieldManager: "stepwise", ...(how.dryRun ? { dryRun: "All" } : {}) });
    const request: HttpRequest = {
      method: "PATCH",
      path: withQuery(`${path.value}${place.subresource ? `/${place.subresource}` : ""}`, query),
      body: JSON.stringify(patch),
      contentType: "application/json-patch+json",
    };
    return this.#json(questionOf("patch", place), request, signal);
  }

  /** Posts a review, an object that is an answer and is never stored. */
  async review(group: string, version: string, resource: string, body: JsonObject): Promise<Answered<JsonObject>> {
    const question: Question = { verb: "create", resource, group, namespace: undefined };
    return this.#json(question, { method: "POST", path: `/apis/${group}/${version}/${resource}`, body: JSON.stringify(body) });
  }

  /** What an error that was thrown while reading means. */
  failureFrom(error: unknown): Failure {
    if (error instanceof Unreachable) return { kind: "unreachable", why: unreachableWords(error, this.#server, this.context.name) };
    if (error instanceof NoCredentials) return { kind: "credentials", why: error.message };
    const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
    if (name === "AbortError") return { kind: "unreachable", why: "It was called off." };
    return { kind: "unreachable", why: `The cluster of context ${this.context.name} could not be asked: ${message}.` };
  }

  /** Ends everything that goes over this connection. */
  close(): void {
    this.watches.stop();
    this.#transport.close();
  }

  async #json(question: Question, request: HttpRequest, signal?: AbortSignal): Promise<Answered<JsonObject>> {
    const sent = Date.now();
    try {
      const answer = await this.#transport.request(request, signal);
      this.#clock.heard(answer.headers, sent);
      if (answer.status >= 300)
        return { ok: false, failure: failureOf(question, answer.status, answer.body, answer.headers, this.context.name) };
      const value: unknown = JSON.parse(answer.body);
      if (isObject(value)) return { ok: true, value };
      return { ok: false, failure: this.#unreadable() };
    } catch (error) {
      return { ok: false, failure: error instanceof SyntaxError ? this.#unreadable() : this.failureFrom(error) };
    }
  }

  #unreadable(): Failure {
    return {
      kind: "unreadable",
      why: `${this.#server} (context ${this.context.name}) does not answer like a Kubernetes API server. Check the \`server\` in the kubeconfig.`,
    };
  }

  async #path(kind: Kind, namespace: string | undefined, name?: string): Promise<Answered<string>> {
    const version = await this.#version(kind);
    if (!version.ok) return version;
    const root = kind.group === "" ? `/api/${version.value}` : `/apis/${kind.group}/${version.value}`;
    const within = kind.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : "";
    return { ok: true, value: `${root}${within}/${kind.plural}${name === undefined ? "" : `/${encodeURIComponent(name)}`}` };
  }

  /** The version to ask for a kind in: the first that we know and the cluster serves. Clusters differ in those of traffic systems. */
  async #version(kind: Kind): Promise<Answered<string>> {
    const [preferred = "v1"] = kind.versions;
    if (kind.versions.length < 2) return { ok: true, value: preferred };
    const asking = this.#served.get(kind.group) ?? this.#askVersions(kind);
    this.#served.set(kind.group, asking);
    const served = await asking;
    if (!served.ok) {
      this.#served.delete(kind.group);
      // Who may not look around may still be allowed to ask for the thing itself.
      return served.failure.kind === "forbidden" ? { ok: true, value: preferred } : served;
    }
    return { ok: true, value: kind.versions.find(version => served.value.includes(version)) ?? served.value[0] ?? preferred };
  }

  async #askVersions(kind: Kind): Promise<Answered<readonly string[]>> {
    const question: Question = { verb: "get", resource: kind.plural, group: kind.group, namespace: undefined };
    const answer = await this.#json(question, { method: "GET", path: `/apis/${kind.group}` });
    if (!answer.ok) return answer;
    return { ok: true, value: listAt(answer.value, "versions").flatMap(version => textAt(version, "version") ?? []) };
  }
}

/** Connects to a context. Nothing is sent yet. */
export function connect(config: ContextConfig, env: { readonly [name: string]: string | undefined } = process.env): ClusterConnection {
  return new ClusterConnection(config.info, httpsTransport(config.server, credentialsOf(config, env)));
}

function questionOf(verb: Question["verb"], of: Scope | ObjectPlace): Question {
  const { kind, namespace, name } = of;
  const subresource = "subresource" in of && of.subresource ? `/${of.subresource}` : "";
  return {
    verb,
    resource: `${kind.plural}${subresource}`,
    group: kind.group,
    namespace,
    kind: kind.kind,
    ...(name === undefined ? {} : { name }),
  };
}

function selecting({ name, labels }: Scope): URLSearchParams {
  return new URLSearchParams({
    ...(name === undefined ? {} : { fieldSelector: `metadata.name=${name}` }),
    ...(labels ? { labelSelector: labels } : {}),
  });
}

function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}
