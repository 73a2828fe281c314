import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, present, same, textAt } from "../../../core/base/json.ts";
import { rfc3339 } from "../../../core/base/time.ts";
import type { ClusterObject } from "../../../core/platforms/platform.ts";

const hashLabel = "rollouts-pod-template-hash";

/** What a machine's objects lack of what a cluster shows, since the machine does not need it. */
export interface Wardrobe {
  /** The Rollout or Canary, as it is stored. */
  readonly owner: ClusterObject;
  readonly namespace: string;
  readonly now: number;
  /** The pod template with which a version was asked for, by its hash; undefined for one that was never seen. */
  templateOf(hash: string): JsonObject | undefined;
  /** The template of the workload that a Canary watches. */
  readonly target: JsonObject | undefined;
}

/** An object that a machine made, in the clothes of a real one: namespace, owner, labels, selectors, whole pod templates, ports. */
export function dressed(object: ClusterObject, wardrobe: Wardrobe): ClusterObject {
  const metadata = objectAt(object, "metadata");
  const owners = listAt(metadata, "ownerReferences").map(reference =>
    isObject(reference)
      ? { ...reference, uid: textAt(wardrobe.owner, "metadata", "uid") ?? "", controller: true, blockOwnerDeletion: true }
      : reference,
  );
  const owned: ClusterObject = { ...object, metadata: { ...metadata, namespace: wardrobe.namespace, ownerReferences: owners } };
  switch (object.kind) {
    case "ReplicaSet":
      return replicaSet(owned, wardrobe);
    case "Deployment":
      return primary(owned, wardrobe);
    case "Service":
      return service(owned, wardrobe.owner);
    case "HTTPRoute":
      return httpRoute(owned, wardrobe.owner);
    default:
      return owned;
  }
}

/** A ReplicaSet with the labels, the selector and the template of its version, so that clients find it and can go back to it. */
function replicaSet(object: ClusterObject, { owner, templateOf }: Wardrobe): ClusterObject {
  const hash = textAt(object, "metadata", "labels", hashLabel) ?? "";
  const template = templateOf(hash) ?? objectAt(owner, "spec", "template");
  const labels = { ...objectAt(template, "metadata", "labels"), [hashLabel]: hash };
  const spec = objectAt(object, "spec");
  return {
    ...object,
    metadata: { ...objectAt(object, "metadata"), labels },
    spec: {
      ...spec,
      selector: { matchLabels: { ...objectAt(owner, "spec", "selector", "matchLabels"), [hashLabel]: hash } },
      template: withImage({ ...template, metadata: { ...objectAt(template, "metadata"), labels } }, imageOf(spec)),
    },
  };
}

function primary(object: ClusterObject, { target }: Wardrobe): ClusterObject {
  if (!target) return object;
  const spec = objectAt(object, "spec");
  const labels = { ...objectAt(target, "metadata", "labels"), ...objectAt(spec, "template", "metadata", "labels") };
  const template = withImage({ ...target, metadata: { ...objectAt(target, "metadata"), labels } }, imageOf(spec));
  return { ...object, spec: { ...spec, template } };
}

function service(object: ClusterObject, canary: ClusterObject): ClusterObject {
  const wanted = objectAt(canary, "spec", "service");
  const port = present({
    name: textAt(wanted, "portName") ?? "http",
    port: numberAt(wanted, "port") ?? 80,
    targetPort: wanted.targetPort ?? numberAt(wanted, "port"),
    protocol: "TCP",
  });
  return { ...object, spec: { type: "ClusterIP", ports: [port], ...objectAt(object, "spec") } };
}

function httpRoute(object: ClusterObject, canary: ClusterObject): ClusterObject {
  const wanted = objectAt(canary, "spec", "service");
  const more = present({ parentRefs: wanted.gatewayRefs, hostnames: wanted.hosts });
  const port = numberAt(wanted, "port") ?? 80;
  const rules = listAt(object, "spec", "rules").map(rule =>
    isObject(rule)
      ? { ...rule, backendRefs: listAt(rule, "backendRefs").map(backend => (isObject(backend) ? { ...backend, port } : backend)) }
      : rule,
  );
  return { ...object, spec: { ...more, ...objectAt(object, "spec"), rules } };
}

function imageOf(spec: JsonObject): string {
  return textAt(spec, "template", "spec", "containers", 0, "image") ?? "";
}

function withImage(template: JsonObject, image: string): JsonObject {
  const [first, ...others] = listAt(template, "spec", "containers");
  const container: Json = { name: "app", ...(isObject(first) ? first : {}), image };
  return { ...template, spec: { ...objectAt(template, "spec"), containers: [container, ...others] } };
}

/** The status of a Rollout or Canary with the fields that say what the controller has seen. */
export function dressedStatus(owner: ClusterObject, status: JsonObject): JsonObject {
  // Argo Rollouts keeps the generation as a text.
  if (owner.kind === "Rollout") return { ...status, observedGeneration: String(numberAt(owner, "metadata", "generation") ?? 1) };
  return status;
}

/** A Deployment or ReplicaSet whose own controller has seen the spec that is about to be stored. */
export function withObservedGeneration(object: ClusterObject, before: ClusterObject | undefined): ClusterObject {
  if (object.kind !== "Deployment" && object.kind !== "ReplicaSet") return object;
  const last = numberAt(before, "metadata", "generation") ?? 0;
  const observedGeneration = before && same(objectAt(before, "spec"), objectAt(object, "spec")) ? last : last + 1;
  return { ...object, status: { ...objectAt(object, "status"), observedGeneration } };
}

/** The status of a Deployment that nobody rolls out progressively: all its pods are there. */
export function calmDeployment(deployment: ClusterObject, now: number): JsonObject {
  const replicas = numberAt(deployment, "spec", "replicas") ?? 1;
  return {
    observedGeneration: numberAt(deployment, "metadata", "generation") ?? 1,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
    conditions: [{ type: "Available", status: "True", reason: "MinimumReplicasAvailable", lastUpdateTime: rfc3339(now) }],
  };
}
