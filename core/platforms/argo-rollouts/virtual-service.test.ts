import assert from "node:assert/strict";
import { type Json, listAt } from "../../base/json.ts";
import type { VirtualServiceRef } from "./istio-routing.ts";
import type { ManagedRoute } from "./state.ts";
import { isHidden, type Roles, sharesIn, withHashes, withShares } from "./virtual-service.ts";

const services: Roles = { stable: "stable", canary: "canary", subsets: undefined };
const subsets = { rule: "demo", host: "demo", stable: "stable", canary: "canary", additional: ["batch"] };
const ref: VirtualServiceRef = { name: "demo", routes: [], tlsRoutes: [], tcpRoutes: [], hasNames: false, destinations: [] };
const to = (host: string, weight: number, subset?: string): Json => ({
  destination: { host, ...(subset === undefined ? {} : { subset }) },
  weight,
});
const both = (rest: { readonly [key: string]: Json } = {}): Json => ({ ...rest, route: [to("stable", 100), to("canary.default.svc", 0)] });

/** The weights of all destinations, route by route, once the canary has 30 %. */
function weights(spec: { readonly [kind: string]: Json }, named: Partial<VirtualServiceRef> = {}, roles = services): readonly Json[] {
  const object = withShares({ kind: "VirtualService", spec }, { ...ref, ...named }, { ...roles, weight: 30, beside: [] }, ["testers"]);
  return ["http", "tls", "tcp"].flatMap(kind =>
    listAt(object, "spec", kind).map(route => listAt(route, "route").map(one => (one as { weight: number }).weight)),
  );
}

describe("weights in a VirtualService", () => {
  it("go to the only route, whatever its name is", () => assert.deepEqual(weights({ http: [both({ name: "a" })] }), [[70, 30]]));
  it("go to the first route without a name where there are several", () =>
    assert.deepEqual(weights({ http: [both({ name: "a" }), both(), both()] }), [
      [100, 0],
      [70, 30],
      [100, 0],
    ]));
  it("go to those that are named", () =>
    assert.deepEqual(weights({ http: [both({ name: "a" }), both({ name: "b" }), both()] }, { routes: ["b", "a"] }), [
      [70, 30],
      [70, 30],
      [100, 0],
    ]));
  it("leave alone what steps have added", () => assert.deepEqual(weights({ http: [both({ name: "testers" }), both()] })[0], [100, 0]));
  it("go to routes of TLS by port and hosts, and of TCP by port", () => {
    const tls = [both({ match: [{ port: 443, sniHosts: ["b", "a"] }] }), both({ match: [{ port: 444, sniHosts: ["a", "b"] }] })];
    const tcp = [both({ match: [{ port: 1 }, { port: 2 }] }), both({ match: [{ port: 2 }] })];
    assert.deepEqual(weights({ tls, tcp }, { tlsRoutes: [{ port: 443, sniHosts: ["a", "b"] }], tcpRoutes: [{ port: 2 }] }), [
      [70, 30],
      [100, 0],
      [100, 0],
      [70, 30],
    ]);
  });
  it("take out what is neither version's, unless it has none", () =>
    assert.deepEqual(weights({ http: [{ route: [to("stable", 90), to("canary", 0), to("old", 10), to("gone", 0)] }] }), [[70, 30, 0]]));
  it("leave subsets beside the versions their share", () => {
    const route = [to("demo", 90, "stable"), to("demo", 0, "canary"), to("demo", 10, "batch")];
    assert.deepEqual(weights({ http: [{ route }] }, {}, { stable: undefined, canary: undefined, subsets }), [[60, 30, 10]]);
    assert.deepEqual(sharesIn(route, { stable: undefined, canary: undefined, subsets }), [90, 0]);
  });
});

describe("routes that steps add", () => {
  const header: ManagedRoute = { kind: "header", name: "testers", match: [], percentage: 100, weight: 0 };
  const hidden = (named: Partial<VirtualServiceRef>, added: readonly ManagedRoute[]): boolean =>
    isHidden({ virtualServices: [{ ...ref, ...named }], subsets: undefined }, added);
  it("hide nothing that is named in the Rollout", () =>
    assert.equal(hidden({ routes: ["a"], hasNames: true }, [{ ...header, kind: "mirror" }]), false));
  it("hide a route with a name that the Rollout does not tell", () => {
    assert.equal(hidden({ hasNames: true }, [header]), true);
    assert.equal(hidden({ hasNames: true }, []), false);
    assert.equal(hidden({ hasNames: false }, [header]), false);
  });
  it("hide any such route where one mirrors", () =>
    assert.equal(hidden({ hasNames: false }, [header, { ...header, kind: "mirror" }]), true));
});

describe("a DestinationRule", () => {
  it("has two subsets, which select the versions", () => {
    const spec = { host: "demo", subsets: [{ name: "canary", labels: { app: "demo" } }, { name: "batch" }, { name: "stable" }] };
    assert.deepEqual(withHashes({ kind: "DestinationRule", spec }, subsets, { stable: "s", canary: "c" }).spec, {
      host: "demo",
      subsets: [
        { name: "canary", labels: { app: "demo", "rollouts-pod-template-hash": "c" } },
        { name: "stable", labels: { "rollouts-pod-template-hash": "s" } },
      ],
    });
  });
});
