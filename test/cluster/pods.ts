import type { KubeObject } from "./api.ts";

/** How fast pods of an image become ready; `*` in the image stands for anything. */
export interface PodRule {
  readonly image: string;
  /** Seconds after creation, or never. */
  readonly ready: number | "never";
}

/** Which namespaces a set of rules is for. */
export type PodScope = { readonly namespace: string } | { readonly everyNamespaceBut: string };

const byDefault: PodRule = { image: "*", ready: 1 };

/** The kwok stages by which pods become ready: the first rule that fits, else one second after creation. */
export function readinessStages(name: string, scope: PodScope, rules: readonly PodRule[] = []): KubeObject[] {
  return [...rules, byDefault].map((rule, index, all) => ({
    apiVersion: "kwok.x-k8s.io/v1alpha1",
    kind: "Stage",
    metadata: { name: `${name}-${index}` },
    spec: {
      resourceRef: { apiGroup: "v1", kind: "Pod" },
      selector: {
        matchExpressions: [
          inScope(scope),
          { key: ".metadata.deletionTimestamp", operator: "DoesNotExist" },
          { key: ".status.phase", operator: "In", values: ["Pending"] },
          // Where two stages fit, kwok draws lots: each rule leaves out the images of those before it.
          ...all.slice(0, index).map(earlier => ({ key: imageExpression(earlier.image), operator: "DoesNotExist" })),
          { key: imageExpression(rule.image), operator: "Exists" },
        ],
      },
      delay: { durationMilliseconds: rule.ready === "never" ? 0 : Math.round(rule.ready * 1000) },
      next: { statusTemplate: runningStatus(rule.ready !== "never") },
    },
  }));
}

function inScope(scope: PodScope): object {
  if ("namespace" in scope) return { key: ".metadata.namespace", operator: "In", values: [scope.namespace] };
  return { key: `.metadata.namespace | select( startswith("${scope.everyNamespaceBut}") | not )`, operator: "Exists" };
}

function imageExpression(glob: string): string {
  const pattern = glob
    .split("*")
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, "[$&]"))
    .join(".*");
  return `.spec.containers.[0] | select( .image | test("^${pattern}$") ) | .name`;
}

function runningStatus(ready: boolean): string {
  const status = ready ? "True" : "False";
  return `
{{ $now := Now }}
conditions:
- { type: Initialized, status: "True", lastTransitionTime: {{ $now | Quote }} }
- { type: Ready, status: "${status}", lastTransitionTime: {{ $now | Quote }} }
- { type: ContainersReady, status: "${status}", lastTransitionTime: {{ $now | Quote }} }
containerStatuses:
{{ range .spec.containers }}
- image: {{ .image | Quote }}
  name: {{ .name | Quote }}
  ready: ${ready}
  restartCount: 0
  state: { running: { startedAt: {{ $now | Quote }} } }
{{ end }}
phase: Running
startTime: {{ $now | Quote }}
`;
}
