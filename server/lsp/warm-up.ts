import { setTimeout } from "node:timers/promises";
import { createService, type Service } from "../service/index.ts";
import type { Feature } from "./feature.ts";
import { report, type Session } from "./session.ts";

// Between two keys of somebody who types fast.
const quietMs = 50;

/**
 * What runs for the first time is slow: the first hover on a step takes ten times as long as the tenth, since the whole simulation is new to
 * the engine. Once a file is open and nobody wants anything, the same questions are asked of a file of our own, a few milliseconds at a time.
 */
export const warmUpFeature: Feature = {
  name: "warm-up",
  start(session) {
    let begun = false;
    session.opened.listen(() => {
      if (begun) return;
      begun = true;
      session.heard.at = performance.now();
      void warmUp(session).catch(crash => report(session, "warm-up", crash));
    });
  },
};

const uri = "warm-up:rollout.yaml";

async function warmUp(session: Session): Promise<void> {
  const service = createService();
  for (const slice of slices) {
    do await setTimeout(quietMs / 5, undefined, { ref: false });
    while (performance.now() - session.heard.at < quietMs);
    slice(service);
  }
}

const kindsOfSteps = [
  "setWeight: 0",
  "setWeight: 0\n      - pause: { duration: 1m }",
  "setWeight: 0\n      - analysis: { templates: [{ templateName: rate }] }",
];

/** Texts with a Rollout that can be predicted, the quickest first. The engine takes some ten runs of a function for a reason to compile it. */
export const warmUpTexts: readonly string[] = [10, 20, 30, 40].flatMap(weight =>
  kindsOfSteps.map(steps => manifests(steps.replace("0", String(weight)))),
);

/** What a person asks while typing, each a few milliseconds when it comes. */
const slices: readonly ((service: Service) => void)[] = warmUpTexts.flatMap(text => {
  const at = text.indexOf("setWeight");
  return [
    (service: Service) => {
      service.setFile(uri, text);
      service.diagnostics(uri, "all");
    },
    (service: Service) => void service.hover(uri, at),
    (service: Service) => {
      service.editFile(uri, { start: at, end: at }, "setCanar");
      service.diagnostics(uri, "fast");
      service.completion(uri, at + 8);
    },
  ];
});

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
      - ${steps}
`;
}
