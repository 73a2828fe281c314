import { isObject, objectAt, textAt } from "../core/base/json.ts";
import type { ClusterObject } from "../core/platforms/platform.ts";

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/** The object without what only servers and other clients need, which is often most of it. */
export function trimmed(object: ClusterObject): ClusterObject {
  const { managedFields: _, ...metadata } = objectAt(object, "metadata");
  const annotations = metadata.annotations;
  if (!isObject(annotations) || !(lastApplied in annotations)) return { ...object, metadata };
  const { [lastApplied]: __, ...others } = annotations;
  return { ...object, metadata: { ...metadata, annotations: others } };
}

/** What tells an object from others, also from one that had its name before. */
export function uidOf(object: ClusterObject): string {
  // Everything that a server gives has a uid; the name stands in for scripted ones.
  return textAt(object, "metadata", "uid") ?? `${textAt(object, "metadata", "namespace")}/${textAt(object, "metadata", "name")}`;
}

/** Versions are compared for equality only: their order is the server's affair. */
export function versionOf(object: ClusterObject): string | undefined {
  return textAt(object, "metadata", "resourceVersion");
}
