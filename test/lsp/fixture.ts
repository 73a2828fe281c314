/** A Rollout and what it names, as an editor opens them. Line numbers in the tests count from 0 in here. */
export const rolloutText = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: shop
spec:
  replicas: 4
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, image: "shop:1" }] }
  strategy:
    canary:
      steps:
      - setWeight: 25
      - pause: { duration: 5m }
      - analysis: { templates: [{ templateName: success-rate }] }
      - setWeight: 101
`;

export const templateText = `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: success-rate
spec:
  metrics:
  - name: success-rate
    interval: 1m
    count: 3
    successCondition: result[0] >= 0.95
    provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }
`;

/** Where a text stands, as LSP counts: the first character of it on its line. */
export function positionOf(text: string, wanted: string, at = 0): { readonly line: number; readonly character: number } {
  const offset = text.indexOf(wanted) + at;
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** The range of a text in another. */
export function rangeOf(text: string, wanted: string) {
  return { start: positionOf(text, wanted), end: positionOf(text, wanted, wanted.length) };
}
