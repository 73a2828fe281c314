import type { JsonObject } from "../../../core/base/json.ts";
import { groupVersion, type ServedKind, servedKinds } from "../served.ts";

/** The version that the sandbox says it is: the one that the project's real control plane runs. */
const version = { major: "1", minor: "34", gitVersion: "v1.34.5+stepwise-sandbox", platform: "stepwise/sandbox" };

// A kind that holds no objects: asking is posting one.
const accessReview = {
  name: "selfsubjectaccessreviews",
  singularName: "",
  namespaced: false,
  kind: "SelfSubjectAccessReview",
  verbs: ["create"],
};
export const accessReviewPath = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

// What `kubectl get all` gets. Source: the API of each kind, and Flagger's CRD.
const inAll = ["Pod", "Service", "Deployment", "ReplicaSet", "Canary"];

const verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

/** What a client finds when it looks around: versions, groups, kinds. Undefined for a path that is none of these. */
export function discovery(pathname: string): JsonObject | undefined {
  const path = pathname.replace(/\/$/, "");
  if (path === "/version") return version;
  if (path === "/api") return { kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs: [] };
  if (path === "/api/v1") return resourceList("", "v1");
  if (path === "/apis") return { kind: "APIGroupList", apiVersion: "v1", groups: groups().map(groupOf) };
  const [, root, name = "", ofVersion, ...more] = path.split("/");
  if (root !== "apis" || more.length > 0) return undefined;
  const group = groups().find(known => known.name === name);
  if (!group) return undefined;
  if (ofVersion === undefined) return { kind: "APIGroup", apiVersion: "v1", ...groupOf(group) };
  return group.versions.includes(ofVersion) ? resourceList(name, ofVersion) : undefined;
}

/** The groups and versions that are served: `argoproj.io/v1alpha1`. */
export function servedGroupVersions(): readonly {
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly ServedKind[];
}[] {
  return [{ name: "", versions: ["v1"] }, ...groups()].flatMap(({ name, versions }) =>
    versions.map(each => ({
      group: name,
      version: each,
      kinds: servedKinds.filter(kind => kind.group === name && kind.versions.includes(each)),
    })),
  );
}

interface Group {
  readonly name: string;
  readonly versions: readonly string[];
}

function groups(): readonly Group[] {
  const found = new Map<string, string[]>([["authorization.k8s.io", ["v1"]]]);
  for (const kind of servedKinds) {
    if (kind.group === "") continue;
    const known = found.get(kind.group) ?? [];
    found.set(kind.group, [...known, ...kind.versions.filter(each => !known.includes(each))]);
  }
  return [...found].map(([name, versions]) => ({ name, versions }));
}

function groupOf({ name, versions }: Group): JsonObject {
  const list = versions.map(each => ({ groupVersion: `${name}/${each}`, version: each }));
  return { name, versions: list, preferredVersion: list[0] ?? {} };
}

function resourceList(group: string, ofVersion: string): JsonObject {
  const resources = servedKinds
    .filter(kind => kind.group === group && kind.versions.includes(ofVersion))
    .flatMap(kind => {
      const resource = {
        name: kind.plural,
        singularName: kind.kind.toLowerCase(),
        namespaced: kind.namespaced,
        kind: kind.kind,
        verbs,
        ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
        ...(inAll.includes(kind.kind) ? { categories: ["all"] } : {}),
      };
      const status = {
        name: `${kind.plural}/status`,
        singularName: "",
        namespaced: kind.namespaced,
        kind: kind.kind,
        verbs: ["get", "patch", "update"],
      };
      return kind.status ? [resource, status] : [resource];
    });
  return {
    kind: "APIResourceList",
    apiVersion: "v1",
    groupVersion: groupVersion(group, ofVersion),
    resources: group === "authorization.k8s.io" ? [accessReview] : resources,
  };
}
