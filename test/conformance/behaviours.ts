import { at, isObject, type Json, type JsonObject, listAt, numberAt, textAt } from "../../core/base/json.ts";
import type { Script } from "../../core/world/script.ts";

/** A replay with the trace of the real controller: what was written, what people did, what came of it. */
export interface Evidence {
  readonly script: Script;
  /** The Rollout of the script, and all objects of its manifests. */
  readonly rollout: JsonObject;
  readonly objects: readonly JsonObject[];
  readonly trace: JsonObject;
}

/** Something that the controller does, and how one sees that a replay has it in it. */
export interface Behaviour {
  readonly area: string;
  readonly name: string;
  readonly seen: (evidence: Evidence) => boolean;
}

type Seen = Behaviour["seen"];

const all =
  (...parts: readonly Seen[]): Seen =>
  evidence =>
    parts.every(part => part(evidence));
const canary = (...path: readonly string[]): Seen => written("canary", ...path);
const blueGreen = (...path: readonly string[]): Seen => written("blueGreen", ...path);
const written =
  (...path: readonly string[]): Seen =>
  ({ rollout }) =>
    at(rollout, "spec", "strategy", ...path) !== undefined;
const spec =
  (...path: readonly string[]): Seen =>
  ({ rollout }) =>
    at(rollout, "spec", ...path) !== undefined;
const strategyOf = ({ rollout }: Evidence, ...path: readonly string[]): Json | undefined => at(rollout, "spec", "strategy", ...path);
const percentage =
  (key: string): Seen =>
  evidence =>
    typeof strategyOf(evidence, "canary", key) === "string";
const number =
  (key: string): Seen =>
  evidence =>
    typeof strategyOf(evidence, "canary", key) === "number";
const zero =
  (key: string): Seen =>
  evidence =>
    [0, "0%"].includes(strategyOf(evidence, "canary", key) as number | string);
const routed: Seen = evidence => isObject(strategyOf(evidence, "canary", "trafficRouting"));
const basic: Seen = evidence => isObject(strategyOf(evidence, "canary")) && !routed(evidence);
const router =
  (...path: readonly string[]): Seen =>
  evidence =>
    strategyOf(evidence, "canary", "trafficRouting", ...path) !== undefined && changed("weight")(evidence);
const steps = (evidence: Evidence): readonly Json[] => listAt(strategyOf(evidence, "canary"), "steps");
const step =
  (...path: readonly (string | number)[]): Seen =>
  evidence =>
    steps(evidence).some(one => at(one, ...path) !== undefined);
const did =
  (action: string): Seen =>
  ({ script }) =>
    script.actions.some(one => one.do === action);
const images = ({ script }: Evidence): readonly string[] => script.actions.flatMap(({ image }) => image ?? []);
const states = ({ trace }: Evidence): readonly Json[] => listAt(trace, "states");
const changed =
  (field: string): Seen =>
  evidence =>
    new Set(states(evidence).map(state => JSON.stringify(at(state, field) ?? null))).size > 1;
const showed =
  (field: string, value: Json): Seen =>
  evidence =>
    states(evidence).some(state => JSON.stringify(at(state, field) ?? null) === JSON.stringify(value));
const paused =
  (reason: string): Seen =>
  evidence =>
    states(evidence).some(state => listAt(state, "pauses").includes(reason));
const runs = ({ trace }: Evidence): readonly Json[] => listAt(trace, "analyses");
const measured = (evidence: Evidence): readonly Json[] => runs(evidence).flatMap(run => listAt(run, "metrics"));
const ran =
  (purpose: string, phase?: string): Seen =>
  evidence =>
    runs(evidence).some(run => textAt(run, "purpose") === purpose && (phase === undefined || textAt(run, "phase") === phase));
const metric =
  (key: string): Seen =>
  evidence =>
    runs(evidence).length > 0 &&
    templates(evidence).some(template => listAt(template, "spec", "metrics").some(one => at(one, key) !== undefined));
const templates = ({ objects }: Evidence): readonly JsonObject[] =>
  objects.filter(({ kind }) => kind === "AnalysisTemplate" || kind === "ClusterAnalysisTemplate");
const verdict =
  (words: string): Seen =>
  evidence =>
    [...runs(evidence), ...measured(evidence)].some(one => textAt(one, "message")?.includes(words));
const uses = (evidence: Evidence): readonly Json[] => {
  const found: Json[] = [];
  const look = (value: Json | undefined): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    if (!isObject(value)) return;
    if (listAt(value, "templates").some(one => at(one, "templateName") !== undefined) || at(value, "templateName") !== undefined)
      found.push(value);
    for (const one of Object.values(value)) look(one);
  };
  look(strategyOf(evidence));
  return runs(evidence).length > 0 ? found : [];
};
const argument =
  (...path: readonly string[]): Seen =>
  evidence =>
    [...uses(evidence), ...templates(evidence).map(template => at(template, "spec") ?? null)].some(use =>
      listAt(use, "args").some(arg => at(arg, ...path) !== undefined),
    );
const midway: Seen = evidence => images(evidence).length > 1 && new Set(images(evidence)).size > 1;
const firstImage = ({ rollout, objects }: Evidence): string | undefined =>
  [rollout, ...objects.filter(({ kind }) => kind === "Deployment")]
    .map(object => textAt(object, "spec", "template", "spec", "containers", 0, "image"))
    .find(image => image !== undefined);
const scaleDown =
  (how: string): Seen =>
  ({ rollout }) =>
    at(rollout, "spec", "workloadRef") !== undefined && (textAt(rollout, "spec", "workloadRef", "scaleDown") ?? "never") === how;

const listed = (area: string, behaviours: { readonly [name: string]: Seen }): readonly Behaviour[] =>
  Object.entries(behaviours).map(([name, seen]) => ({ area, name, seen }));

/** What the machine claims to do as the controller does: each has at least one replay that the real controller has played. */
export const behaviours: readonly Behaviour[] = [
  ...listed("canary without a router", {
    "`maxSurge` as a number": all(basic, number("maxSurge")),
    "`maxSurge` as a percentage": all(basic, percentage("maxSurge")),
    "`maxUnavailable` as a number": all(basic, number("maxUnavailable")),
    "`maxUnavailable` as a percentage": all(basic, percentage("maxUnavailable")),
    "no surge": all(basic, zero("maxSurge")),
    "none unavailable": all(basic, zero("maxUnavailable")),
    "an odd number of replicas": all(basic, ({ rollout }) => (numberAt(rollout, "spec", "replicas") ?? 1) % 2 === 1),
    "slow pods": all(basic, ({ script }) => script.pods.some(({ readyAfter = 0 }) => readyAfter > 2000)),
    "pods that are never ready": all(basic, ({ script }) => script.pods.some(({ readyAfter }) => readyAfter === undefined)),
    "several old ReplicaSets": all(basic, midway, changed("old")),
    "`minReadySeconds`": all(basic, spec("minReadySeconds")),
    "`progressDeadlineSeconds` passes": evidence =>
      states(evidence).some(state => textAt(state, "message")?.startsWith("ProgressDeadlineExceeded")),
    "`progressDeadlineAbort`": all(spec("progressDeadlineAbort"), showed("abort", true)),
    "`revisionHistoryLimit` forgets a version": all(spec("revisionHistoryLimit"), ({ trace }) =>
      listAt(trace, "actions").some(action => textAt(action, "refused")?.includes("unable to find specified revision")),
    ),
  }),
  ...listed("canary with a router", {
    "`setWeight`": all(routed, step("setWeight"), changed("weight")),
    "`maxTrafficWeight`": canary("trafficRouting", "maxTrafficWeight"),
    "`setCanaryScale` in replicas": step("setCanaryScale", "replicas"),
    "`setCanaryScale` in percent": step("setCanaryScale", "weight"),
    "`matchTrafficWeight`": step("setCanaryScale", "matchTrafficWeight"),
    "`dynamicStableScale`": canary("dynamicStableScale"),
    "`abortScaleDownDelaySeconds`": all(canary("abortScaleDownDelaySeconds"), showed("abort", true)),
    "`scaleDownDelaySeconds`": canary("scaleDownDelaySeconds"),
    "`scaleDownDelayRevisionLimit`": canary("scaleDownDelayRevisionLimit"),
    "`minPodsPerReplicaSet`": canary("minPodsPerReplicaSet"),
    "`replicaProgressThreshold`": canary("replicaProgressThreshold"),
    "`setHeaderRoute`": all(step("setHeaderRoute"), changed("managed")),
    "`setMirrorRoute`": all(step("setMirrorRoute"), changed("managed")),
    "`managedRoutes` in their order": all(canary("trafficRouting", "managedRoutes"), evidence =>
      states(evidence).some(state => listAt(state, "managed").length > 1),
    ),
    "ping-pong": canary("pingPong"),
    "`canaryMetadata` and `stableMetadata`": all(canary("canaryMetadata"), canary("stableMetadata")),
    Istio: router("istio"),
    NGINX: router("nginx"),
    ALB: router("alb"),
    SMI: router("smi"),
    Traefik: router("traefik"),
    APISIX: router("apisix"),
    "Gateway API": router("plugins", "argoproj-labs/gatewayAPI"),
  }),
  ...listed("steps", {
    "`pause` until a person goes on": all(step("pause"), evidence =>
      steps(evidence).some(one => isObject(at(one, "pause")) && at(one, "pause", "duration") === undefined),
    ),
    "`pause` in seconds": evidence => steps(evidence).some(one => typeof at(one, "pause", "duration") === "number"),
    "`pause` with a duration": evidence => steps(evidence).some(one => /[smh]$/.test(textAt(one, "pause", "duration") ?? "")),
    "inline `analysis` passes": ran("step", "Successful"),
    "inline `analysis` fails": all(ran("step", "Failed"), showed("abort", true)),
    "`experiment` with a duration": step("experiment", "duration"),
    "`experiment` with an analysis": ran("experiment", "Successful"),
    "`experiment` whose analysis fails": all(ran("experiment", "Failed"), showed("abort", true)),
    "`experiment` with weights": evidence =>
      steps(evidence).some(one => listAt(one, "experiment", "templates").some(template => at(template, "weight") !== undefined)),
    "background analysis": ran("background", "Successful"),
    "background analysis fails": all(ran("background", "Failed"), showed("abort", true)),
    "`startingStep`": canary("analysis", "startingStep"),
  }),
  ...listed("analysis", {
    "several templates in one run": evidence => uses(evidence).some(use => listAt(use, "templates").length > 1),
    "templates for the whole cluster": evidence =>
      runs(evidence).length > 0 && templates(evidence).some(({ kind }) => kind === "ClusterAnalysisTemplate"),
    "templates that name others": evidence =>
      runs(evidence).length > 0 && templates(evidence).some(template => listAt(template, "spec", "templates").length > 0),
    "arguments by value": argument("value"),
    "arguments from a field": argument("valueFrom", "fieldRef"),
    "arguments from a Secret": argument("valueFrom", "secretKeyRef"),
    "arguments from a pod hash": argument("valueFrom", "podTemplateHashValue"),
    "`interval` and `count`": all(metric("interval"), metric("count")),
    "`initialDelay`": metric("initialDelay"),
    "`failureLimit` passed": verdict("failureLimit"),
    "`inconclusiveLimit` passed": verdict("inconclusiveLimit"),
    "`consecutiveErrorLimit` passed": verdict("consecutiveErrorLimit"),
    "`consecutiveSuccessLimit`": metric("consecutiveSuccessLimit"),
    "`successCondition`": metric("successCondition"),
    "`failureCondition`": metric("failureCondition"),
    "no data": evidence => measured(evidence).some(one => listAt(one, "values").includes("[]")),
    NaN: evidence => measured(evidence).some(one => listAt(one, "values").some(value => String(value).includes("NaN"))),
    "a vector of several samples": evidence =>
      measured(evidence).some(one => listAt(one, "values").some(value => String(value).includes(","))),
    "errors, and the wait after them": evidence => measured(evidence).some(one => (numberAt(one, "error") ?? 0) > 0),
    "`dryRun`": evidence => measured(evidence).some(one => at(one, "dryRun") === true),
    "`measurementRetention`": evidence => uses(evidence).some(use => at(use, "measurementRetention") !== undefined),
    "more measurements than a run keeps": evidence => measured(evidence).some(one => (numberAt(one, "successful") ?? 0) > 10),
    "runs that are ended": evidence => runs(evidence).some(run => textAt(run, "message") === "Run Terminated"),
  }),
  ...listed("blue-green", {
    "a preview that a person promotes": all(
      blueGreen("previewService"),
      evidence => strategyOf(evidence, "blueGreen", "autoPromotionEnabled") === false,
      did("promote"),
    ),
    "no preview Service": all(blueGreen(), evidence => strategyOf(evidence, "blueGreen", "previewService") === undefined),
    "`previewReplicaCount`": blueGreen("previewReplicaCount"),
    "automatic promotion": all(blueGreen(), evidence => strategyOf(evidence, "blueGreen", "autoPromotionEnabled") !== false),
    "`autoPromotionSeconds`": blueGreen("autoPromotionSeconds"),
    "`prePromotionAnalysis` passes": ran("prePromotion", "Successful"),
    "`prePromotionAnalysis` fails": all(ran("prePromotion", "Failed"), showed("abort", true)),
    "`postPromotionAnalysis` passes": ran("postPromotion", "Successful"),
    "`postPromotionAnalysis` fails": all(ran("postPromotion", "Failed"), showed("abort", true)),
    "`scaleDownDelaySeconds`": blueGreen("scaleDownDelaySeconds"),
    "`scaleDownDelayRevisionLimit`": blueGreen("scaleDownDelayRevisionLimit"),
    "`abortScaleDownDelaySeconds`": blueGreen("abortScaleDownDelaySeconds"),
    abort: all(blueGreen(), did("abort"), showed("abort", true)),
    "back to a version that still runs": all(
      blueGreen(),
      evidence => images(evidence).includes(firstImage(evidence) ?? "-") || did("undo")(evidence),
    ),
  }),
  ...listed("what interrupts", {
    "a new version midway": all(canary(), midway),
    "back to the stable version": all(canary(), evidence => images(evidence).includes(firstImage(evidence) ?? "-")),
    "`rollbackWindow`": spec("rollbackWindow"),
    "a person who scales": did("scale"),
    "`spec.paused`": did("pause"),
    promote: did("promote"),
    "promote fully": did("promoteFull"),
    "skip a step": did("skipCurrentStep"),
    "skip all steps": did("skipAllSteps"),
    retry: all(did("retry"), showed("abort", true)),
    restart: did("restart"),
    undo: did("undo"),
    "`workloadRef`, scaled down never": scaleDown("never"),
    "`workloadRef`, scaled down on success": scaleDown("onsuccess"),
    "`workloadRef`, scaled down step by step": scaleDown("progressively"),
    "an object in use is deleted": did("delete"),
    "other steps midway": ({ script }) =>
      script.actions.some(({ do: action, written: { merge } }) => action === "patch" && JSON.stringify(merge ?? "").includes('"steps"')),
    "an edit that is refused, and its repair": evidence =>
      states(evidence).some(state => textAt(state, "message")?.startsWith("InvalidSpec")),
    "an inconclusive analysis, and a person who goes on": all(paused("InconclusiveAnalysisRun"), did("promote")),
    "an inconclusive experiment": paused("InconclusiveExperiment"),
  }),
];
