import assert from "node:assert/strict";
import { resourcesIn } from "../../../test/kit/resources.ts";
import { workspaceOf } from "../../workspace/workspace.ts";
import type { Refusal } from "../platform.ts";
import { refusalOf } from "./refusal.ts";

const istio = "trafficRouting: { istio: { virtualService: { name: demo, routes: [ primary ] } } }";
const services = "stableService: stable, canaryService: canary";
const cases: readonly (readonly [what: string, strategy: string, words: string | undefined])[] = [
  ["nothing that is right", `canary: { ${services}, ${istio} }`, undefined],
  [
    "a weight above all",
    "canary: { steps: [ { pause: {} }, { setWeight: 101 } ] }",
    "spec.strategy.steps[1].setWeight: Invalid value: 101: SetWeight needs to be between 0 and 100",
  ],
  [
    "a pause that ends before it begins",
    "canary: { steps: [ { pause: { duration: -5 } } ] }",
    "spec.strategy.steps[0].pause.duration: Invalid value: -5: Duration needs to be greater than 0",
  ],
  [
    "no surge with nothing missing",
    'canary: { maxSurge: "0%", maxUnavailable: 0 }',
    'spec.strategy.maxSurge: Invalid value: "0%": MaxSurge and MaxUnavailable both can not be zero',
  ],
  [
    "a router without Services",
    `canary: { canaryService: canary, ${istio} }`,
    'spec.strategy.stableService: Invalid value: "": Canary service and Stable service must to be set to use Traffic Routing',
  ],
  [
    "a delay of use with a router only",
    "canary: { scaleDownDelaySeconds: 5 }",
    "spec.strategy.scaleDownDelaySeconds: Invalid value: 5: Canary scaleDownDelaySeconds can only be used with traffic routing",
  ],
  [
    "one Service for both",
    "blueGreen: { activeService: stable, previewService: stable }",
    'spec.strategy.activeService: Invalid value: "stable": This rollout uses the same service for the active and preview services, but two different services are required.',
  ],
  [
    "a Service that is not there",
    "blueGreen: { activeService: lost }",
    'spec.strategy.blueGreen.activeService: Invalid value: "lost": service "lost" not found',
  ],
  [
    "a template that is not there",
    "canary: { analysis: { templates: [ { templateName: health, clusterScope: true } ] } }",
    "spec.strategy.canary.analysis.templates: Invalid value: \"health\": ClusterAnalysisTemplate 'health' not found",
  ],
  [
    "a VirtualService that is not there",
    `canary: { ${services}, trafficRouting: { istio: { virtualServices: [ { name: lost } ] } } }`,
    'spec.strategy.canary.trafficRouting.istio.virtualServices.name: Invalid value: "lost": virtualservices.networking.istio.io "lost" not found',
  ],
  [
    "a route that does not lead to the canary",
    `canary: { ${services}, trafficRouting: { istio: { virtualService: { name: demo, routes: [ other ] } } } }`,
    "spec.strategy.canary.trafficRouting.istio.virtualService.name: Invalid value: \"demo\": Istio VirtualService has invalid HTTP routes. Error: Canary Service 'canary' not found in route",
  ],
];

describe("what the controller refuses", () => {
  for (const [what, strategy, words] of cases)
    it(`is ${words === undefined ? "not " : ""}${what}`, () => assert.equal(refusalFor(`strategy: { ${strategy} }`)?.words, words));
  it("is what it refers to, and without it nobody knows which pods are its own", () => {
    const reference = "workloadRef: { apiVersion: apps/v1, kind: Deployment, name: work }, strategy: { canary: {} }";
    const words = 'deployments.apps "default/work" not found';
    assert.deepEqual(refusalFor(reference), { words, how: "looks again", releases: true });
    assert.deepEqual(refusalFor(`selector: { matchLabels: { app: demo } }, ${reference}`), { words, how: "looks again", releases: false });
  });
  it("is found late where it is a DestinationRule", () => {
    const subsets = "destinationRule: { name: demo, canarySubsetName: new, stableSubsetName: old }";
    const strategy = `canary: { trafficRouting: { istio: { virtualService: { name: demo, routes: [ subsets ] }, ${subsets} } } }`;
    assert.equal(refusalFor(`strategy: { ${strategy} }`)?.how, "stops midway");
  });
});

function refusalFor(spec: string): Refusal | undefined {
  const manifests = `
{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: demo }, spec: { ${spec} } }
---
{ apiVersion: v1, kind: Service, metadata: { name: stable } }
---
{ apiVersion: v1, kind: Service, metadata: { name: canary } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: demo }
spec:
  http:
  - { name: primary, route: [ { destination: { host: stable } }, { destination: { host: canary.default.svc } } ] }
  - { name: other, route: [ { destination: { host: stable } } ] }
  - { name: subsets, route: [ { destination: { host: demo, subset: old } }, { destination: { host: demo, subset: new } } ] }
`;
  const resources = resourcesIn(manifests);
  const rollout = resources.find(resource => resource.kindName === "Rollout");
  assert.ok(rollout);
  return refusalOf(rollout, workspaceOf([], resources));
}
