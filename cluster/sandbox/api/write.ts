import { randomBytes } from "node:crypto";
import { at, isObject, type Json, type JsonObject, objectAt, textAt } from "../../../core/base/json.ts";
import type { ClusterObject } from "../../../core/platforms/platform.ts";
import { qualified, servedKind, servedKindOf } from "../served.ts";
import type { Place } from "./ask.ts";
import { type Backend, inVersion, type Write } from "./backend.ts";
import { withPatch } from "./patch.ts";
import { alreadyExists, badRequest, conflict, invalid, noNamespace, notFound } from "./refusal.ts";

/** What a write asks for, besides the place. */
export interface Asked {
  readonly body: Json;
  readonly contentType: string;
  /** Say what would be, and store nothing. */
  readonly dryRun: boolean;
}

/** POST: a new object. Throws a `Refusal`. */
export function create(backend: Backend, place: Place, { body, dryRun }: Asked): JsonObject {
  const object = ofKind(place, body);
  const prefix = textAt(object, "metadata", "generateName");
  const name =
    textAt(object, "metadata", "name") ?? (prefix === undefined ? undefined : `${prefix}${randomBytes(3).toString("hex").slice(0, 5)}`);
  if (name === undefined || name === "") throw invalid(place.kind, "", "metadata.name", "Required value: name or generateName is required");
  const namespace = namespaceOf(place, object);
  const namespaces = servedKind("Namespace");
  if (namespace !== undefined && namespaces && !backend.store.get(namespaces, undefined, namespace)) throw noNamespace(namespace);
  if (backend.store.get(place.kind, namespace, name)) throw alreadyExists(place.kind, name);
  const { uid: _, creationTimestamp: __, ...metadata } = objectAt(object, "metadata");
  const { status, ...rest } = object;
  const fresh: ClusterObject = {
    ...rest,
    metadata: { ...metadata, name, ...(namespace === undefined ? {} : { namespace }) },
    // The main endpoint has no say in the status of what has a status subresource.
    ...(status === undefined || place.kind.status ? {} : { status }),
  };
  return stored(backend, place, { kind: place.kind, part: "object", after: fresh }, dryRun);
}

/** PUT: another object in the place of one. Throws a `Refusal`. */
export function replace(backend: Backend, place: Place, { body, dryRun }: Asked): JsonObject {
  const before = existing(backend, place);
  return update(backend, place, before, ofKind(place, body), dryRun);
}

/** PATCH. Throws a `Refusal`. */
export function patch(backend: Backend, place: Place, { body, contentType, dryRun }: Asked): JsonObject {
  const before = existing(backend, place);
  return update(backend, place, before, withPatch(place.kind, before, contentType, body), dryRun);
}

/** DELETE of one object, or of all that are selected. Throws a `Refusal`. */
export function remove(backend: Backend, place: Place, selects: (object: ClusterObject) => boolean, dryRun: boolean): JsonObject {
  const gone = place.name === undefined ? backend.store.list(place.kind, place.namespace).filter(selects) : [existing(backend, place)];
  for (const before of gone) {
    if (dryRun) continue;
    backend.store.remove(place.kind, textAt(before, "metadata", "namespace"), textAt(before, "metadata", "name") ?? "");
    backend.wrote({ kind: place.kind, part: "object", before });
  }
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Success",
    details:
      place.name === undefined ? { kind: qualified(place.kind) } : { name: place.name, kind: place.kind.plural, group: place.kind.group },
  };
}

/** May I? Whoever has the sandbox's token may do everything. */
export function accessReview(body: Json): JsonObject {
  const spec = isObject(body) ? objectAt(body, "spec") : {};
  return {
    kind: "SelfSubjectAccessReview",
    apiVersion: "authorization.k8s.io/v1",
    metadata: { creationTimestamp: null },
    spec,
    status: { allowed: true, reason: "the sandbox allows everything" },
  };
}

function existing(backend: Backend, place: Place): ClusterObject {
  const name = place.name ?? "";
  const object = backend.store.get(place.kind, place.namespace, name);
  if (!object) throw notFound(place.kind, name);
  return object;
}

function update(backend: Backend, place: Place, before: ClusterObject, asked: ClusterObject, dryRun: boolean): JsonObject {
  const name = textAt(before, "metadata", "name") ?? "";
  if (textAt(asked, "metadata", "name") !== name) throw invalid(place.kind, name, "metadata.name", "Invalid value: field is immutable");
  const version = textAt(asked, "metadata", "resourceVersion");
  if (version !== undefined && version !== textAt(before, "metadata", "resourceVersion")) throw conflict(place.kind, name);
  const uid = textAt(asked, "metadata", "uid");
  if (uid !== undefined && uid !== textAt(before, "metadata", "uid")) throw conflict(place.kind, name);
  const part = place.subresource === "status" ? "status" : "object";
  return stored(backend, place, { kind: place.kind, part, before, after: allowedOf(place, before, asked) }, dryRun);
}

/** Of what was asked, what this endpoint may change: the status alone, or all but the status. */
function allowedOf(place: Place, before: ClusterObject, asked: ClusterObject): ClusterObject {
  const { status: old, ...body } = before;
  const { status: fresh, ...changed } = asked;
  if (place.subresource === "status") return fresh === undefined ? body : { ...body, status: fresh };
  const status = place.kind.status ? old : fresh;
  const metadata = { ...objectAt(changed, "metadata"), ...(place.namespace === undefined ? {} : { namespace: place.namespace }) };
  return { ...changed, metadata, ...(status === undefined ? {} : { status }) };
}

function stored(backend: Backend, place: Place, write: Write & { readonly after: ClusterObject }, dryRun: boolean): JsonObject {
  if (dryRun) return inVersion(write.after, place.kind, place.version);
  const after = backend.store.put(place.kind, write.after);
  if (after !== write.before) backend.wrote({ ...write, after });
  return inVersion(after, place.kind, place.version);
}

function ofKind(place: Place, body: Json): ClusterObject {
  if (!isObject(body)) throw badRequest("the body of the request is no object");
  if (at(body, "kind") !== undefined && servedKindOf(body) !== place.kind)
    throw badRequest(
      `the kind in the data (${textAt(body, "apiVersion")}, ${textAt(body, "kind")}) does not match the expected kind (${place.kind.kind})`,
    );
  return body;
}

function namespaceOf(place: Place, object: ClusterObject): string | undefined {
  if (!place.kind.namespaced) return undefined;
  const written = textAt(object, "metadata", "namespace");
  if (place.namespace !== undefined && written !== undefined && written !== place.namespace)
    throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
  return place.namespace ?? written ?? "default";
}
