import { type ServedKind, servedKinds } from "../served.ts";
import { badRequest, noSuchPath } from "./refusal.ts";

/** What a path of the API stands for: a kind, and perhaps one object of it and a part of that. */
export interface Place {
  readonly kind: ServedKind;
  /** The version that is asked for; objects are shown in it. */
  readonly version: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
}

/** Reads `/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/checkout/status`. Throws a `Refusal` (404) for what is not served. */
export function placeOf(pathname: string): Place {
  const parts = pathname
    .split("/")
    .filter(part => part !== "")
    .map(decoded);
  const isCore = parts[0] === "api";
  const group = isCore ? "" : (parts[1] ?? "");
  const version = (isCore ? parts[1] : parts[2]) ?? "";
  let rest = parts.slice(isCore ? 2 : 3);
  if (!isCore && parts[0] !== "apis") throw noSuchPath();
  let namespace: string | undefined;
  // `/api/v1/namespaces/shop` is a Namespace, with more behind it the namespace of something else.
  if (rest[0] === "namespaces" && rest.length > 2 && rest[2] !== "status") {
    namespace = rest[1];
    rest = rest.slice(2);
  }
  const [plural, name, subresource, ...more] = rest;
  const kind = servedKinds.find(known => known.group === group && known.plural === plural && known.versions.includes(version));
  if (!kind || more.length > 0 || (namespace !== undefined && !kind.namespaced)) throw noSuchPath();
  if (subresource !== undefined && !(subresource === "status" && kind.status)) throw noSuchPath();
  return { kind, version, namespace, name, subresource };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest(`the path has a part that cannot be read: ${part}`);
  }
}
