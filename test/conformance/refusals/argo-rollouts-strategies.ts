import type { Refusal } from "./refusal.ts";

/** What Argo Rollouts 1.10.1 refuses of steps and traffic routing: `argo-rollouts.md` 2.1, from AR-V020 on. */
export const argoStrategyRefusals: readonly Refusal[] = [
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
    row: "AR-V022",
    fixture: `
      pingPong: { pingService: a, pongService: a }
      #                                        ^ services/same-service
      trafficRouting: { istio: { virtualService: { name: shop } } }
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
];
