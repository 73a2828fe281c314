import type { Millis } from "../../core/base/duration.ts";
import { at, type Json, listAt, numberAt, textAt } from "../../core/base/json.ts";
import { instantOf } from "../../core/base/time.ts";
import { type Kind, kindNamed } from "../../core/kinds/index.ts";
import type { ClusterObject } from "../../core/platforms/platform.ts";

/** A column of `kubectl get`. */
export interface Column {
  readonly name: string;
  readonly type: "string" | "integer" | "date" | "boolean";
  /** 0 is always shown, 1 with `-o wide`. */
  readonly priority: 0 | 1;
  value(object: ClusterObject, now: Millis): Json;
}

/** A kind of resource that the sandbox serves. */
export interface ServedKind {
  readonly kind: string;
  readonly group: string;
  /** The first one is that of the stored objects. */
  readonly versions: readonly string[];
  readonly plural: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** Has a `status` subresource, so that its main endpoint ignores the status. */
  readonly status: boolean;
  /** Defined by a CRD on a real cluster, which therefore knows no strategic merge patch of it. */
  readonly custom: boolean;
  readonly columns: readonly Column[];
}

const text = (name: string, ...path: readonly (string | number)[]): Column =>
  column(name, "string", object => textAt(object, ...path) ?? "");
const number = (name: string, ...path: readonly string[]): Column => column(name, "integer", object => numberAt(object, ...path) ?? 0);
const wide = (of: Column): Column => ({ ...of, priority: 1 });
const list = (name: string, ...path: readonly string[]): Column =>
  column(name, "string", object => {
    const items = listAt(object, ...path);
    return items.length === 0 ? "" : JSON.stringify(items);
  });
const since = (name: string, ...path: readonly string[]): Column =>
  column(name, "date", (object, now) => {
    const instant = instantOf(textAt(object, ...path));
    return instant === undefined ? "<unknown>" : ageText(now - instant);
  });
const age = since("Age", "metadata", "creationTimestamp");

function column(name: string, type: Column["type"], value: Column["value"]): Column {
  return { name, type, priority: 0, value };
}

/** A kind that `core` knows, with what only a server needs to know of it. */
function known(name: string, more: { readonly shortNames?: readonly string[]; readonly columns: readonly Column[] }): ServedKind {
  const kind = kindNamed(name) as Kind;
  const custom = kind.group.includes(".");
  return {
    kind: kind.kind,
    group: kind.group,
    versions: kind.versions,
    plural: kind.plural,
    namespaced: kind.namespaced,
    // A Service has one too on a real cluster; nothing here writes it.
    status: kind.subresources?.includes("status") === true,
    custom,
    shortNames: more.shortNames ?? [],
    columns: more.columns,
  };
}

function core(kind: string, plural: string, more: Partial<ServedKind>): ServedKind {
  return {
    kind,
    plural,
    group: "",
    versions: ["v1"],
    shortNames: [],
    namespaced: true,
    status: false,
    custom: false,
    columns: [age],
    ...more,
  };
}

/** Every kind that the sandbox serves. Columns are those of upstream. */
export const servedKinds: readonly ServedKind[] = [
  core("Namespace", "namespaces", { namespaced: false, shortNames: ["ns"], columns: [text("Status", "status", "phase"), age] }),
  core("Pod", "pods", {
    status: true,
    shortNames: ["po"],
    columns: [
      column("Ready", "string", pod => `${listAt(pod, "status", "containerStatuses").filter(one => at(one, "ready") === true).length}/1`),
      text("Status", "status", "phase"),
      column("Restarts", "integer", () => 0),
      age,
    ],
  }),
  core("Event", "events", {
    shortNames: ["ev"],
    columns: [
      since("Last Seen", "lastTimestamp"),
      text("Type", "type"),
      text("Reason", "reason"),
      column(
        "Object",
        "string",
        event => `${textAt(event, "involvedObject", "kind")?.toLowerCase()}/${textAt(event, "involvedObject", "name")}`,
      ),
      text("Message", "message"),
    ],
  }),
  known("Service", {
    shortNames: ["svc"],
    columns: [
      column("Type", "string", service => textAt(service, "spec", "type") ?? "ClusterIP"),
      column("Cluster-IP", "string", () => "None"),
      column("External-IP", "string", () => "<none>"),
      column("Port(s)", "string", service =>
        listAt(service, "spec", "ports")
          .map(port => `${numberAt(port, "port")}/${textAt(port, "protocol") ?? "TCP"}`)
          .join(","),
      ),
      age,
    ],
  }),
  known("Deployment", {
    shortNames: ["deploy"],
    columns: [
      column(
        "Ready",
        "string",
        object => `${numberAt(object, "status", "readyReplicas") ?? 0}/${numberAt(object, "spec", "replicas") ?? 1}`,
      ),
      number("Up-to-date", "status", "updatedReplicas"),
      number("Available", "status", "availableReplicas"),
      age,
    ],
  }),
  known("ReplicaSet", {
    shortNames: ["rs"],
    columns: [
      number("Desired", "spec", "replicas"),
      number("Current", "status", "replicas"),
      number("Ready", "status", "readyReplicas"),
      age,
    ],
  }),
  known("Rollout", {
    shortNames: ["ro"],
    columns: [
      number("Desired", "spec", "replicas"),
      number("Current", "status", "replicas"),
      number("Up-to-date", "status", "updatedReplicas"),
      number("Available", "status", "availableReplicas"),
      age,
    ],
  }),
  known("AnalysisRun", { shortNames: ["ar"], columns: [text("Status", "status", "phase"), age] }),
  known("AnalysisTemplate", { shortNames: ["at"], columns: [age] }),
  known("ClusterAnalysisTemplate", { shortNames: ["cat"], columns: [age] }),
  known("Experiment", { shortNames: ["exp"], columns: [text("Status", "status", "phase"), age] }),
  known("Canary", {
    columns: [
      text("Status", "status", "phase"),
      number("Weight", "status", "canaryWeight"),
      wide(column("Suspended", "boolean", canary => at(canary, "spec", "suspend") === true)),
      wide(number("FailedChecks", "status", "failedChecks")),
      wide(text("Interval", "spec", "analysis", "interval")),
      text("LastTransitionTime", "status", "lastTransitionTime"),
    ],
  }),
  known("MetricTemplate", { columns: [text("Provider", "spec", "provider", "type")] }),
  known("VirtualService", { shortNames: ["vs"], columns: [list("Gateways", "spec", "gateways"), list("Hosts", "spec", "hosts"), age] }),
  known("HTTPRoute", { columns: [list("Hostnames", "spec", "hostnames"), age] }),
  known("GRPCRoute", { columns: [list("Hostnames", "spec", "hostnames"), age] }),
  known("Ingress", {
    shortNames: ["ing"],
    columns: [
      column("Class", "string", ingress => textAt(ingress, "spec", "ingressClassName") ?? "<none>"),
      column("Hosts", "string", ingress => {
        const hosts = listAt(ingress, "spec", "rules").flatMap(rule => textAt(rule, "host") ?? []);
        return hosts.length === 0 ? "*" : hosts.join(",");
      }),
      age,
    ],
  }),
  known("TrafficSplit", { shortNames: ["ts"], columns: [text("Service", "spec", "service"), age] }),
  known("TraefikService", { columns: [age] }),
  core("ApisixRoute", "apisixroutes", { group: "apisix.apache.org", versions: ["v2"], status: true, custom: true }),
  core("Mapping", "mappings", { group: "getambassador.io", versions: ["v2"], status: true, custom: true }),
];

/** The kind with this name: `Rollout`. */
export function servedKind(name: string): ServedKind | undefined {
  return servedKinds.find(kind => kind.kind === name);
}

/** The kind that an object says it is, in any of its versions; undefined for what the sandbox does not serve. */
export function servedKindOf(object: ClusterObject): ServedKind | undefined {
  const apiVersion = textAt(object, "apiVersion") ?? "";
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return servedKinds.find(kind => kind.kind === object.kind && kind.group === group);
}

/** `group/version`, or the version alone for the core group. */
export function groupVersion(group: string, version: string): string {
  return group === "" ? version : `${group}/${version}`;
}

/** `rollouts.argoproj.io`, as errors name a resource. */
export function qualified(kind: ServedKind): string {
  return kind.group === "" ? kind.plural : `${kind.plural}.${kind.group}`;
}

/** An age as `kubectl` writes it: `45s`, `5m10s`, `3h`, `2d`. Source: `k8s.io/apimachinery` `duration.HumanDuration`. */
export function ageText(age: Millis): string {
  const seconds = Math.max(0, Math.floor(age / 1000));
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m${seconds % 60}s`;
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return minutes % 60 === 0 ? `${hours}h` : `${hours}h${minutes % 60}m`;
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return hours % 24 === 0 ? `${days}d` : `${days}d${hours % 24}h`;
  return `${days}d`;
}
