// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets of editors write their places to fill like this.
import { patternOf } from "../../../core/kinds/words/index.ts";
import type { SchemaKind } from "../generated/schemas.js";
import { blockOf, flowOf, type Shape } from "./bodies.ts";
import type { Cursor } from "./cursor.ts";
import { type Proposal, ranks } from "./proposal.ts";
import { weightsAt } from "./weights.ts";

/** Something that is written as a whole: steps, a metric, a webhook, a strategy. */
interface Whole {
  readonly label: string;
  readonly detail: string;
  /** Items for a list, fields for a map. */
  readonly shape: readonly Shape[] | { readonly [key: string]: Shape };
}

/** Places where people write the same few things, by kind and the place of the list or the map. */
const wholes: readonly { readonly at: RegExp; readonly of: readonly Whole[] }[] = [
  {
    at: /^Rollout\.spec\.strategy$/,
    of: [
      {
        label: "canary by pods",
        detail: "weights are shares of pods",
        shape: {
          canary: { steps: [{ setWeight: "${1:20}" }, { pause: { duration: "${2:5m}" } }, { setWeight: "${3:50}" }, { pause: "{}" }] },
        },
      },
      {
        label: "canary with Istio",
        detail: "weights are shares of requests",
        shape: {
          canary: {
            stableService: "${1:stable}",
            canaryService: "${2:canary}",
            trafficRouting: { istio: { virtualService: { name: "${3:app}", routes: ["${4:primary}"] } } },
            steps: [{ setWeight: "${5:10}" }, { pause: { duration: "${6:5m}" } }, { setWeight: "${7:50}" }, { pause: "{}" }],
          },
        },
      },
      {
        label: "canary with Ingress NGINX",
        detail: "weights are shares of requests",
        shape: {
          canary: {
            stableService: "${1:stable}",
            canaryService: "${2:canary}",
            trafficRouting: { nginx: { stableIngress: "${3:app}" } },
            steps: [{ setWeight: "${4:10}" }, { pause: { duration: "${5:5m}" } }, { setWeight: "${6:50}" }, { pause: "{}" }],
          },
        },
      },
      {
        label: "blue-green with a preview",
        detail: "a person moves all requests at once",
        shape: { blueGreen: { activeService: "${1:active}", previewService: "${2:preview}", autoPromotionEnabled: "false" } },
      },
    ],
  },
  {
    at: /^(Cluster)?Analysis(Template|Run)\.spec\.metrics$/,
    of: [
      {
        label: "success rate (Prometheus)",
        detail: "share of requests without a server error",
        shape: [
          {
            name: "${1:success-rate}",
            interval: "${2:1m}",
            count: "${3:5}",
            failureLimit: "${4:1}",
            successCondition: "result[0] >= ${5:0.99}",
            provider: {
              prometheus: {
                address: "${6:http://prometheus.monitoring:9090}",
                query: "'sum(rate(${7:http_requests_total}{code!~\"5..\"\\}[5m])) / sum(rate(${7:http_requests_total}[5m]))'",
              },
            },
          },
        ],
      },
      {
        label: "latency (Prometheus)",
        detail: "95 of 100 requests are faster",
        shape: [
          {
            name: "${1:latency-p95}",
            interval: "${2:1m}",
            count: "${3:5}",
            failureLimit: "${4:1}",
            successCondition: "result[0] <= ${5:0.5}",
            provider: {
              prometheus: {
                address: "${6:http://prometheus.monitoring:9090}",
                query: "histogram_quantile(0.95, sum(rate(${7:http_request_duration_seconds_bucket}[5m])) by (le))",
              },
            },
          },
        ],
      },
      {
        label: "a Job",
        detail: "passes when the Job completes",
        shape: [
          {
            name: "${1:smoke-test}",
            provider: {
              job: {
                spec: {
                  backoffLimit: "0",
                  template: {
                    spec: { restartPolicy: "Never", containers: [{ name: "${2:test}", image: "${3:registry.example/test:1.0.0}" }] },
                  },
                },
              },
            },
          },
        ],
      },
      {
        label: "a URL",
        detail: "judges what an address answers",
        shape: [
          {
            name: "${1:answer}",
            successCondition: "result == ${2:true}",
            provider: { web: { url: "${3:https://shop.example/health}", jsonPath: '"${4:{$.ok\\}}"' } },
          },
        ],
      },
    ],
  },
  {
    at: /^Canary\.spec\.analysis\.metrics$/,
    of: [
      {
        label: "request-success-rate",
        detail: "built in: percent of requests without a server error",
        shape: [{ name: "request-success-rate", interval: "${1:1m}", thresholdRange: { min: "${2:99}" } }],
      },
      {
        label: "request-duration",
        detail: "built in: milliseconds that 99 of 100 requests stay below",
        shape: [{ name: "request-duration", interval: "${1:1m}", thresholdRange: { max: "${2:500}" } }],
      },
      {
        label: "a MetricTemplate",
        detail: "a query of your own",
        shape: [
          { name: "${1:error-rate}", templateRef: { name: "${1:error-rate}" }, interval: "${2:1m}", thresholdRange: { max: "${3:1}" } },
        ],
      },
    ],
  },
  {
    at: /^Canary\.spec\.analysis\.webhooks$/,
    of: [
      {
        label: "load test",
        detail: "traffic to measure, as long as the analysis runs",
        shape: [
          {
            name: "${1:load-test}",
            url: "${2:http://flagger-loadtester.test/}",
            timeout: "5s",
            metadata: { type: "cmd", cmd: '"${3:hey -z 1m -q 10 -c 2 http://app-canary.test/}"' },
          },
        ],
      },
      {
        label: "acceptance test",
        detail: "before any traffic; a failure counts as a failed check",
        shape: [
          {
            name: "${1:acceptance-test}",
            type: "pre-rollout",
            url: "${2:http://flagger-loadtester.test/}",
            timeout: "30s",
            metadata: { type: "bash", cmd: '"${3:curl -sf http://app-canary.test/health}"' },
          },
        ],
      },
      {
        label: "gate before promotion",
        detail: "waits until the address answers 200",
        shape: [{ name: "${1:promotion-gate}", type: "confirm-promotion", url: "${2:http://flagger-loadtester.test/gate/check}" }],
      },
      {
        label: "gate for a rollback",
        detail: "rolls back when the address answers 200",
        shape: [{ name: "${1:rollback-gate}", type: "rollback", url: "${2:http://flagger-loadtester.test/rollback/check}" }],
      },
    ],
  },
  {
    at: /^Canary\.spec\.analysis\.alerts$/,
    of: [
      {
        label: "an AlertProvider",
        detail: "tells people what happens",
        shape: [{ name: "${1:on-call}", severity: "${2|error,warn,info|}", providerRef: { name: "${3:on-call}" } }],
      },
    ],
  },
];

/** Steps that go together, as the curve before them says how they go on. */
function stepsAfter(weight: number): readonly Whole[] {
  const setWeight = `\${1:${weight}}`;
  return [
    { label: "setWeight, pause", detail: "a weight, and time to watch it", shape: [{ setWeight }, { pause: { duration: "${2:5m}" } }] },
    { label: "setWeight, person", detail: "a weight, until a person promotes", shape: [{ setWeight }, { pause: "{}" }] },
    {
      label: "setWeight, analysis",
      detail: "a weight, and measurements that decide",
      shape: [{ setWeight }, { analysis: { templates: [{ templateName: "${2:success-rate}" }] } }],
    },
  ];
}

/** What can be written as a whole at the cursor: items of a list, with or without their dash, or fields of a map. */
export function wholeProposals(kind: SchemaKind, cursor: Cursor, listIndent: number): readonly Proposal[] {
  // Something that has fields already is another thing.
  if (cursor.colon || cursor.below || cursor.siblings.length > 0) return [];
  const index = cursor.on === "item" ? cursor.index : cursor.path.at(-1);
  const place = `${kind}.${patternOf(typeof cursor.path.at(-1) === "number" ? cursor.path.slice(0, -1) : cursor.path)}`;
  const inList = cursor.on === "item" || typeof index === "number";
  const steps = /\.canary\.steps$/.test(place) && inList ? stepsAfter(weightsAt(cursor.root, Number(index))[0] ?? 100) : [];
  const found = [...steps, ...wholes.filter(({ at }) => at.test(place)).flatMap(({ of }) => of)];
  return found
    .filter(({ shape }) => Array.isArray(shape) === inList)
    .flatMap(({ label, detail, shape }) => {
      const insert = insertedWhole(shape, cursor, listIndent);
      return insert === undefined ? [] : [{ label, detail, sort: "snippet", insert, replace: cursor.replace, rank: ranks.usual }];
    });
}

function insertedWhole(shape: Whole["shape"], cursor: Cursor, listIndent: number): string | undefined {
  const lead = cursor.space ? " " : "";
  const lines = blockOf(shape, listIndent);
  if (cursor.flow) {
    if (Array.isArray(shape)) return cursor.bare ? lead + shape.map(flowOf).join(", ") + (cursor.comma ? "," : "") : undefined;
    return lead + flowOf(shape).slice(2, -2) + (cursor.comma ? "," : "");
  }
  if (cursor.on === "item") return lead + lines.join("\n");
  if (!Array.isArray(shape)) return lead + lines.join(`\n${" ".repeat(cursor.indent)}`);
  // The dash of the first item is there; the others stand in its column, and so have to do their fields.
  return cursor.afterDash === 2 ? lead + lines.join(`\n${" ".repeat(cursor.indent - 2)}`).slice(2) : undefined;
}
