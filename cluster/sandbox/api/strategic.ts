import { isObject, type Json, type JsonObject } from "../../../core/base/json.ts";

// Lists whose items are merged by a key. Source: `patchMergeKey` tags of `k8s.io/api` `core/v1`.
const mergeKeys: { readonly [field: string]: readonly string[] } = {
  containers: ["name"],
  initContainers: ["name"],
  env: ["name"],
  volumes: ["name"],
  volumeMounts: ["mountPath"],
  imagePullSecrets: ["name"],
  ports: ["containerPort", "port"],
  ownerReferences: ["uid"],
  conditions: ["type"],
};

/**
 * Strategic merge patch, as far as Deployments, Services, Namespaces and pods need it: maps are merged, `null` takes away, lists of
 * named things are merged by their name, other lists are replaced. The directives `$patch`, `$retainKeys` and `$setElementOrder` of
 * `kubectl apply` are obeyed, or left out where only an order would change.
 */
export function strategicMerge(target: Json | undefined, patch: Json, field = ""): Json {
  if (Array.isArray(patch)) return mergeList(Array.isArray(target) ? (target as readonly Json[]) : [], patch as readonly Json[], field);
  if (!isObject(patch)) return patch;
  if (patch.$patch === "replace") return withoutDirectives(patch);
  const merged: { [key: string]: Json } = isObject(target) ? { ...target } : {};
  const retained = patch.$retainKeys;
  if (Array.isArray(retained)) for (const key of Object.keys(merged)) if (!retained.includes(key)) delete merged[key];
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith("$deleteFromPrimitiveList/")) {
      const list = key.slice("$deleteFromPrimitiveList/".length);
      const gone = value as readonly Json[];
      const before = merged[list];
      if (Array.isArray(before)) merged[list] = (before as readonly Json[]).filter(item => !gone.includes(item));
    } else if (key.startsWith("$")) continue;
    else if (value === null) delete merged[key];
    else merged[key] = strategicMerge(merged[key], value, key);
  }
  return merged;
}

function mergeList(before: readonly Json[], patch: readonly Json[], field: string): Json {
  const key = (mergeKeys[field] ?? []).find(candidate => patch.every(item => isObject(item) && (candidate in item || "$patch" in item)));
  if (key === undefined || patch.some(item => isObject(item) && item.$patch === "replace"))
    return patch.filter(item => !(isObject(item) && item.$patch === "replace" && Object.keys(item).length === 1));
  let merged = [...before];
  for (const item of patch as readonly JsonObject[]) {
    const index = merged.findIndex(known => isObject(known) && known[key] === item[key]);
    if (item.$patch === "delete") merged = merged.filter((_, i) => i !== index);
    else if (index < 0) merged.push(withoutDirectives(item));
    else merged[index] = strategicMerge(merged[index], item);
  }
  return merged;
}

function withoutDirectives(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !key.startsWith("$")));
}
