import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import type { JsonObject } from "../../../core/base/json.ts";
import { objectAt } from "../../../core/base/json.ts";
import type { Scenario } from "./scenario.ts";

/** A scenario as the two files of a replay. */
export function filesOf(scenario: Scenario, name: string): { readonly replay: string; readonly rollout: string } {
  const { until, ignore, pods, metrics, actions } = scenario;
  const replay = {
    apiVersion: "stepwise.dev/v1alpha1",
    kind: "Replay",
    metadata: { name },
    manifests: ["rollout.yaml"],
    target: { kind: "Rollout", name: "demo" },
    until: `${until}.6s`,
    ...(ignore.length > 0 ? { ignore } : {}),
    ...(pods.length > 0 ? { pods } : {}),
    ...(metrics.length > 0 ? { metrics } : {}),
    actions,
  };
  return {
    replay: stringify(replay),
    rollout: objectsOf(scenario)
      .map(object => stringify(object))
      .join("---\n"),
  };
}

/** Writes a replay into a folder of its own. */
export function writeReplay(scenario: Scenario, name: string, folder: string): void {
  const { replay, rollout } = filesOf(scenario, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "replay.yaml"), replay);
  writeFileSync(path.join(folder, "rollout.yaml"), rollout);
}

function objectsOf({ spec, templates }: Scenario): readonly JsonObject[] {
  const { strategy, ...rest } = spec;
  const labels = { app: "demo" };
  const canary = objectAt(strategy, "canary");
  const named = Object.values({
    ...pick(canary, "stableService", "canaryService"),
    ...pick(objectAt(strategy, "blueGreen"), "activeService", "previewService"),
  });
  return [
    {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name: "demo" },
      spec: {
        ...rest,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: "app", image: "demo:v1" }] } },
        ...(strategy === undefined ? {} : { strategy }),
      },
    },
    ...named.map(name => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: String(name) },
      spec: { selector: labels, ports: [{ port: 80 }] },
    })),
    ...(canary.trafficRouting === undefined ? [] : [virtualService]),
    ...templates.map(({ name, metrics }) => ({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "AnalysisTemplate",
      metadata: { name },
      spec: { metrics },
    })),
  ];
}

const virtualService: JsonObject = {
  apiVersion: "networking.istio.io/v1beta1",
  kind: "VirtualService",
  metadata: { name: "demo" },
  spec: {
    hosts: ["demo"],
    http: [
      {
        name: "primary",
        route: [
          { destination: { host: "stable" }, weight: 100 },
          { destination: { host: "canary" }, weight: 0 },
        ],
      },
    ],
  },
};

function pick(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}
