import { dedent } from "./marks.ts";

/** Whole objects from the few keys that a fixture is about. */

export type Frame = "Rollout" | "Canary" | "AnalysisTemplate";

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

/** The keys that a whole object would have beside those of the fixture. */
const rest = {
  selector: "selector: { matchLabels: { app: shop } }",
  template: 'template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }',
  strategy: "strategy: { canary: { steps: [{ setWeight: 20 }] } }",
} as const;

/**
 * A file from a fixture: as it is when it has whole objects in it; its keys put into a Rollout's `spec` or `spec.strategy.canary`,
 * whichever has them, a Canary's `spec` or an AnalysisTemplate's.
 */
export function manifest(fixture: string, frame: Frame = "Rollout"): string {
  const text = dedent(fixture);
  if (/^(#.*\n)*(apiVersion|kind):/m.test(text)) return text;
  const keys = [...text.matchAll(/^([A-Za-z]\w*):/gm)].map(found => found[1] ?? "");
  const first = keys[0] ?? "";
  if (frame === "Canary")
    return whole(
      "flagger.app/v1beta1",
      "Canary",
      1,
      [
        ...(keys.includes("targetRef") ? [] : ["targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }"]),
        ...(keys.includes("analysis") ? [] : ["analysis: { interval: 1m, threshold: 5, stepWeight: 10 }"]),
      ],
      text,
    );
  if (frame === "AnalysisTemplate") return whole("argoproj.io/v1alpha1", "AnalysisTemplate", 1, [], text);
  const inSpec = rolloutFields.has(first) && !(first === "analysis" && keys.includes("steps"));
  if (!inSpec) return whole("argoproj.io/v1alpha1", "Rollout", 3, [rest.selector, rest.template, "strategy:", "  canary:"], text);
  const lacking = keys.includes("workloadRef") ? (["strategy"] as const) : (["selector", "template", "strategy"] as const);
  return whole(
    "argoproj.io/v1alpha1",
    "Rollout",
    1,
    lacking.filter(key => !keys.includes(key)).map(key => rest[key]),
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
