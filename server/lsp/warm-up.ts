import { createService, type Service } from "../service/index.ts";
import type { Feature } from "./feature.ts";
import { report, turn } from "./session.ts";

/**
 * What runs for the first time is slow: the first hover on a step takes ten times as long as the second, since the whole simulation is new to
 * the engine. Once the first file has its findings the same questions are asked of a file of our own, in slices between which everybody
 * else goes first.
 */
export const warmUpFeature: Feature = {
  name: "warm-up",
  start(session) {
    let begun = false;
    session.opened.listen(() => {
      if (begun) return;
      begun = true;
      void warmUp().catch(crash => report(session, "warm-up", crash));
    });
  },
};

const uri = "warm-up:rollout.yaml";

async function warmUp(): Promise<void> {
  const service = createService();
  for (const slice of slices) {
    await turn();
    slice(service);
  }
}

/** Each a few milliseconds when it comes, and what it has run is quicker in the next. */
const slices: readonly ((service: Service) => void)[] = [
  ...[
    "- setWeight: 50",
    "- setWeight: 20\n      - pause: { duration: 1m }",
    "- setWeight: 40\n      - analysis: { templates: [{ templateName: rate }] }",
  ].flatMap(steps => {
    const text = manifests(steps);
    const at = text.indexOf("setWeight");
    return [
      (service: Service) => {
        service.setFile(uri, text);
        service.diagnostics(uri, "all");
      },
      (service: Service) => void service.hover(uri, at),
    ];
  }),
  service => service.editFile(uri, { start: 0, end: 0 }, "# edited\n"),
  service => void service.diagnostics(uri, "fast"),
  service => void service.completion(uri, manifests("").length - 1),
];

function manifests(steps: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: rate }
spec:
  metrics:
  - name: rate
    interval: 1m
    count: 2
    successCondition: result[0] > 0.9
    provider: { prometheus: { query: 'rate(requests[1m])' } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: warm-up }
spec:
  replicas: 2
  selector: { matchLabels: { app: warm-up } }
  template:
    metadata: { labels: { app: warm-up } }
    spec: { containers: [{ name: app, image: app }] }
  strategy:
    canary:
      steps:
      ${steps}
`;
}
