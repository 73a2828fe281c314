import type { Refusal } from "./refusal.ts";

/** What Argo Rollouts 1.10.1 refuses for what a spec refers to: `argo-rollouts.md` 2.2. */
export const argoReferenceRefusals: readonly Refusal[] = [
  {
    row: "AR-R050",
    fixture: `
      workloadRef: { kind: Deployment, name: shop }
      #<--------- rollout/workload-ref-kind`,
  },
  {
    row: "AR-R050",
    fixture: `
      workloadRef: { apiVersion: apps/v1, name: shop }
      #<--------- rollout/workload-ref-kind`,
  },
  {
    row: "AR-R021",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { nginx: {} }
      #                 ^^^^^ traffic/router-objects
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-R022",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { alb: { ingress: shop, ingresses: [shop], servicePort: 80 } }
      #                                       ^^^^^^^^^ traffic/router-objects
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-R023",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: {} }
      #                 ^^^^^ traffic/router-objects
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-R042",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { ambassador: { mappings: [] } }
      #                               ^^^^^^^^ traffic/router-objects
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-R043",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { appMesh: {} }
      #                 ^^^^^^^ traffic/router-objects
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-R043",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { appMesh: { virtualService: { name: shop } } }
      #                                                    ^^^^ traffic/app-mesh-routes
      steps: [{ setWeight: 20 }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: shop } } } }`,
  },
  {
    row: "AR-R003",
    absent: true,
    fixture: `
      strategy: { blueGreen: { activeService: shopp } }
      #                                       ^^^^^ references/missing
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: shop }
      spec: { selector: { app: shop }, ports: [{ port: 80 }] }`,
  },
  {
    row: "AR-R010",
    fixture: `
      steps: [{ analysis: { templates: [{ templateName: rate }] } }]
      #                     ^^^^^^^^^ analysis/repeated-metric-rule
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: { name: rate }
      spec:
        dryRun: [{ metricName: rate }, { metricName: rate }]
        metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }]`,
  },
  {
    row: "AR-R011",
    fixture: `
      steps: [{ analysis: { templates: [{ templateName: rate }], measurementRetention: [{ metricName: rate, limit: 5 }] } }]
      #                     ^^^^^^^^^ analysis/repeated-metric-rule
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: { name: rate }
      spec:
        measurementRetention: [{ metricName: rate, limit: 3 }]
        metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }]`,
  },
  {
    row: "AR-R012",
    fixture: `
      strategy: { blueGreen: { activeService: shop, prePromotionAnalysis: { templates: [{ templateName: rate }] } } }
      #                                                                     ^^^^^^^^^ analysis/unresolvable
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: { name: rate }
      spec:
        args: [{ name: app, value: shop, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]
        metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: 'rate{app="{{args.app}}"}' } } }]`,
  },
  {
    row: "AR-R012",
    fixture: `
      steps: [{ analysis: { templates: [{ templateName: rate }] } }]
      #                     ^^^^^^^^^ analysis/unresolvable
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: { name: rate }
      spec:
        metrics: [{ name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: 'rate{app="{{ app }}"}' } } }]`,
  },
  {
    row: "AR-R013",
    fixture: `
      strategy: { blueGreen: { activeService: shop, postPromotionAnalysis: { templates: [{ templateName: rate }] } } }
      #                                                                      ^^^^^^^^^ analysis/endless
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: { name: rate }
      spec:
        metrics: [{ name: rate, interval: 1m, count: 0, successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }]`,
  },
  {
    row: "AR-R013",
    fixture: `
      steps:
      - analysis: { templates: [{ templateName: rate }], args: [{ name: times, value: "5" }] }
      #             ^^^^^^^^^ analysis/endless
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: { name: rate }
      spec:
        args: [{ name: times }]
        metrics:
        - { name: rate, interval: 1m, count: "{{args.times}}", successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }`,
  },
  {
    row: "AR-R013",
    fixture: `
      steps:
      - analysis: { templates: [{ templateName: rate }] }
      #             ^^^^^^^^^ analysis/endless
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: { name: rate }
      spec:
        metrics: [{ name: rate, interval: 1m, count: many, successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }]`,
  },
  {
    row: "AR-R014",
    fixture: `
      steps: [{ setWeight: 20 }]
      analysis: { templates: [{ templateName: rate }] }
      #           ^^^^^^^^^ analysis/unresolved-argument
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: { name: rate }
      spec:
        args: [{ name: app }]
        metrics: [{ name: rate, interval: 1m, successCondition: "result[0] > 1", provider: { prometheus: { query: 'rate{app="{{args.app}}"}' } } }]`,
  },
  {
    row: "AR-R030",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: { virtualService: { name: shop } } }
      #                                                  ^^^^ traffic/virtual-service-route
      steps: [{ setWeight: 20 }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop }
      spec: { hosts: [shop] }`,
  },
  {
    row: "AR-R031",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: { virtualService: { name: shop } } }
      #                                                  ^^^^ traffic/virtual-service-route
      steps: [{ setWeight: 20 }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop }
      spec: { hosts: [shop], http: [{ route: [{ destination: { host: shop } }] }] }`,
  },
  {
    row: "AR-R032",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: { virtualService: { name: shop, tcpRoutes: [{ port: 3307 }] } } }
      #                                                                    ^^^^^^^^^^^^^^ traffic/virtual-service-route
      steps: [{ setWeight: 20 }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop }
      spec: { hosts: [shop], tcp: [{ match: [{ port: 3306 }], route: [{ destination: { host: shop } }, { destination: { host: shop-canary } }] }] }`,
  },
  {
    row: "AR-R032",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: { virtualService: { name: shop, tlsRoutes: [{ port: 443, sniHosts: [shop.test] }] } } }
      #                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ traffic/virtual-service-route
      steps: [{ setWeight: 20 }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop }
      spec: { hosts: [shop], tls: [{ match: [{ port: 443, sniHosts: [web.test] }], route: [{ destination: { host: shop } }, { destination: { host: shop-canary } }] }] }`,
  },
  {
    row: "AR-R041",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { appMesh: { virtualService: { name: shop } } }
      #                                                    ^^^^ traffic/app-mesh-routes
      steps: [{ setWeight: 20 }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: shop } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: shop }
      spec: { routes: [] }`,
  },
];
