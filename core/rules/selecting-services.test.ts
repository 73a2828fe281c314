import { check } from "../../test/kit/service.ts";

const service = (name: string, spec: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { ${spec} }\n`;
const ingress = (to: string): string =>
  `---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: shop }\nspec: { defaultBackend: { service: { name: ${to}, port: { number: 80 } } } }\n`;
const deployment = (labels: string): string =>
  `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec:\n  selector: { matchLabels: { app: shop } }\n  template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }\n`;

const fine = "---\napiVersion: v1\nkind: Service\nmetadata: { name: shop-active }\nspec: { selector: { app: shop } }\n";
const blueGreen = "strategy: { blueGreen: { activeService: shop-active } }\n";
const marked = `${blueGreen}#                                       ^^^^^^^^^^^ services/both-versions\n`;
const target = "targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }\n";
const markedTarget = `${target}#                                                         ^^^^ flagger/service-of-target\n`;
const flagger = (mark: string, more: string): void =>
  check(`${mark}service: { port: 80 }\n${deployment("app: shop, tier: web")}${more}`, { frame: "Canary" });

describe("a Service that selects pods of a rollout", () => {
  it("is told where a way from outside leads to both versions of a blue-green Rollout", () => {
    check(`${marked}${fine}${service("shop", "type: LoadBalancer, selector: { app: shop }")}`);
    check(`${marked}${fine}${service("shop", "selector: { app: shop }")}${ingress("shop")}`);
  });
  it("is left alone where nothing leads to it, or only to the Services of the Rollout", () => {
    check(`${blueGreen}${fine}${service("metrics", "clusterIP: None, selector: { app: shop }")}${ingress("shop-active")}`);
    check(`${blueGreen}${fine}${service("other", "type: LoadBalancer, selector: { app: other }")}`);
    check(`${blueGreen}${fine}${service("everything", "type: LoadBalancer")}`);
    check(`${blueGreen}${fine}`, {
      beside: { "other/service.yaml": service("shop", "type: LoadBalancer, selector: { app: shop }").slice(4) },
    });
  });
  it("shares a canary by pods, as it should", () => {
    check(`steps: [{ setWeight: 20 }]\n${service("shop", "type: LoadBalancer, selector: { app: shop }")}`);
  });
  it("has to fit the pods of the workload that a Rollout refers to, as well", () => {
    const refers =
      "workloadRef: { apiVersion: apps/v1, kind: Deployment, name: shop }\nstrategy:\n  canary:\n    stableService: shop\n    #              ^^^^ services/selector-mismatch\n    steps: [{ setWeight: 20 }]\n";
    check(`${refers}${deployment("app: shop")}${service("shop", "selector: { app: other }")}`);
    check(`${refers.replace(/ *#.*\n/, "")}${deployment("app: shop")}${service("shop", "selector: { app: shop }")}`);
  });
  it("is empty between rollouts of Flagger where it selects the label of the target", () => {
    flagger(markedTarget, service("web", "selector: { app: shop }"));
    flagger(markedTarget, service("web", "selector: { app: shop, tier: web }"));
    flagger(target, service("shop", "selector: { app: shop }"));
    flagger(target, service("shop-primary", "selector: { app: shop-primary }"));
    flagger(target, service("web", "selector: { app: shop-primary }"));
  });
  it("shows both versions of Flagger where it selects another label, and somebody is led there", () => {
    flagger(markedTarget, `${service("web", "selector: { tier: web }")}${ingress("web")}`);
    flagger(target, service("web", "selector: { tier: web }"));
  });
});
