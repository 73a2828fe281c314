import assert from "node:assert/strict";
import { resourcesIn } from "../../../test/kit/resources.ts";
import { workspaceOf } from "../../workspace/workspace.ts";
import { readRollout } from "./read.ts";

const istio = "trafficRouting: { istio: { virtualService: { name: demo } } }";
const services = "stableService: stable, canaryService: canary";
const own = ["{ destination: { host: stable }, weight: 100 }", "{ destination: { host: canary } }"];
const other = "{ destination: { host: legacy }, weight: 1 }";

describe("what is not predicted of routes", () => {
  const cases: readonly (readonly [what: string, canary: string, route: readonly string[], reason: RegExp | undefined])[] = [
    ["nothing, where the versions share the traffic", `${services}, ${istio}`, own, undefined],
    ["nothing of one destination behind them", `${services}, ${istio}`, [...own, other], undefined],
    ["one before them", `${services}, ${istio}`, [other, ...own], /stand before those of the Rollout/],
    ["two of them", `${services}, ${istio}`, [...own, other, other], /or of several/],
    ["ping-pong beside Services", `pingPong: { pingService: a, pongService: b }, ${services}, ${istio}`, own, /ping-pong beside/],
    ["ping-pong without a router", "pingPong: { pingService: a, pongService: b }", own, /ping-pong without Istio/],
    ["ping-pong with one Service", `pingPong: { pingService: a, pongService: a }, ${istio}`, own, /refuses ping-pong without two/],
    ["no VirtualService at all", `${services}, trafficRouting: { istio: {} }`, own, /without either `virtualService` or/],
  ];
  for (const [what, canary, route, reason] of cases)
    it(`is ${what}`, () => {
      const said = reasonsFor(canary, route);
      if (reason) assert.match(said.join(), reason);
      else assert.deepEqual(said, []);
    });
});

function reasonsFor(canary: string, route: readonly string[]): readonly string[] {
  const manifests = `
{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: demo }, spec: { strategy: { canary: { ${canary} } } } }
---
{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: demo }, spec: { http: [ { route: [ ${route.join(", ")} ] } ] } }
`;
  const resources = resourcesIn(manifests);
  const rollout = resources.find(resource => resource.kindName === "Rollout");
  assert.ok(rollout);
  return readRollout(rollout, workspaceOf([], resources)).value.notPredicted;
}
