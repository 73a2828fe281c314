import { type JsonObject, listAt, objectAt, textAt } from "../../core/base/json.ts";

const kinds: readonly string[] = [
  ...["VirtualService", "Ingress", "TrafficSplit", "TraefikService", "ApisixRoute", "Mapping", "VirtualRouter", "VirtualNode"],
  ...["HTTPRoute", "GRPCRoute"],
];

/**
 * The objects of a traffic system in a form in which those of a real cluster and those of our machine can be compared: what people and
 * controllers write, and nothing that a server adds. Hashes of pods, which nobody can foresee, are called by the version that they are of.
 */
export function routerObjects(objects: readonly JsonObject[]): readonly JsonObject[] {
  const status = objectAt(
    objects.find(object => object.kind === "Rollout"),
    "status",
  );
  const named = [
    [textAt(status, "stableRS"), "the-stable-version"],
    [textAt(status, "currentPodHash"), "the-new-version"],
  ] as const;
  const told = (object: JsonObject): JsonObject =>
    JSON.parse(
      named.reduce((text, [hash, name]) => (hash ? text.replaceAll(`"${hash}"`, `"${name}"`) : text), JSON.stringify(object)),
    ) as JsonObject;
  return (
    objects
      // Of App Mesh nobody writes to the VirtualService, and it is called as Istio's is.
      .filter(
        ({ kind, apiVersion }) => kinds.includes(String(kind)) && !(kind === "VirtualService" && apiVersion === "appmesh.k8s.aws/v1beta2"),
      )
      .map(object => {
        const metadata = objectAt(object, "metadata");
        return told({
          kind: object.kind ?? "",
          name: metadata.name ?? "",
          annotations: objectAt(metadata, "annotations"),
          labels: objectAt(metadata, "labels"),
          owners: listAt(metadata, "ownerReferences").map(owner => ({
            kind: textAt(owner, "kind") ?? "",
            name: textAt(owner, "name") ?? "",
          })),
          spec: object.spec ?? {},
        });
      })
      .toSorted((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1))
  );
}
