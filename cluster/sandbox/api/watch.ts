import type { ServerResponse } from "node:http";
import type { Json, JsonObject } from "../../../core/base/json.ts";
import type { ClusterObject } from "../../../core/platforms/platform.ts";
import type { Selector } from "../selectors.ts";
import { groupVersion } from "../served.ts";
import type { Change } from "../store.ts";
import type { Place } from "./ask.ts";
import { type Backend, inVersion } from "./backend.ts";
import { selectorOf, shown } from "./read.ts";
import { expired, type Refusal } from "./refusal.ts";

// Milliseconds of the wall clock: what clients measure their patience by.
const bookmarkEvery = 10_000;
const longest = 1_800_000;
// A client that does not read is sent away and comes back with a list, rather than filling our memory.
const mostUnread = 8 * 1024 * 1024;

/**
 * Answers a watch until its time is over or the client leaves. A version that was never ours is refused as a whole (410 as a status, by
 * throwing a `Refusal`), one that is forgotten by an `ERROR` event in the stream: both forms are met on real clusters.
 */
export function serveWatch(
  backend: Backend,
  place: Place,
  query: URLSearchParams,
  accept: string | undefined,
  response: ServerResponse,
): void {
  const { store } = backend;
  const selects = selectorOf(query);
  const asked = query.get("resourceVersion") ?? "";
  const initial = asked === "" || asked === "0" || query.get("sendInitialEvents") === "true";
  const changes = initial ? [] : store.since(Number(asked));
  if (changes === "unknown") throw expired(asked, store.version);

  response.writeHead(200, { "Content-Type": "application/json" });
  response.flushHeaders();
  const write = (type: string, object: Json): void => {
    response.write(`${JSON.stringify({ type, object })}\n`);
    if (response.writableLength > mostUnread) end();
  };
  const show = (object: ClusterObject): JsonObject =>
    shown(backend, place, [object], query, accept) ?? inVersion(object, place.kind, place.version);
  const bookmark = (annotations: JsonObject = {}): void =>
    write("BOOKMARK", {
      kind: place.kind.kind,
      apiVersion: groupVersion(place.kind.group, place.version),
      metadata: { resourceVersion: String(store.version), creationTimestamp: null, annotations },
    });

  if (changes === "expired") {
    write("ERROR", errorObject(expired(asked, store.version)));
    response.end();
    return;
  }
  const tell = (change: Change): void => {
    const seen = asSeen(change, place, selects);
    if (seen) write(seen, show(change.object));
  };
  if (initial) for (const object of store.list(place.kind, place.namespace)) if (selects(object)) write("ADDED", show(object));
  if (query.get("sendInitialEvents") === "true") bookmark({ "k8s.io/initial-events-end": "true" });
  for (const change of changes) tell(change);

  const stop = store.subscribe(tell);
  const seconds = Number(query.get("timeoutSeconds") ?? 0);
  const over = setTimeout(end, seconds > 0 ? seconds * 1000 : longest);
  const marks = query.get("allowWatchBookmarks") === "true" ? setInterval(bookmark, bookmarkEvery) : undefined;
  response.on("close", leave);

  function leave(): void {
    stop();
    clearTimeout(over);
    clearInterval(marks);
  }
  function end(): void {
    leave();
    response.end();
  }
}

/** What a change is for somebody who sees only some of the objects. */
function asSeen({ kind, type, object, before }: Change, place: Place, selects: Selector): Change["type"] | undefined {
  if (kind !== place.kind) return undefined;
  const namespace = (object.metadata as JsonObject).namespace;
  if (place.namespace !== undefined && namespace !== place.namespace) return undefined;
  const was = before !== undefined && selects(before);
  const is = type !== "DELETED" && selects(object);
  if (was) return is ? "MODIFIED" : "DELETED";
  return is ? "ADDED" : undefined;
}

function errorObject(refusal: Refusal): JsonObject {
  return refusal.status;
}
