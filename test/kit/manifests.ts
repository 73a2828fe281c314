import type { Rule } from "../../core/rules/rule.ts";
import { dedent } from "./marks.ts";

/** Whole objects from the few keys that a fixture is about. */

export type Frame = "Rollout" | "Canary" | "AnalysisTemplate";

/** What the examples of a rule are put into. */
export function frameOf({ canary, analysis, workspace: cross }: Pick<Rule, "canary" | "analysis" | "workspace">): Frame {
  return cross?.canary ? "Canary" : cross ? "Rollout" : canary ? "Canary" : analysis ? "AnalysisTemplate" : "Rollout";
}

const rolloutFields = new Set([
  "analysis",
  "minReadySeconds",
  "paused",
  "progressDeadlineAbort",
  "progressDeadlineSeconds",
  "replicas",
  "restartAt",
  "revisionHistoryLimit",
  "rollbackWindow",
  "selector",
  "strategy",
  "template",
  "workloadRef",
]);

// Keys of a pod, of which no Rollout has one.
const podFields = new Set([
  "activeDeadlineSeconds",
  "affinity",
  "containers",
  "dnsPolicy",
  "initContainers",
  "restartPolicy",
  "tolerations",
  "topologySpreadConstraints",
  "volumes",
]);

// What a whole object has beside the keys of a fixture.
const replicas = "replicas: 10";
const selector = "selector: { matchLabels: { app: shop } }";
const template = 'template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }';
const strategy = "strategy: { canary: { steps: [{ setWeight: 20 }] } }";
const canaryRest = {
  targetRef: "targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }",
  service: "service: { port: 80 }",
  analysis:
    "analysis: { interval: 1m, threshold: 5, stepWeight: 10, metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }] }",
};

/**
 * A file from a fixture: as it is when it has whole objects in it; its keys put into a Rollout's `spec`, `spec.strategy.canary` or
 * `spec.template.spec`, whichever has them, a Canary's `spec` or an AnalysisTemplate's. Further documents stand behind it as they are.
 */
export function manifest(fixture: string, frame: Frame = "Rollout"): string {
  const text = dedent(fixture);
  const border = text.indexOf("\n---\n") + 1;
  if (border > 0) return `${framed(text.slice(0, border - 1), frame)}\n${text.slice(border)}`;
  return framed(text, frame);
}

function framed(text: string, frame: Frame): string {
  if (/^(#.*\n)*(apiVersion|kind):/.test(text)) return text;
  const keys = [...text.replace("$0", "").matchAll(/^([A-Za-z]\w*):/gm)].map(found => found[1] ?? "");
  const lacking = (fields: { readonly [key: string]: string }): readonly string[] =>
    Object.entries(fields).flatMap(([key, line]) => (keys.includes(key) ? [] : [line]));
  if (frame === "Canary") return whole("flagger.app/v1beta1", "Canary", 1, lacking(canaryRest), text);
  if (frame === "AnalysisTemplate") return whole("argoproj.io/v1alpha1", "AnalysisTemplate", 1, [], text);
  const [first = ""] = keys;
  if (podFields.has(first)) {
    const own = keys.includes("containers") ? [] : ['    containers: [{ name: shop, image: "shop:1" }]'];
    const pods = ["template:", "  metadata: { labels: { app: shop } }", "  spec:", ...own];
    return whole("argoproj.io/v1alpha1", "Rollout", 3, [replicas, selector, strategy, ...pods], text);
  }
  if (!rolloutFields.has(first))
    return whole("argoproj.io/v1alpha1", "Rollout", 3, [replicas, selector, template, "strategy:", "  canary:"], text);
  return whole(
    "argoproj.io/v1alpha1",
    "Rollout",
    1,
    lacking(keys.includes("workloadRef") ? { replicas, strategy } : { replicas, selector, template, strategy }),
    text,
  );
}

function whole(apiVersion: string, kind: string, depth: number, before: readonly string[], text: string): string {
  const pad = "  ".repeat(depth);
  const body = text.split("\n").map(line => (line.trim() === "" ? line : pad + line));
  return [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    "metadata:",
    "  name: shop",
    "spec:",
    ...before.map(line => `  ${line}`),
    ...body,
  ].join("\n");
}
