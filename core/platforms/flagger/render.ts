import { type JsonObject, objectAt } from "../../base/json.ts";
import { rfc3339 } from "../../base/time.ts";
import type { ClusterObject, Rendered } from "../platform.ts";
import type { WorkloadStatus } from "../workloads.ts";
import type { CanarySpec } from "./spec.ts";
import { type CanaryState, messages } from "./state.ts";

/** The objects of a Canary as a cluster would show them. Sources: `flagger.md` 1.4, 3.1, 8.2. */
export function render(spec: CanarySpec, state: CanaryState, pods: ReadonlyMap<string, WorkloadStatus>): Rendered {
  const { target } = spec;
  return {
    annotations: {},
    status: {
      phase: state.phase,
      canaryWeight: state.statusWeight,
      failedChecks: state.failedChecks,
      iterations: state.iterations,
      lastAppliedSpec: state.lastApplied,
      lastPromotedSpec: state.lastPromoted,
      lastTransitionTime: rfc3339(state.phaseSince),
      conditions: [
        {
          type: "Promoted",
          status: state.phase === "Initialized" || state.phase === "Succeeded" ? "True" : state.phase === "Failed" ? "False" : "Unknown",
          reason: state.phase,
          message: messages[state.phase],
          lastUpdateTime: rfc3339(state.phaseSince),
          lastTransitionTime: rfc3339(state.phaseSince),
        },
      ],
    },
    owned: [primary(spec, state, pods), ...routing(spec, state), ...services(spec)],
    edits: [
      {
        kind: target.kind,
        name: target.name,
        apply: object => ({
          ...object,
          spec: { ...objectAt(object, "spec"), replicas: state.targetReplicas },
          status: deploymentStatus(pods.get(target.name)),
        }),
      },
    ],
  };
}

function deploymentStatus(status: WorkloadStatus | undefined): JsonObject {
  return {
    replicas: status?.replicas ?? 0,
    updatedReplicas: status?.updated ?? 0,
    readyReplicas: status?.ready ?? 0,
    availableReplicas: status?.available ?? 0,
  };
}

function primary(spec: CanarySpec, state: CanaryState, pods: ReadonlyMap<string, WorkloadStatus>): ClusterObject {
  const name = `${spec.target.name}-primary`;
  const labels = { app: name };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name,
      labels,
      annotations: { "stepwise.dev/hash": state.primary.version.hash, "stepwise.dev/restarts": String(state.primary.restarts) },
      ownerReferences: [owner(spec)],
    },
    spec: {
      replicas: state.primary.desired,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: "app", image: state.primary.version.image }] } },
    },
    status: deploymentStatus(pods.get(name)),
  };
}

function owner(spec: CanarySpec): JsonObject {
  return { apiVersion: "flagger.app/v1beta1", kind: "Canary", name: spec.name, controller: true };
}

/** The routing object that Flagger makes and weighs. */
function routing(spec: CanarySpec, state: CanaryState): readonly ClusterObject[] {
  const weights = [
    { name: `${spec.apex}-primary`, weight: 100 - state.weight },
    { name: `${spec.apex}-canary`, weight: state.weight },
  ];
  const metadata = { name: spec.apex, ownerReferences: [owner(spec)] };
  if (spec.provider?.id === "gateway-api")
    return [
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "HTTPRoute",
        metadata,
        spec: { rules: [{ backendRefs: weights.map(({ name, weight }) => ({ group: "", kind: "Service", name, weight })) }] },
      },
    ];
  if (spec.provider?.id === "istio")
    return [
      {
        apiVersion: "networking.istio.io/v1beta1",
        kind: "VirtualService",
        metadata,
        spec: { hosts: [spec.apex], http: [{ route: weights.map(({ name, weight }) => ({ destination: { host: name }, weight })) }] },
      },
    ];
  return [];
}

function services(spec: CanarySpec): readonly ClusterObject[] {
  const selects: readonly (readonly [string, string])[] = [
    [spec.apex, `${spec.target.name}-primary`],
    [`${spec.apex}-primary`, `${spec.target.name}-primary`],
    [`${spec.apex}-canary`, spec.target.name],
  ];
  return selects.map(([name, app]) => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, ownerReferences: [owner(spec)] },
    spec: { selector: { app } },
  }));
}
