import type { WordTable } from "./field-words.ts";

const canary = ".spec.strategy.canary";

// Source: `argo-rollouts.md` 1.3, 1.3.1 and 3; `argo-rollouts-1.10.1.md` A.
export const canaryStrategyWords: WordTable = {
  [canary]: "Moves traffic to the new version step by step. Without steps it is a rolling update.",
  [`${canary}.canaryService`]:
    "Service whose selector the controller points at the new version's pods. It has to exist. Every traffic system needs it, except Istio with subsets.",
  [`${canary}.stableService`]:
    "Service whose selector the controller points at the stable version's pods. Another one than `canaryService`, and it has to exist. Every traffic system needs it, except Istio with subsets.",
  [`${canary}.maxSurge`]: {
    words:
      "Pods above `replicas` while versions change, as a number or a percentage, rounded up. A text is a percentage, with or without `%`. Without effect with `trafficRouting`.",
    usual: "25 %",
  },
  [`${canary}.maxUnavailable`]: {
    words:
      "Pods that may be missing while versions change, as a number or a percentage, rounded down. It cannot be 0 together with `maxSurge`. With `trafficRouting` only old revisions are drained by it.",
    usual: "25 %",
  },
  [`${canary}.analysis`]:
    "A check that runs beside the steps, from `startingStep` to the end; a failure at any time rolls back. A metric without `count` goes on until the rollout is done.",
  [`${canary}.analysis.startingStep`]: { words: "Index of the step with which the check begins, counted from 0.", usual: "0" },
  [`${canary}.dynamicStableScale`]: {
    words:
      "Takes stable pods away as traffic leaves them: cheaper, and an abort has to wait until they are back. Only with `trafficRouting`, and not beside `scaleDownDelaySeconds`. An explicit `abortScaleDownDelaySeconds` above 0 can make an abort hang.",
    usual: "false",
  },
  [`${canary}.scaleDownDelaySeconds`]: {
    words: "Seconds that old pods stay after a promotion, so that connections can end. Only with `trafficRouting`.",
    usual: "30",
  },
  [`${canary}.abortScaleDownDelaySeconds`]: {
    words:
      "Seconds that canary pods stay after an abort. 0 takes them away at once (in blue-green it keeps them). Only with `trafficRouting`.",
    usual: "30",
  },
  [`${canary}.scaleDownDelayRevisionLimit`]: {
    words: "Old versions that keep their pods during `scaleDownDelaySeconds`; older ones go at once. Only with `trafficRouting`.",
    usual: "no limit",
    seldom: true,
  },
  [`${canary}.minPodsPerReplicaSet`]: {
    words:
      "Pods that a version keeps while it has any traffic, up to `replicas`. For a small weight one pod is thin. Only with `trafficRouting`.",
    seldom: true,
  },
  [`${canary}.replicaProgressThreshold`]: {
    words: "How many canary pods have to be available before a step counts as done. A few pods that never start then hold nothing up.",
    usual: "all of them",
    since: "1.9",
    seldom: true,
  },
  "replicaProgressThreshold.type": "`Percent` or `Pods`. Anything but `Percent` is read as `Pods`.",
  "replicaProgressThreshold.value": "The number of pods or their percentage. Less than 0 is off.",
  [`${canary}.canaryMetadata`]: {
    words: "Labels and annotations on the new version's pods while it is the canary. They change in place, without a restart.",
    seldom: true,
  },
  [`${canary}.stableMetadata`]: {
    words: "Labels and annotations on the stable version's pods. They are put on the new pods once these are promoted.",
    seldom: true,
  },
  "canaryMetadata.labels": "Labels for canary pods.",
  "canaryMetadata.annotations": "Annotations for canary pods.",
  "stableMetadata.labels": "Labels for stable pods.",
  "stableMetadata.annotations": "Annotations for stable pods.",
  [`${canary}.pingPong`]: {
    words:
      "Two Services that take turns at being stable, so that no connection is cut when a version is promoted. They take the place of `stableService` and `canaryService`, for ALB (with `rootService`), Istio and plugins.",
    seldom: true,
  },
  "pingPong.pingService": "The Service that is stable first.",
  "pingPong.pongService": "The other Service. It may not be the same.",
  [`${canary}.steps`]: {
    words: "What happens with a new version, in this order. After the last step it gets all traffic. A change of the list starts it over.",
    usual: "no steps (a rolling update)",
  },
  "steps[].setWeight":
    "Percent of traffic for the new version, 0 to 100 (or `maxTrafficWeight`). Without `trafficRouting` it is the share of pods, rounded, so 5 % of 10 pods is 1 pod and 10 %.",
  "steps[].pause": { words: "Waits for `duration`, and without one until a person promotes.", usual: "for ever" },
  "pause.duration": {
    words: "Seconds, or a duration such as `30s`, `5m` or `1h`. There is no `d` for days. `0` is no pause.",
    usual: "until a person promotes",
  },
  "steps[].setCanaryScale":
    "Number of canary pods, apart from the weight. It needs `trafficRouting`, and holds through later `setWeight` steps until another `setCanaryScale`.",
  "setCanaryScale.replicas": "Canary pods, as a number. It wins over `weight`, and may be more than `spec.replicas`.",
  "setCanaryScale.weight": "Canary pods, as percent of `spec.replicas`, rounded up.",
  "setCanaryScale.matchTrafficWeight": {
    words: "Canary pods follow the weight of traffic again. It wins over `replicas` and `weight`.",
    usual: "false",
  },
  "steps[].setHeaderRoute":
    "Sends requests with certain headers to the new version, whatever the weight. Without `match` the route is removed. Istio, ALB, APISIX and plugins can do it.",
  "setHeaderRoute.name": "Name of the route: one of `trafficRouting.managedRoutes`.",
  "setHeaderRoute.match": "Which requests. Without it the route of this name is removed.",
  "setHeaderRoute.match[].headerName": "Name of the header that is looked at.",
  "setHeaderRoute.match[].headerValue": "What its value has to be: one of `exact`, `prefix`, `regex`. ALB can do `exact` only.",
  "steps[].setMirrorRoute":
    "Sends a copy of requests to the new version; its answers are thrown away, what it writes is not. Without `match` the route is removed. Of the built-in traffic systems only Istio can do it.",
  "setMirrorRoute.name": "Name of the route: one of `trafficRouting.managedRoutes`.",
  "setMirrorRoute.percentage": { words: "Percent of the matching requests that are copied.", usual: "100" },
  "setMirrorRoute.match": "Which requests are copied. Without it the route of this name is removed.",
  "setMirrorRoute.match[].method": "The HTTP method, such as `exact: GET`. Copied writes happen twice: leave them out.",
  "setMirrorRoute.match[].path": "The path of the URL.",
  "setMirrorRoute.match[].headers": "Headers by name, each with what its value has to be; all have to match.",
  "setMirrorRoute.match[].headers.*": "What this header has to be: one of `exact`, `prefix`, `regex`.",
  "steps[].plugin": {
    words: "A step that a plugin of the controller carries out. How long it takes is the plugin's affair; when it fails, it rolls back.",
    since: "1.8",
  },
  "plugin.name": "Name of the plugin, `owner/name`, as it is installed under `stepPlugins` of `argo-rollouts-config`.",
  "plugin.config": "What the plugin wants to be told. Nothing but the plugin checks it.",
  "steps[].analysis":
    "Runs analysis templates and goes on when they pass; a failure rolls back. Each metric needs an end (`count`), or the step never ends, and neither does one without `templates`.",
  "steps[].experiment":
    "Runs pods of chosen versions side by side for a while, with analyses of their own, and goes on when it succeeds; a failure rolls back.",
};
