import type { Frame } from "../kit/manifests.ts";

/**
 * Every way of Argo Rollouts 1.10.1 and Flagger 1.44.0 to refuse an object, by the rows of the two behaviour references: specs that are
 * refused for that reason alone, with what we say of them. Argo Rollouts: `argo-rollouts.md` 2.1 and 2.2; Flagger: `flagger.md` 2.1 to
 * 2.4 and 2.6, ticks that never do anything included.
 */
export interface Refusal {
  readonly row: string;
  readonly frame?: Frame;
  /** Refused for what is not there, so that no objects are put beside it. */
  readonly absent?: true;
  readonly fixture: string;
}

export const refusals: readonly Refusal[] = [
  {
    row: "AR-V001",
    fixture: `
      replicas: -3
      #         ^^ rollout/negative-number`,
  },
  {
    row: "AR-V002",
    fixture: `
      selector:
      #<------ pods/no-selector`,
  },
  {
    row: "AR-V003",
    fixture: `
      selector: { matchLabels: { app: "the shop" } }
      #                               ^^^^^^^^^^ pods/selector-form`,
  },
  {
    row: "AR-V004",
    fixture: `
      selector: { matchLabels: {} }
      #<------ pods/no-selector`,
  },
  {
    row: "AR-V005",
    fixture: `
      workloadRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
      template: { metadata: { labels: { app: shop } } }
      #<------ rollout/template-beside-workload-ref`,
  },
  {
    row: "AR-V006",
    fixture: `
      selector: { matchExpressions: [{ key: app, operator: In }] }
      #                                                    ^^ pods/selector-form`,
  },
  {
    row: "AR-V007",
    fixture: `
      selector: { matchLabels: { app: web } }
      #                          ^^^^^^^^ pods/selector-mismatch`,
  },
  {
    row: "AR-V007",
    fixture: `
      template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "" }] } }
      #                                                                                   ^^^^^ pods/no-image`,
  },
  {
    row: "AR-V007",
    fixture: `
      template: { metadata: { labels: { app: shop } } }
      #<------ pods/no-container`,
  },
  {
    row: "AR-V007",
    fixture: `
      selector: { matchExpressions: [{ key: tier, operator: Exists }] }
      #                                     ^^^^ pods/selector-mismatch`,
  },
  {
    row: "AR-V007",
    fixture: `
      template: { metadata: { labels: { app: shop } }, spec: { initContainers: [{ name: shop, image: "a:1" }], containers: [{ name: shop, image: "shop:1" }] } }
      #                                                                                                                             ^^^^ pods/container-name`,
  },
  {
    row: "AR-V007",
    fixture: `
      template: { metadata: { labels: { app: shop, team: "a b" } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }
      #                                                  ^^^^^ objects/label-form`,
  },
  {
    row: "AR-V007",
    fixture: `
      template: { metadata: { labels: { app: shop } }, spec: { restartPolicy: OnFailure, containers: [{ name: shop, image: "shop:1" }] } }
      #                                                                       ^^^^^^^^^ pods/restart-policy`,
  },
  {
    row: "AR-V008",
    fixture: `
      minReadySeconds: -5
      #                ^^ rollout/negative-number`,
  },
  {
    row: "AR-V009",
    fixture: `
      revisionHistoryLimit: -1
      #                     ^^ rollout/negative-number`,
  },
  {
    row: "AR-V010",
    fixture: `
      progressDeadlineSeconds: -1
      #                        ^^ rollout/negative-number`,
  },
  {
    row: "AR-V011",
    fixture: `
      minReadySeconds: 700
      #                ^^^ rollout/deadline-too-short`,
  },
  {
    row: "AR-V012",
    fixture: `
      strategy: {}
      #<------ strategy/no-strategy`,
  },
  {
    row: "AR-V013",
    fixture: `
      strategy: { canary: { steps: [{ setWeight: 10 }] }, blueGreen: { activeService: shop } }
      #                                                   ^^^^^^^^^ strategy/two-strategies`,
  },
  {
    row: "AR-V014",
    fixture: `
      strategy: { blueGreen: { activeService: shop, previewService: shop } }
      #                                                             ^^^^ services/same-service`,
  },
  {
    row: "AR-V014",
    fixture: `
      strategy: { blueGreen: { activeService: "" } }
      #                                       ^^ services/same-service`,
  },
  {
    row: "AR-V015",
    fixture: `
      strategy: { blueGreen: { activeService: shop, scaleDownDelayRevisionLimit: 11 } }
      #                                                                          ^^ strategy/revision-limit`,
  },
  {
    row: "AR-V016",
    fixture: `
      antiAffinity: {}
      #<---------- strategy/anti-affinity
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V016",
    fixture: `
      strategy: { blueGreen: { activeService: shop, antiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {}, preferredDuringSchedulingIgnoredDuringExecution: { weight: 1 } } } }
      #                                             ^^^^^^^^^^^^ strategy/anti-affinity`,
  },
  {
    row: "AR-V017",
    fixture: `
      antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 101 } }
      #                                                                          ^^^ strategy/anti-affinity
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V018",
    fixture: `
      maxSurge: 0%
      maxUnavailable: "0"
      #<------------ strategy/no-room
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V018",
    fixture: `
      maxSurge: some
      maxUnavailable: 0
      #<------------ strategy/no-room
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V019",
    fixture: `
      stableService: shop
      canaryService: shop
      #              ^^^^ services/same-service
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V020",
    fixture: `
      pingPong: { pingService: a, pongService: b }
      #<------ traffic/needs-router
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { nginx: { stableIngress: shop } }
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V020",
    fixture: `
      pingPong: { pingService: a, pongService: b }
      #<------ traffic/needs-router
      trafficRouting: {}
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V021",
    fixture: `
      pingPong: { pingService: "", pongService: b }
      #                        ^^ services/ping-pong-name
      trafficRouting: { istio: { virtualService: { name: shop } } }
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V022",
    fixture: `
      pingPong: { pingService: a, pongService: a }
      #                                        ^ services/same-service
      trafficRouting: { istio: { virtualService: { name: shop } } }
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V023",
    fixture: `
      pingPong: { pingService: a, pongService: b }
      trafficRouting: { alb: { ingress: shop, servicePort: 80 } }
      #                 ^^^ traffic/root-service
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V024",
    fixture: `
      canaryService: shop-canary
      trafficRouting: { smi: {} }
      #<------------ traffic/router-without-services
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V025",
    fixture: `
      stableService: shop
      trafficRouting: { alb: { ingress: shop, servicePort: 80 } }
      #<------------ traffic/router-without-services
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V025",
    fixture: `
      trafficRouting: { istio: { virtualService: { name: shop } } }
      #<------------ traffic/router-without-services
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V026",
    fixture: `
      scaleDownDelaySeconds: 0
      #<------------------- traffic/needs-router
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V027",
    fixture: `
      dynamicStableScale: true
      #<---------------- traffic/needs-router
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V028",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: { virtualService: { name: shop } } }
      scaleDownDelaySeconds: 0
      #<------------------- traffic/dynamic-scale-with-delay
      dynamicStableScale: true
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V029",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: { virtualService: { name: shop } }, maxTrafficWeight: 1000 }
      #                                                            ^^^^^^^^^^^^^^^^ traffic/needs-router
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V029",
    fixture: `
      trafficRouting: { maxTrafficWeight: 1000 }
      #                 ^^^^^^^^^^^^^^^^ traffic/needs-router
      steps: [{ setWeight: 20 }]`,
  },
  {
    row: "AR-V030",
    fixture: `
      steps:
      - analysis: { templates: [{ templateName: rate }] }
        setWeight: 10
      # ^^^^^^^^^ steps/two-kinds`,
  },
  {
    row: "AR-V031",
    fixture: `
      steps:
      - {}
      # ^^ steps/empty-step`,
  },
  {
    row: "AR-V031",
    fixture: `
      steps:
      - setWeight: 10
      - pause:
      # ^^^^^ steps/empty-step`,
  },
  {
    row: "AR-V032",
    fixture: `
      steps:
      - setWeight: -1
      #            ^^ steps/weight-out-of-range`,
  },
  {
    row: "AR-V032",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { nginx: { stableIngress: shop }, maxTrafficWeight: 50 }
      steps:
      - setWeight: 51
      #            ^^ steps/weight-out-of-range`,
  },
  {
    row: "AR-V033",
    fixture: `
      steps:
      - pause: { duration: 1d }
      #                    ^^ steps/pause-duration`,
  },
  {
    row: "AR-V034",
    fixture: `
      steps:
      - setCanaryScale: { weight: 10 }
      # ^^^^^^^^^^^^^^ traffic/unsupported-step`,
  },
  {
    row: "AR-V035",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { nginx: { stableIngress: shop }, managedRoutes: [{ name: a }] }
      steps:
      - setHeaderRoute: { name: a }
      # ^^^^^^^^^^^^^^ traffic/unsupported-step`,
  },
  {
    row: "AR-V036",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { alb: { ingress: shop, servicePort: 80 }, managedRoutes: [{ name: a }] }
      steps:
      - setHeaderRoute: { name: a, match: [{ headerName: x }] }
      #                                      ^^^^^^^^^^ schema/required`,
  },
  {
    row: "AR-V037",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { alb: { ingress: shop, servicePort: 80 }, managedRoutes: [{ name: a }] }
      steps:
      - setHeaderRoute: { name: a, match: [{ headerName: x, headerValue: { prefix: staff } }] }
      #                                                     ^^^^^^^^^^^ traffic/match-value`,
  },
  {
    row: "AR-V038",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: { virtualService: { name: shop } }, managedRoutes: [{ name: a }] }
      steps:
      - setHeaderRoute: { name: a, match: [{ headerName: x, headerValue: {} }] }
      #                                                     ^^^^^^^^^^^ traffic/match-value`,
  },
  {
    row: "AR-V039",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { apisix: { route: { name: shop } }, managedRoutes: [{ name: a }] }
      steps:
      - setHeaderRoute: { name: a, match: [{ headerName: x, headerValue: { exact: a, regex: b } }] }
      #                                                     ^^^^^^^^^^^ traffic/match-value`,
  },
  {
    row: "AR-V040",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { alb: { ingress: shop, servicePort: 80 }, managedRoutes: [{ name: a }] }
      steps:
      - setMirrorRoute: { name: a }
      # ^^^^^^^^^^^^^^ traffic/unsupported-step`,
  },
  {
    row: "AR-V041",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: { virtualService: { name: shop } }, managedRoutes: [{ name: a }] }
      steps:
      - setMirrorRoute: { name: a, match: [{ path: { exact: /a, prefix: /b } }] }
      #                                      ^^^^ traffic/match-value`,
  },
  {
    row: "AR-V042",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: { virtualService: { name: shop } } }
      steps:
      - setHeaderRoute: { name: a }
      #                         ^ traffic/route-not-managed`,
  },
  {
    row: "AR-V043",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: { virtualService: { name: shop } }, managedRoutes: [{ name: a }] }
      steps:
      - setMirrorRoute: { name: b }
      #                         ^ traffic/route-not-managed`,
  },
  {
    row: "AR-V043",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { istio: { virtualService: { name: shop } }, managedRoutes: [{ name: a }] }
      steps:
      - setHeaderRoute: { match: [{ headerName: x, headerValue: { exact: staff } }] }
      # ^^^^^^^^^^^^^^ traffic/route-not-managed`,
  },
  {
    row: "AR-V044",
    fixture: `
      steps:
      - experiment: { templates: [{ name: a, specRef: canary, weight: 5 }] }
      #                                                       ^^^^^^ traffic/unsupported-step`,
  },
  {
    row: "AR-V045",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { nginx: { stableIngress: shop } }
      steps:
      - experiment: { templates: [{ name: a, specRef: canary, weight: 5 }] }
      #                                                       ^^^^^^ traffic/unsupported-step`,
  },
  {
    row: "AR-V046",
    fixture: `
      steps:
      - experiment: { templates: [{ name: a, specRef: canary }], analyses: [{ name: a, templateName: rate, args: [{ name: a, valueFrom: { fieldRef: { fieldPath: metadata.team } } }] }] }
      #                                                                                                                                                          ^^^^^^^^^^^^^ analysis/field-path`,
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
    row: "AR-R050",
    fixture: `
      workloadRef: { apiVersion: v1, kind: Deployment, name: shop }
      #                          ^^ rollout/workload-ref-kind`,
  },
  {
    row: "AR-R001",
    fixture: `
      strategy: { blueGreen: { activeService: shop, previewService: shop-preview } }
      #                                                             ^^^^^^^^^^^^ services/selector-mismatch
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: shop-preview }
      spec: { selector: { app: shop, tier: web }, ports: [{ port: 80 }] }`,
  },
  {
    row: "AR-R002",
    fixture: `
      strategy: { blueGreen: { activeService: shop } }
      #                                       ^^^^ services/managed-by-another
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: shop, annotations: { argo-rollouts.argoproj.io/managed-by-rollouts: web } }
      spec: { selector: { app: shop }, ports: [{ port: 80 }] }`,
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
    row: "AR-R010",
    fixture: `
      steps: [{ analysis: { templates: [{ templateName: rate }] } }]
      #                     ^^^^^^^^^ analysis/duplicate-metric
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: { name: rate }
      spec:
        metrics:
        - { name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }
        - { name: rate, successCondition: "result[0] > 1", provider: { prometheus: { query: rate } } }
      #           ^^^^ analysis/same-metric-twice`,
  },
  {
    row: "AR-R010",
    fixture: `
      steps: [{ setWeight: 20 }]
      analysis: { templates: [{ templateName: rate }, { templateName: latency }] }
      #           ^^^^^^^^^ analysis/argument-conflict
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: { name: rate }
      spec:
        args: [{ name: app, value: shop }]
        metrics: [{ name: rate, interval: 1m, successCondition: "result[0] > 1", provider: { prometheus: { query: 'rate{app="{{args.app}}"}' } } }]
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: AnalysisTemplate
      metadata: { name: latency }
      spec:
        args: [{ name: app, value: web }]
        metrics: [{ name: latency, interval: 1m, successCondition: "result[0] < 1", provider: { prometheus: { query: 'latency{app="{{args.app}}"}' } } }]`,
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
    row: "AR-R020",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { alb: { ingress: shop, servicePort: 80, rootService: shop-root } }
      #                                 ^^^^ traffic/ingress-without-backend
      steps: [{ setWeight: 20 }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: shop }
      spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop, port: { name: use-annotation } } } }] } }] }`,
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
    row: "AR-R040",
    fixture: `
      stableService: shop
      canaryService: shop-canary
      trafficRouting: { ambassador: { mappings: [shop] } }
      #                                          ^^^^ traffic/mapping-with-weight
      steps: [{ setWeight: 20 }]
      ---
      apiVersion: getambassador.io/v2
      kind: Mapping
      metadata: { name: shop }
      spec: { prefix: /, service: shop, weight: 10 }`,
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
  {
    row: "FL-V001",
    frame: "Canary",
    fixture: `
      targetRef: { apiVersion: apps/v1, kind: StatefulSet, name: shop }
      #                                       ^^^^^^^^^^^ schema/enum`,
  },
  {
    row: "FL-V001",
    frame: "Canary",
    fixture: `
      targetRef: { kind: Deployment, name: shop }
      #<------- schema/required`,
  },
  {
    row: "FL-V002",
    frame: "Canary",
    fixture: `
      provider: gatewayapi
      #         ^^^^^^^^^^ schema/enum`,
  },
  {
    row: "FL-V003",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1m, threshold: 5, metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }] }
      #<------ schema/one-of`,
  },
  {
    row: "FL-V003",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1m, threshold: 5, stepWeight: 5, iterations: 3, metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }] }
      #                                                      ^^^^^^^^^^ schema/one-of`,
  },
  {
    row: "FL-V004",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1m, stepWeight: 5, metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }] }
      #<------ schema/required`,
  },
  {
    row: "FL-V004",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1h, threshold: 5, stepWeight: 5, metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }] }
      #                     ^^ schema/pattern`,
  },
  {
    row: "FL-V005",
    frame: "Canary",
    fixture: `
      service: {}
      #<----- schema/required`,
  },
  {
    row: "FL-V006",
    frame: "Canary",
    fixture: `
      autoscalerRef: { apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler }
      #<----------- schema/required`,
  },
  {
    row: "FL-V007",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1m, threshold: 5, stepWeight: 5, webhooks: [{ name: gate, url: "http://gate/", type: confirm }] }
      #                                                                                                          ^^^^^^^ schema/enum`,
  },
  {
    row: "FL-V007",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1m, threshold: 5, stepWeight: 5, webhooks: [{ name: gate, url: "http://gate/", metadata: { retries: 1 } }] }
      #                                                                                                                         ^ schema/type`,
  },
  {
    row: "FL-V008",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1m, threshold: 5, stepWeight: 5, metrics: [{ thresholdRange: { max: 1 } }] }
      #                                                                  ^^^^^^^^^^^^^^ schema/required`,
  },
  {
    row: "FL-V008",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1m, threshold: 5, stepWeight: 5, alerts: [{ name: team, severity: fatal, providerRef: { name: team } }], metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }] }
      #                                                                                       ^^^^^ schema/enum`,
  },
  {
    row: "FL-V009",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1m, threshold: 5, stepWeight: 5, sessionAffinity: { cookieName: shop, sameSite: Never }, metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }] }
      #                                                                                                     ^^^^^ schema/enum`,
  },
  {
    row: "FL-V010",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1m, threshold: 5, iterations: 5, match: [{ headers: { x-user: { exact: a, prefix: b } } }], metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }] }
      #                                                                                               ^^^^^^ schema/one-of`,
  },
  {
    row: "FL-V011",
    frame: "Canary",
    fixture: `
      service: { port: 80, mirror: [{ backendRef: { name: shadow } }] }
      #                               ^^^^^^^^^^ flagger/mirror-port`,
  },
  {
    row: "FL-V011",
    frame: "Canary",
    fixture: `
      service: { port: 80, gatewayRefs: [{ namespace: shop }] }
      #                                    ^^^^^^^^^ schema/required`,
  },
  {
    row: "FL-V012",
    frame: "Canary",
    fixture: `
      service: { port: 80, trafficDistribution: PreferFar }
      #                                         ^^^^^^^^^ schema/enum`,
  },
  {
    row: "FL-V013",
    fixture: `
      apiVersion: flagger.app/v1beta1
      kind: AlertProvider
      metadata: { name: team }
      spec: { type: slack, address: "http://chat", secretRef: { name: chat } }
      #                                            ^^^^^^^^^ schema/one-of`,
  },
  {
    row: "FL-V013",
    fixture: `
      apiVersion: flagger.app/v1beta1
      kind: MetricTemplate
      metadata: { name: rate }
      spec: { provider: { type: prometheus, address: "http://prometheus" } }
      #<-- schema/required`,
  },
  {
    row: "FL-V020",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1m, threshold: 5, iterations: 5, match: [{ uri: { prefix: / } }], metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }] }
      #                                                                ^^^ schema/unknown-field`,
  },
  {
    row: "FL-V030",
    frame: "Canary",
    fixture: `
      analysis: { interval: 1m, threshold: 5, stepWeight: 5, sessionAffinity: { cookieName: shop, primaryCookieName: shop }, metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }] }
      #                                                                                                              ^^^^ flagger/same-cookie`,
  },
  {
    row: "FL-V031",
    frame: "Canary",
    fixture: `
      targetRef: { apiVersion: serving.knative.dev/v1, kind: Service, name: shop }
      #<------- flagger/knative`,
  },
  {
    row: "FL-V032",
    frame: "Canary",
    fixture: `
      provider: knative
      #         ^^^^^^^ flagger/knative`,
  },
  {
    row: "FL-V033",
    frame: "Canary",
    fixture: `
      provider: knative
      targetRef: { apiVersion: serving.knative.dev/v1, kind: Service, name: shop }
      autoscalerRef: { apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, name: shop }
      #<----------- flagger/knative`,
  },
  {
    row: "FL-V040",
    frame: "Canary",
    absent: true,
    fixture: `
      targetRef: { apiVersion: apps/v1, kind: Deployment, name: shopp }
      #                                                         ^^^^^ references/missing
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: shop }`,
  },
  {
    row: "FL-V041",
    frame: "Canary",
    fixture: `
      targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
      #                                                         ^^^^ flagger/selector-label
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: shop }
      spec: { selector: { matchLabels: { component: shop } } }`,
  },
  {
    row: "FL-V042",
    frame: "Canary",
    fixture: `
      targetRef: { apiVersion: apps/v1, kind: DaemonSet, name: shop }
      #                                                        ^^^^ flagger/target
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: { name: shop }
      spec: { updateStrategy: { type: OnDelete } }`,
  },
  {
    row: "FL-V045",
    frame: "Canary",
    fixture: `
      targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
      #<------- flagger/no-service
      service:`,
  },
  {
    row: "FL-V070",
    frame: "Canary",
    fixture: `
      provider: apisix
      #         ^^^^^^ flagger/provider-needs`,
  },
  {
    row: "FL-V071",
    frame: "Canary",
    fixture: `
      provider: nginx
      ingressRef: { apiVersion: networking.k8s.io/v1, kind: Ingress, name: shop }
      #                                                                    ^^^^ flagger/ingress-without-backend
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: shop }
      spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }`,
  },
  {
    row: "FL-V072",
    frame: "Canary",
    fixture: `
      provider: nginx
      ingressRef: { apiVersion: networking.k8s.io/v1, kind: Ingress, name: shop }
      #                                                                    ^^^^ flagger/ingress-without-backend
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: shop }
      spec: { rules: [{ host: shop.test }, { http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } }] } }] }`,
  },
  {
    row: "FL-V073",
    frame: "Canary",
    fixture: `
      provider: gatewayapi:v1
      #         ^^^^^^^^^^^^^ flagger/provider-needs
      service: { port: 80 }`,
  },
  {
    row: "FL-V074",
    frame: "Canary",
    fixture: `
      provider: gatewayapi:v1
      service: { port: 80, gatewayRefs: [{ name: shop }], match: [{ method: { prefix: G } }] }
      #                                                             ^^^^^^ flagger/gateway-match`,
  },
  {
    row: "FL-V076",
    frame: "Canary",
    fixture: `
      provider: istio
      service: { port: 80, delegation: true, gateways: [public] }
      #                                      ^^^^^^^^ flagger/delegation`,
  },
  {
    row: "FL-V077",
    frame: "Canary",
    fixture: `
      provider: appmesh
      #         ^^^^^^^ flagger/provider-needs`,
  },
  {
    row: "FL-V085",
    frame: "Canary",
    fixture: `
      targetRef: { apiVersion: apps/v1, kind: Deployment, name: the-shop-of-the-eastern-department-for-returning-customers }
      #                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flagger/name-too-long`,
  },
];

/** Rows that no file can show, each with the reason. */
export const unseen: { readonly [row: string]: string } = {
  "FL-V034": "depends on a flag of the controller, `-no-cross-namespace-refs`",
  "FL-V035": "happens with a changed CRD only; the schema asks for `analysis`",
  "FL-V043": "depends on the ConfigMaps and Secrets of the cluster, which seldom are in files",
  "FL-V044": "depends on an autoscaler of the cluster; one of another name in the workspace is told as FL-V040",
  "FL-V075": "depends on the status of a Gateway",
};

/** Rows of a reference that end in a refusal. */
export const refused: readonly string[] = [
  ...numbered("AR-V", [[1, 46]]),
  ...numbered("AR-R", [
    [1, 3],
    [10, 14],
    [20, 23],
    [30, 32],
    [40, 43],
    [50, 50],
  ]),
  ...numbered("FL-V", [
    [1, 13],
    [20, 20],
    [30, 35],
    [40, 45],
    [70, 77],
    [85, 85],
  ]),
];

/** Rows that are accepted, and of which a rule may speak all the same. */
export const accepted: readonly string[] = [
  ...numbered("AR-A", [[1, 13]]),
  ...numbered("FL-V", [
    [46, 69],
    [78, 84],
    [86, 88],
    [90, 103],
    [110, 122],
  ]),
];

function numbered(prefix: string, ranges: readonly (readonly [from: number, to: number])[]): readonly string[] {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${String(from + i).padStart(3, "0")}`));
}
