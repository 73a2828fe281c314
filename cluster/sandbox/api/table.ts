import type { Millis } from "../../../core/base/duration.ts";
import { type Json, type JsonObject, objectAt, textAt } from "../../../core/base/json.ts";
import type { ClusterObject } from "../../../core/platforms/platform.ts";
import type { ServedKind } from "../served.ts";

/** Does the client want a table, as `kubectl get` does? */
export function wantsTable(accept: string | undefined): boolean {
  return accept?.includes("as=Table") === true;
}

/** The objects as a server-side table: what `kubectl get` prints. `includeObject` is the query parameter of that name. */
export function tableOf(
  kind: ServedKind,
  objects: readonly ClusterObject[],
  resourceVersion: string,
  includeObject: string | null,
  now: Millis,
): JsonObject {
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata: { resourceVersion },
    columnDefinitions: [
      { name: "Name", type: "string", format: "name", description: "Name of the object.", priority: 0 },
      ...kind.columns.map(column => ({
        name: column.name,
        type: column.type,
        format: "",
        description: column.name,
        priority: column.priority,
      })),
    ],
    rows: objects.map(object => ({
      cells: [textAt(object, "metadata", "name") ?? "", ...kind.columns.map(column => column.value(object, now))],
      object: included(object, includeObject),
    })),
  };
}

function included(object: ClusterObject, includeObject: string | null): Json {
  if (includeObject === "None") return null;
  if (includeObject === "Object") return object;
  return { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: objectAt(object, "metadata") };
}
