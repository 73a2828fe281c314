import assert from "node:assert/strict";
import { check, completes, createService, cursorIn, workspace } from "../../test/kit/service.ts";

/** Kinds that rollouts refer to: of what we state of them, mistakes are told; of all else, nothing. */
describe("kinds that rollouts refer to", () => {
  it("are checked where a rollout depends on them", () => {
    check(`
      apiVersion: v1
      kind: Service
      metadata: { name: shop, labels: { version: 1.0 } }
      #                                          ^^^ schema/type
      spec:
        type: ClusterIp
        #     ^^^^^^^^^ schema/enum
        selector: { app: shop, tier: 2 }
        #                            ^ schema/type
        ports:
        - port: "80"
        #       ^^^^ schema/type
        - port: 65536
        #       ^^^^^ schema/range
        - targetPort: http
        # ^^^^^^^^^^ schema/required
    `);
    check(`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: shop }
      spec:
        rules:
        - http:
            paths:
            - path: /
            # ^^^^ schema/required
              backend: { service: { port: { number: 80 } } }
              #          ^^^^^^^ schema/required
    `);
    check(`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: shop }
      spec:
        replicas: "3"
        #         ^^^ schema/type
        selector: { matchLabels: { app: shop } }
        template:
          metadata: { labels: { app: shop } }
          spec:
            containers:
            - name: shop
              image: shop:1
              env: [{ name: DEBUG, value: true }]
              #                           ^^^^ schema/type
    `);
    check(`
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: shop }
      data:
        port: 80
        #     ^^ schema/type
    `);
    check(`
      apiVersion: keda.sh/v1alpha1
      kind: ScaledObject
      metadata: { name: shop }
      spec:
        scaleTargetRef: { name: shop }
        triggers:
        - type: prometheus
          metadata: { threshold: 100 }
          #                      ^^^ schema/type
    `);
  });
  it("may have fields that we do not list, and versions of other shapes", () => {
    check("apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { ipFamilies: [IPv4], someday: 1 }\n");
    check(
      "apiVersion: apps/v1\nkind: Deployment\nspec: { selector: {}, template: { spec: { containers: [{ name: a, someday: {} }] } } }\n",
    );
    check(
      "apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nspec: { rules: [{ http: { paths: [{ backend: { serviceName: a } }] } }] }\n",
    );
    check(
      "apiVersion: autoscaling/v2beta1\nkind: HorizontalPodAutoscaler\nspec: { maxReplicas: 3, metrics: [{ type: Resource, resource: {} }] }\n",
    );
    check("apiVersion: split.smi-spec.io/v1alpha1\nkind: TrafficSplit\nspec: { service: a, backends: [{ service: b, weight: 900m }] }\n");
    check('apiVersion: networking.istio.io/v1\nkind: DestinationRule\nspec: { host: a, exportTo: [ ".", . ] }\n');
  });
  it("lack nothing where a template language or a patch completes them", () => {
    check("apiVersion: v1\nkind: Service\nspec: { ports: [{ name: {{ .Values.name }} }] }\n");
    check("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { containers: [{ name: a }] } } }\n");
    check("apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec: { minReplicas: 2, maxReplicas: 4 }\n");
    const service = workspace({
      "kustomization.yaml": "patches: [{ path: patch.yaml }]\n",
      "patch.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ targetPort: 8080 }] }\n",
    });
    assert.deepEqual(service.diagnostics("patch.yaml", "all"), []);
  });
  it("are completed: keys, values and names", () => {
    const beside = { "service.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: shop-canary }\n" };
    const service = "apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec:\n";
    completes(`${service}  $0`, ["selector", "ports", "type"]);
    completes(`${service}  type: $0`, ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]);
    completes(`${service}  ports:\n  - $0`, ["port", "targetPort"]);
    const route = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: shop }\nspec:\n  rules:\n";
    completes(`${route}  - backendRefs:\n    - name: $0`, ["shop-canary"], { beside });
    completes(`${route}  - matches:\n    - path: { type: $0 }`, ["Exact", "PathPrefix", "RegularExpression"]);
    const deployment =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec:\n  template:\n    spec:\n      containers:\n";
    completes(`${deployment}      - name: a\n        $0`, ["image", "ports", "readinessProbe"]);
    completes("apiVersion: networking.istio.io/v1\nkind: $0\n", ["VirtualService", "DestinationRule"]);
    completes("apiVersion: $0\nkind: VirtualService\n", ["networking.istio.io/v1", "networking.istio.io/v1alpha3"]);
  });
  it("are explained with type, default and allowed values", () => {
    const { text, offset } = cursorIn("apiVersion: v1\nkind: Service\nspec:\n  ty$0pe: NodePort\n");
    const { markdown = "" } = workspace({ "a.yaml": text }).hover("a.yaml", offset) ?? {};
    assert.match(markdown, /^\*\*type\*\* · one of a few words · default ClusterIP\n\n.*\n\nOne of `ClusterIP`, `NodePort`/);
    assert.doesNotMatch(markdown, /argo-rollouts\.readthedocs|flagger/i);
  });
  it("have no rules, lenses, hints and folds of ours", () => {
    const text =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: Not_A_Name }\nspec:\n  selector: {}\n  template:\n    spec: {}\n";
    const service = workspace({ "a.yaml": text });
    const codes = service.diagnostics("a.yaml", "all").map(({ code }) => code);
    assert.deepEqual(codes, ["schema/required"]);
    assert.deepEqual(service.codeLenses("a.yaml"), []);
    assert.deepEqual(service.inlayHints("a.yaml", { start: 0, end: text.length }), []);
    assert.equal(service.folds("a.yaml"), undefined);
  });
  it("cost little where there are thousands", () => {
    const one = (i: number): string =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a-${i} }\nspec:\n  selector: { matchLabels: { app: a-${i} } }\n  template:\n    metadata: { labels: { app: a-${i} } }\n    spec: { containers: [{ name: a, image: "a:1" }] }\n`;
    const service = createService();
    service.setFile("a.yaml", Array.from({ length: 2000 }, (_, i) => one(i)).join("---\n"));
    service.diagnostics("a.yaml", "own");
    // Read once, nothing is done again, and there is nothing to settle.
    const begun = performance.now();
    assert.deepEqual(service.diagnostics("a.yaml", "all"), []);
    assert.ok(service.settle("a.yaml"));
    assert.ok(performance.now() - begun < 250, `${performance.now() - begun} ms`);
  });
});
