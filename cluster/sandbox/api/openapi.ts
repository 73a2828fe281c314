import type { JsonObject } from "../../../core/base/json.ts";
import { groupVersion } from "../served.ts";
import { servedGroupVersions } from "./discovery.ts";

/**
 * As much of OpenAPI v3 as `kubectl apply` needs to see that the server checks fields by itself, and to leave it at that: the paths of
 * each group with the `fieldValidation` parameter of their patch. Undefined for a path that is no part of it.
 */
export function openApi(pathname: string): JsonObject | undefined {
  if (pathname === "/openapi/v3") {
    const paths = servedGroupVersions().map(({ group, version }) => [
      pathOf(group, version),
      { serverRelativeURL: `/openapi/v3/${pathOf(group, version)}` },
    ]);
    return { paths: Object.fromEntries(paths) as JsonObject };
  }
  const found = servedGroupVersions().find(({ group, version }) => pathname === `/openapi/v3/${pathOf(group, version)}`);
  if (!found) return undefined;
  const paths = found.kinds.map(kind => [
    `/${pathOf(found.group, found.version)}/${kind.namespaced ? "namespaces/{namespace}/" : ""}${kind.plural}/{name}`,
    {
      patch: {
        parameters: [{ name: "fieldValidation", in: "query", schema: { type: "string" } }],
        responses: {},
        "x-kubernetes-group-version-kind": { group: found.group, version: found.version, kind: kind.kind },
      },
    },
  ]);
  return { openapi: "3.0.0", info: { title: "Stepwise sandbox", version: "1" }, paths: Object.fromEntries(paths) as JsonObject };
}

function pathOf(group: string, version: string): string {
  return group === "" ? `api/${version}` : `apis/${groupVersion(group, version)}`;
}
