import path from "node:path";
import type { Desk } from "../answers.ts";
import type { KubeObject, Reference } from "../api.ts";
import { readObjects } from "../objects/index.ts";
import type { Script } from "./script.ts";

/** Where a script is played: its namespace and the servers that answer there. */
export interface Place {
  readonly namespace: string;
  readonly desk: Pick<Desk, "metricsUrl" | "webhooksUrl">;
}

/** The objects of a script as they are created in their place, the target last: what it refers to is there before it. */
export function stagedObjects(script: Script, place: Place): KubeObject[] {
  const objects = script.manifests.flatMap(file => readObjects(path.join(script.folder, file)));
  const isTarget = ({ kind, metadata }: KubeObject) => kind === script.target.kind && metadata.name === script.target.name;
  return [...objects.filter(o => !isTarget(o)), ...objects.filter(isTarget)].map(object => {
    const staged = moved(object, place) as KubeObject;
    const { namespace } = place;
    // An object without a namespace of its own gets the name of the place into its name, or replays side by side would share it.
    if (clusterKinds.has(object.kind))
      return { ...staged, metadata: { ...staged.metadata, name: clusterName(object.metadata.name, place) } };
    return { ...staged, metadata: { ...staged.metadata, namespace } };
  });
}

/** A value from a script or manifest with everything that depends on the place replaced. */
export function moved(value: unknown, place: Place): unknown {
  if (typeof value === "string") return movedText(value, place);
  if (Array.isArray(value)) return value.map(item => moved(item, place));
  if (typeof value !== "object" || value === null) return value;
  const isClusterReference = "clusterScope" in value && value.clusterScope === true;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => {
      if (field === "namespace" && inner === "default") return [field, place.namespace];
      if (field === "templateName" && isClusterReference && typeof inner === "string") return [field, clusterName(inner, place)];
      return [field, moved(inner, place)];
    }),
  );
}

/** The same text as if it had been recorded in the namespace and with the server names that the script speaks of. */
export function unmoved(text: string, { namespace, desk }: Place): string {
  return text
    .replaceAll(desk.metricsUrl, metricsServer)
    .replaceAll(desk.webhooksUrl, webhooksServer)
    .replaceAll(`${namespace}-`, "")
    .replaceAll(namespace, "default");
}

/** Names an object of a script by kind and name; the API version is that of the script's manifests, or the usual one. */
export function referenceTo(kind: string, name: string, objects: readonly KubeObject[], { namespace }: Place): Reference {
  const apiVersion = objects.find(o => o.kind === kind)?.apiVersion ?? usualApiVersions[kind];
  if (apiVersion === undefined) throw new Error(`no object of kind ${kind} in the manifests`);
  return { apiVersion, kind, namespace, name };
}

const metricsServer = "http://metrics.replay";
const webhooksServer = "http://webhooks.replay";

const clusterKinds: ReadonlySet<string> = new Set(["ClusterAnalysisTemplate"]);

// Kinds that the controllers create, so that a script may act on them without bringing one.
const usualApiVersions: Readonly<Record<string, string>> = {
  Deployment: "apps/v1",
  ReplicaSet: "apps/v1",
  Service: "v1",
  Pod: "v1",
  ConfigMap: "v1",
  Ingress: "networking.k8s.io/v1",
  AnalysisRun: "argoproj.io/v1alpha1",
  Experiment: "argoproj.io/v1alpha1",
  VirtualService: "networking.istio.io/v1beta1",
  DestinationRule: "networking.istio.io/v1beta1",
  HTTPRoute: "gateway.networking.k8s.io/v1",
};

function clusterName(name: string, { namespace }: Place): string {
  return `${namespace}-${name}`;
}

function movedText(text: string, { namespace, desk }: Place): string {
  return text
    .replaceAll(metricsServer, desk.metricsUrl)
    .replaceAll(webhooksServer, desk.webhooksUrl)
    .replace(/\.default(?=\.svc\b)/g, `.${namespace}`);
}
