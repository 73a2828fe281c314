import type { Refusal } from "./refusal.ts";

/** What Argo Rollouts 1.10.1 refuses of pods, selectors, numbers and Services in a spec: `argo-rollouts.md` 2.1, up to AR-V019. */
export const argoSpecRefusals: readonly Refusal[] = [
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
    row: "AR-V002",
    fixture: `
      selector: { matchLabels: { app: } }
      #<------ pods/no-selector`,
  },
  {
    row: "AR-V003",
    fixture: `
      selector: { matchLabels: { app: 101% } }
      #                               ^^^^ pods/selector-form`,
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
      selector: { matchExpressions: [{ key: tier, operator: Exists }] }
      #                                     ^^^^ pods/selector-mismatch`,
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
];
