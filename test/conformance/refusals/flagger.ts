import type { Refusal } from "./refusal.ts";

/** What Flagger 1.44.0 refuses, ticks that never do anything included: `flagger.md` 2.1 to 2.4 and 2.6. */
export const flaggerRefusals: readonly Refusal[] = [
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
    row: "FL-V077",
    frame: "Canary",
    fixture: `
      provider: appmesh
      #         ^^^^^^^ flagger/provider-needs`,
  },
];
