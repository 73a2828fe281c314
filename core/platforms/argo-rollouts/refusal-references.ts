import { isSet, itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import type { Resource } from "../../workspace/resource.ts";
import { named, type Workspace } from "../../workspace/workspace.ts";
import { invalid, quoted } from "./refusal-words.ts";
import { followWorkloadRef, readWorkloadRef } from "./workload-ref.ts";

// What a Rollout refers to and is not there, in the words of the controller. Source: `argo-rollouts.md` 2.2; words: `argo-rollouts-1.10.1.md` B3.

const resources: { readonly [kind: string]: string } = {
  Deployment: "deployments.apps",
  ReplicaSet: "replicasets.apps",
  PodTemplate: "podtemplates",
};

/** The workload of `workloadRef`. */
export function missingWorkload(spec: SourceNode, owner: Resource, workspace: Workspace): string | undefined {
  const reference = readWorkloadRef(spec);
  if (!reference || "template" in followWorkloadRef(reference, owner, workspace)) return undefined;
  const [group, version] = reference.apiVersion.split("/");
  const resource = resources[reference.kind];
  if (resource === undefined) return `workload of type ${version === undefined ? "" : group}/${reference.kind} is not supported`;
  return `${resource} "${owner.namespace ?? "default"}/${reference.name}" not found`;
}

/** Services, then analysis templates, then VirtualServices and their routes. */
export function missingReference(spec: SourceNode, owner: Resource, workspace: Workspace): string | undefined {
  const isThere = (kind: string, name: string): boolean => named(workspace, kind, name, owner.namespace, owner.uri).length > 0;
  for (const path of servicePaths) {
    const name = textOf(spec, "strategy", ...path);
    if (name && !isThere("Service", name))
      return invalid(`spec.strategy.${path.join(".")}`, quoted(name), `service ${quoted(name)} not found`);
  }
  for (const [path, use] of analysisUses(spec))
    for (const template of itemsOf(use, "templates")) {
      const scope = nodeAt(template, "clusterScope");
      const kind = scope?.kind === "scalar" && scope.value === true ? "ClusterAnalysisTemplate" : "AnalysisTemplate";
      const name = textOf(template, "templateName") ?? "";
      if (!isThere(kind, name)) return invalid(`spec.strategy.${path}.templates`, quoted(name), `${kind} '${name}' not found`);
    }
  return missingVirtualService(nodeAt(spec, "strategy", "canary"), owner, workspace);
}

const servicePaths = [
  ["blueGreen", "activeService"],
  ["blueGreen", "previewService"],
  ["canary", "stableService"],
  ["canary", "canaryService"],
  ["canary", "pingPong", "pingService"],
  ["canary", "pingPong", "pongService"],
] as const;

function analysisUses(spec: SourceNode): readonly (readonly [string, SourceNode | undefined])[] {
  const use = (...path: readonly string[]): readonly [string, SourceNode | undefined] => [
    path.join("."),
    nodeAt(spec, "strategy", ...path),
  ];
  const steps = itemsOf(spec, "strategy", "canary", "steps");
  return [
    use("blueGreen", "prePromotionAnalysis"),
    use("blueGreen", "postPromotionAnalysis"),
    ...steps.map((step, index) => [`canary.steps[${index}].analysis`, nodeAt(step, "analysis")] as const),
    use("canary", "analysis"),
  ];
}

function missingVirtualService(canary: SourceNode | undefined, owner: Resource, workspace: Workspace): string | undefined {
  const istio = nodeAt(canary, "trafficRouting", "istio");
  const several = itemsOf(istio, "virtualServices");
  const single = nodeAt(istio, "virtualService");
  const path = `spec.strategy.canary.trafficRouting.istio.${several.length > 0 ? "virtualServices" : "virtualService"}.name`;
  const refs = (several.length > 0 ? several : single ? [single] : []).map(ref => {
    const [name = "", namespace = owner.namespace] = (textOf(ref, "name") ?? "").split(".");
    return { ref, name, object: named(workspace, "VirtualService", name, namespace, owner.uri)[0] };
  });
  for (const { name, object } of refs)
    if (!object) return invalid(path, quoted(name), `virtualservices.networking.istio.io ${quoted(name)} not found`);
  for (const { ref, name, object } of refs) {
    const wrong = object && canary && wrongRoutes(canary, ref, object);
    if (wrong !== undefined) return invalid(path, quoted(name), `Istio VirtualService has invalid HTTP routes. Error: ${wrong}`);
  }
  return undefined;
}

function wrongRoutes(canary: SourceNode, ref: SourceNode, object: Resource): string | undefined {
  const http = itemsOf(object.node, "spec", "http");
  if (http.length === 0) return undefined;
  const names = itemsOf(ref, "routes").flatMap(item => (item.kind === "scalar" ? [String(item.value)] : []));
  const lost = names.find(name => !http.some(route => textOf(route, "name") === name));
  if (lost !== undefined) return `HTTP Route '${lost}' is not found in the defined Virtual Service.`;
  const managed = itemsOf(canary, "trafficRouting", "managedRoutes").map(route => textOf(route, "name"));
  const own = http.filter(route => !managed.includes(textOf(route, "name")));
  const weighed =
    names.length > 0
      ? http.filter(route => names.includes(textOf(route, "name") ?? ""))
      : http.length === 1
        ? http
        : http.filter(route => textOf(route, "name") === undefined).slice(0, 1);
  for (const route of weighed) {
    const wrong = wrongDestinations(canary, itemsOf(route, "route"));
    if (wrong !== undefined) return wrong;
  }
  return names.length === 0 && own.length > 1
    ? "spec.http[] should be set in VirtualService and it must have exactly one route when omitting spec.strategy.canary.trafficRouting.istio.virtualService.routes"
    : undefined;
}

function wrongDestinations(canary: SourceNode, destinations: readonly SourceNode[]): string | undefined {
  const rule = nodeAt(canary, "trafficRouting", "istio", "destinationRule");
  for (const [role, key] of [["Canary", "canary"] as const, ["Stable", "stable"] as const]) {
    const subset = textOf(rule, `${key}SubsetName`);
    if (rule && !destinations.some(one => textOf(one, "destination", "subset") === subset))
      return `${role} DestinationRule subset '${subset}' not found in route`;
    const service = textOf(canary, `${key}Service`);
    const leads = (one: SourceNode): boolean => textOf(one, "destination", "host")?.split(".")[0] === service;
    // With ping-pong it depends on the status which of the two it is; both are looked for, and people have both.
    if (!rule && !isSet(canary, "pingPong") && !destinations.some(leads)) return `${role} Service '${service}' not found in route`;
  }
  return undefined;
}

/** The DestinationRule is not looked for before its subsets are written. */
export function missingDestinationRule(spec: SourceNode, owner: Resource, workspace: Workspace): string | undefined {
  const name = textOf(spec, "strategy", "canary", "trafficRouting", "istio", "destinationRule", "name");
  if (name === undefined || named(workspace, "DestinationRule", name, owner.namespace, owner.uri).length > 0) return undefined;
  return `DestinationRule \`${name}\` not found`;
}
