import { check } from "../../../test/kit/service.ts";

const both = "[{ destination: { host: shop } }, { destination: { host: shop-canary.web.svc.cluster.local } }]";
const stableOnly = "[{ destination: { host: shop } }]";

/** A Rollout over Istio, and the routes of its VirtualService; `mark` stands under the name of the VirtualService. */
function routes(use: string, written: string, mark = ""): void {
  check(
    `stableService: shop
canaryService: shop-canary
steps: [{ setWeight: 20 }]
trafficRouting:
  managedRoutes: [{ name: testers }]
  istio: { virtualService: { name: shop${use} } }${mark && `\n  #                                ^^^^ ${mark}`}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop }
spec: { hosts: [shop], ${written} }
`,
    { beside: { "services.yaml": services } },
  );
}

const services = ["shop", "shop-canary"].map(name => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\n`).join("---\n");

// Verdicts of `kubectl argo rollouts lint` 1.10.1 on the same objects.
describe("the routes of a VirtualService", () => {
  it("are split where the only one leads to both versions, by short or long names", () => {
    routes("", `http: [{ route: ${both} }]`);
    routes("", `http: [{ name: primary, route: ${both} }]`);
  });
  it("may be managed ones as well, and are then the first without a name, or none", () => {
    routes("", `http: [{ name: testers, route: ${stableOnly} }, { route: ${both} }]`);
    routes("", `http: [{ name: testers, route: ${both} }, { name: primary, route: ${stableOnly} }]`);
    routes("", `http: [{ name: testers, route: ${stableOnly} }]`, "traffic/virtual-service-route");
  });
  it("are chosen by port for TCP, and by host names as well for TLS", () => {
    const tcp = `tcp: [{ match: [{ port: 1 }], route: ${both} }, { match: [{ port: 2 }, { port: 3 }], route: ${stableOnly} }]`;
    routes(", tcpRoutes: [{ port: 1 }]", tcp);
    routes("", tcp, "traffic/virtual-service-route");
    routes(", tlsRoutes: [{ port: 443, sniHosts: [b, a] }]", `tls: [{ match: [{ port: 443, sniHosts: [a, b] }], route: ${both} }]`);
  });
});
