import { readFileSync } from "node:fs";
import { join } from "node:path";
import { forecast } from "../../../core/simulation/forecast.ts";
import { readFile } from "../../../core/syntax/file.ts";
import { resourcesIn, workspaceOf } from "../../../core/workspace/workspace.ts";
import type { ForecastView, Scenario, ToForecast } from "../../../protocol/forecast.ts";

type View = ToForecast["view"];

const examples = join(import.meta.dirname, "../../../examples");

/** What the forecast panel is looked at with: forecasts as `core` makes them, and the states without a picture. */
export function forecastSamples(): { readonly [name: string]: View } {
  return {
    canary: forecastOf(exampleText("checkout/rollout.yaml")),
    slow: forecastOf(slow, { errorRate: 0.02, requestsPerSecond: 400 }),
    background: forecastOf(background, { errorRate: 0.1, requestsPerSecond: 12 }),
    "endless-pause": forecastOf(byHand),
    flagger: forecastOf(exampleText("payments/canary.yaml")),
    pods: forecastOf(exampleText("search/rollout-basic.yaml")),
    "not-predicted": forecastOf(plugin),
    empty: {
      kind: "empty",
      title: "Forecast",
      sentence: "Put the cursor into a Rollout or a Canary: this view then says what it will do.",
      action: { label: "Open an example", command: "stepwise.openExample" },
    },
    loading: { kind: "loading", title: "checkout · Rollout", sentence: "Asking the language server for the course of `checkout`." },
    broken: {
      kind: "broken",
      title: "Forecast",
      sentence: "The forecast of this text failed, which is a mistake of ours. The log (Output, Stepwise) has the details for a report.",
    },
  };
}

/** The forecast of the first Rollout or Canary of a text. */
export function forecastOf(text: string, scenario: Partial<Scenario> = {}): View {
  const file = readFile("file:///sample.yaml", text);
  const resource = resourcesIn(file).find(({ kindName }) => kindName === "Rollout" || kindName === "Canary");
  if (!resource) throw new Error("The sample holds no Rollout and no Canary.");
  return forecast(resource, workspaceOf([file]), scenario);
}

export function exampleText(path: string): string {
  return readFileSync(join(examples, path), "utf8");
}

export function isForecast(view: View): view is ForecastView {
  return view.kind === "forecast";
}

function rollout(steps: string, more = ""): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: search, namespace: shop }
spec:
  replicas: 12
  selector: { matchLabels: { app: search } }
  template:
    metadata: { labels: { app: search } }
    spec: { containers: [{ name: search, image: "shop/search:v1" }] }
  strategy:
    canary:
      canaryService: search-canary
      stableService: search-stable
      trafficRouting: { istio: { virtualService: { name: search } } }${more}
      steps:
${steps}---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: success-rate, namespace: shop }
spec:
  args: [{ name: service }]
  metrics:
    - name: success-rate
      interval: 1m
      count: 5
      failureLimit: 1
      successCondition: result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(requests_total{service="{{ args.service }}",code!~"5.*"}[1m])) / sum(rate(requests_total{service="{{ args.service }}"}[1m]))
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: success-rate-always, namespace: shop }
spec:
  args: [{ name: service }]
  metrics:
    - name: success-rate-always
      interval: 1m
      failureLimit: 2
      successCondition: result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(requests_total{service="{{ args.service }}",code!~"5.*"}[1m])) / sum(rate(requests_total{service="{{ args.service }}"}[1m]))
`;
}

const analysis = "        - analysis: { templates: [{ templateName: success-rate }], args: [{ name: service, value: search-canary }] }\n";

const slow = rollout(`        - setWeight: 1
        - pause: { duration: 10m }
${analysis}        - setWeight: 5
        - pause: { duration: 30m }
        - setWeight: 20
        - pause: { duration: 2h }
${analysis}        - setWeight: 50
        - pause: { duration: 6h }
        - setWeight: 80
        - pause: { duration: 12h }
`);

const background = rollout(
  `        - setWeight: 5
        - pause: { duration: 3m }
        - setWeight: 10
        - pause: { duration: 3m }
        - setWeight: 25
        - pause: { duration: 3m }
        - setWeight: 50
        - pause: { duration: 3m }
        - setWeight: 75
        - pause: { duration: 3m }
`,
  `
      analysis:
        templates: [{ templateName: success-rate-always }]
        startingStep: 1
        args: [{ name: service, value: search-canary }]`,
);

const byHand = rollout(`        - setWeight: 10
        - pause: {}
        - setWeight: 50
        - pause: { duration: 5m }
        - pause: {}
        - setWeight: 90
        - pause: { duration: 2m }
`);

const plugin = rollout(`        - setWeight: 20
        - pause: { duration: 5m }
        - plugin: { name: acme/soak, config: { hours: 2 } }
        - setWeight: 60
        - pause: {}
${analysis}        - setWeight: 90
`);
