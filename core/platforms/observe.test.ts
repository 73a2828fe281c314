import assert from "node:assert/strict";
import fc from "fast-check";
import { isObject, type JsonObject } from "../base/json.ts";
import { Machine } from "../simulation/machine.ts";
import { readFile } from "../syntax/file.ts";
import { jsonOf } from "../syntax/nodes.ts";
import { resourceFrom } from "../workspace/resource.ts";
import { workspaceOf } from "../workspace/workspace.ts";
import { platformFor } from "./index.ts";
import { shownObjects } from "./shown.ts";

// What a cluster shows of a state, read back, is that state, in all that can be seen: at any moment of any run.
const virtualService = "virtualService: { name: demo, routes: [primary] }";
const routers = {
  none: "",
  services: `canaryService: canary, stableService: stable, trafficRouting: { istio: { ${virtualService} } },`,
  pingPong: `pingPong: { pingService: stable, pongService: canary }, trafficRouting: { istio: { ${virtualService} } },`,
  subsets: `trafficRouting: { istio: { ${virtualService}, destinationRule: { name: demo, canarySubsetName: new, stableSubsetName: old } } },`,
};

const rollout = (steps: string, router: keyof typeof routers, replicas: number, surge: number): string => `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: demo }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: demo } }
  template: { metadata: { labels: { app: demo } }, spec: { containers: [{ name: app, image: "demo:v1" }] } }
  strategy:
    canary: { maxSurge: ${surge}, maxUnavailable: 1, ${routers[router]} steps: [${steps}] }
---
{ apiVersion: v1, kind: Service, metadata: { name: stable }, spec: { selector: { app: demo } } }
---
{ apiVersion: v1, kind: Service, metadata: { name: canary }, spec: { selector: { app: demo } } }
---
{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: demo }, spec: { hosts: [demo], http: [{ name: primary, route: [{ destination: { host: stable }, weight: 100 }, { destination: { host: canary }, weight: 0 }] }] } }
---
{ apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: { name: demo }, spec: { host: demo, subsets: [{ name: old }, { name: new }] } }
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: rate }
spec:
  metrics:
    - { name: rate, interval: 5s, count: 3, failureLimit: 1, successCondition: "result[0] >= 0.9", provider: { prometheus: { address: "http://p", query: rate } } }
`;

const canary = (weights: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: demo }
spec: { replicas: 2, selector: { matchLabels: { app: demo } }, template: { metadata: { labels: { app: demo } }, spec: { containers: [{ name: app, image: "demo:v1" }] } } }
---
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: demo }
spec:
  provider: istio
  targetRef: { apiVersion: apps/v1, kind: Deployment, name: demo }
  service: { port: 80 }
  analysis: { interval: 10s, threshold: 2, ${weights}, metrics: [{ name: request-success-rate, thresholdRange: { min: 99 }, interval: 1m }] }
`;

const step = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map(weight => `{ setWeight: ${weight} }`),
  fc.integer({ min: 1, max: 20 }).map(seconds => `{ pause: { duration: ${seconds} } }`),
  fc.constant("{ pause: {} }"),
  fc.constant("{ analysis: { templates: [{ templateName: rate }] } }"),
  fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.boolean(), fc.integer({ min: 0, max: 20 }))
    .map(
      ([seconds, required, delay]) =>
        `{ experiment: { duration: ${seconds}s, scaleDownDelaySeconds: ${delay}, templates: [{ name: a, specRef: stable }, { name: b, specRef: canary, replicas: 2 }], analyses: [{ name: compare, templateName: rate, requiredForCompletion: ${required} }] } }`,
    ),
);
const manifests = fc.oneof(
  fc
    .tuple(
      fc.array(step, { maxLength: 5 }),
      fc.constantFrom(...(Object.keys(routers) as (keyof typeof routers)[])),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 3 }),
    )
    .map(([steps, router, replicas, surge]) => ({
      kind: "Rollout",
      text: rollout(steps.join(", "), router, replicas, surge),
    })),
  fc
    .constantFrom("stepWeight: 25", "stepWeights: [5, 40, 90]", "stepWeight: 50, stepWeightPromotion: 30")
    .map(weights => ({ kind: "Canary", text: canary(weights) })),
);

describe("observing what was rendered", () => {
  it("gives the same state, in all that a cluster shows", () => {
    let seen = 0;
    fc.assert(
      fc.property(
        manifests,
        fc.array(fc.double({ min: 0.5, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 120 }),
        ({ kind, text }, answers, until) => {
          const objects = readFile("f", text)
            .documents.map(document => (document.chunk.root ? jsonOf(document.chunk.root) : null))
            .filter(isObject);
          const resources = objects.map(object => resourceFrom(object)).filter(resource => resource !== undefined);
          const platform = platformFor(kind) ?? assert.fail();
          const target = resources.find(resource => resource.kindName === kind) ?? assert.fail();
          const spec = platform.read(target, workspaceOf([], resources)).value;
          let asked = 0;
          const scale = kind === "Canary" ? 100 : 1;
          const machine = new Machine(
            platform,
            platform.deploy(spec, { hash: "bcdfgh", image: "demo:v2" }),
            {
              readiness: () => 1500,
              answer: ask => ({ id: ask.id, value: [(answers[asked++ % answers.length] ?? 1) * scale] }),
            },
            0,
            platform.start(spec, 0),
          );
          machine.run(until * 1000);
          const shown = shownObjects(platform, machine.spec, machine.state, machine.pods.status(machine.now), objects);
          const observed = platform.observe(machine.spec, JSON.parse(JSON.stringify(shown)) as JsonObject[]);
          assert.ok(!("problem" in observed), "problem" in observed ? observed.problem : "");
          assert.deepEqual(visible(observed.state), visible(machine.state));
          seen++;
        },
      ),
      { numRuns: 300, seed: 20261124 },
    );
    assert.equal(seen, 300);
  });
});

// Instants are shown in whole seconds, if at all; what is asked of the world, the progress a controller compares with, its work queue, and the phase of
// Flagger's ticks are in memory only.
const hidden = new Set(["changedAt", "asked", "retry", "checking", "progress", "nextTick", "phaseSince", "createdAt", "finishedAt"]);

function visible(state: unknown): unknown {
  if (Array.isArray(state)) return state.map(visible);
  if (typeof state !== "object" || state === null) return state;
  return Object.fromEntries(
    Object.entries(state)
      .filter(([key, value]) => !hidden.has(key) && value !== undefined)
      .map(([key, value]) => [key, visible(value)]),
  );
}
