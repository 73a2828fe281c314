import type { JsonObject } from "../../../core/base/json.ts";
import { textAt } from "../../../core/base/json.ts";
import type { ClusterObject } from "../../../core/platforms/platform.ts";
import { fieldSelector, labelSelector, type Selector, UnreadableSelector } from "../selectors.ts";
import { groupVersion } from "../served.ts";
import type { Place } from "./ask.ts";
import { type Backend, inVersion } from "./backend.ts";
import { badRequest, expired, notFound, Refusal } from "./refusal.ts";
import { tableOf, wantsTable } from "./table.ts";

/** Answers a GET of one object. Throws a `Refusal`. */
export function readOne(backend: Backend, place: Place, query: URLSearchParams, accept: string | undefined): JsonObject {
  const name = place.name ?? "";
  const object = backend.store.get(place.kind, place.namespace, name);
  if (!object) throw notFound(place.kind, name);
  return shown(backend, place, [object], query, accept) ?? inVersion(object, place.kind, place.version);
}

/** Answers a GET of many, in pages where `limit` says so. Throws a `Refusal`. */
export function readMany(backend: Backend, place: Place, query: URLSearchParams, accept: string | undefined): JsonObject {
  const selects = selectorOf(query);
  const page = pageOf(query, backend);
  const all = backend.store.list(place.kind, place.namespace).filter(selects);
  const rest = page.after === undefined ? all : all.filter(object => keyOf(object) > (page.after ?? ""));
  const items = page.limit > 0 ? rest.slice(0, page.limit) : rest;
  const last = items.at(-1);
  const more =
    items.length < rest.length && last
      ? { continue: token(page.version, keyOf(last)), remainingItemCount: rest.length - items.length }
      : {};
  const metadata = { resourceVersion: String(page.version), ...more };
  const table = shown(backend, place, items, query, accept);
  if (table) return { ...table, metadata };
  return {
    kind: `${place.kind.kind}List`,
    apiVersion: groupVersion(place.kind.group, place.version),
    metadata,
    items: items.map(object => inVersion(object, place.kind, place.version)),
  };
}

/** The objects as a table, where the client asks for one. */
export function shown(
  backend: Backend,
  place: Place,
  objects: readonly ClusterObject[],
  query: URLSearchParams,
  accept: string | undefined,
): JsonObject | undefined {
  if (!wantsTable(accept)) return undefined;
  return tableOf(place.kind, objects, String(backend.store.version), query.get("includeObject"), backend.clock.now());
}

/** What `fieldSelector` and `labelSelector` ask for. */
export function selectorOf(query: URLSearchParams): Selector {
  try {
    const fields = fieldSelector(query.get("fieldSelector") ?? "");
    const labels = labelSelector(query.get("labelSelector") ?? "");
    return object => fields(object) && labels(object);
  } catch (reason) {
    if (reason instanceof UnreadableSelector) throw badRequest(reason.message);
    throw reason;
  }
}

interface Page {
  readonly limit: number;
  readonly version: number;
  readonly after: string | undefined;
}

function pageOf(query: URLSearchParams, backend: Backend): Page {
  const limit = Number(query.get("limit") ?? 0);
  const given = query.get("continue");
  if (!given) return { limit, version: backend.store.version, after: undefined };
  const [version = "", after] = Buffer.from(given, "base64url").toString("utf8").split("\n");
  if (after === undefined || !/^\d+$/.test(version)) throw badRequest("continue key is not valid");
  // The version of the first page is that of the whole list: a watch from there tells of what changed between the pages.
  if (typeof backend.store.since(Number(version)) === "string")
    throw new Refusal(410, "Expired", expired(version, backend.store.version).message.replace("resource version", "continue token"));
  return { limit, version: Number(version), after };
}

function token(version: number, after: string): string {
  return Buffer.from(`${version}\n${after}`, "utf8").toString("base64url");
}

function keyOf(object: ClusterObject): string {
  return `${textAt(object, "metadata", "namespace") ?? ""}/${textAt(object, "metadata", "name") ?? ""}`;
}
