import type { EmptyView } from "../../protocol/forecast.ts";
import type {
  ActionView,
  AnalysisView,
  Connection,
  LiveStep,
  LiveView,
  MetricView,
  Progress,
  Standing as Stands,
  Target,
} from "../../protocol/live.ts";
import { forPeople, type Millis } from "../base/duration.ts";
import { percent } from "../base/figures.ts";
import { isObject, type Json, listAt, numberAt, textAt } from "../base/json.ts";
import { instantOf } from "../base/time.ts";
import { readCondition } from "../conditions/condition.ts";
import type { Plan } from "../plan/plan.ts";
import { type Action, actionIds, type ClusterObject, type Standing } from "../platforms/platform.ts";
import { isNamed } from "../platforms/shown.ts";
import { follow } from "./followed.ts";
import { usual } from "./forecast.ts";
import { projectedFrom } from "./projection.ts";
import { runVirtually } from "./run.ts";
import type { Share } from "./share.ts";

/** What a live view is made of. Times are milliseconds of the cluster's clock. */
export interface LiveFacts {
  readonly target: Target;
  /** The Rollout or Canary and the objects around it. */
  readonly objects: readonly ClusterObject[];
  readonly connection: Connection;
  readonly now: Millis;
  readonly speed: number;
  /** Weights seen so far. */
  readonly history: readonly { readonly at: Millis; readonly weight: number | null; readonly source: string }[];
  /** Why an action is not allowed, by its id, where that is known. */
  readonly denied: ReadonlyMap<string, string>;
  /** How far an action that was pressed has come, by its id. */
  readonly progress: ReadonlyMap<string, Progress>;
  readonly notes: readonly string[];
}

/** Everything that the live panel, the tree and the command line show of one rollout. */
export function liveView(facts: LiveFacts): LiveView | EmptyView {
  const { target, connection, now } = facts;
  const title = `${target.name} · ${target.context} / ${target.namespace}`;
  const followed = follow(target, facts.objects);
  if ("problem" in followed) return { kind: "empty", title, sentence: followed.problem };
  const { platform, spec, written, state, standing, plan, share } = followed;
  const since = startOf(target, facts.objects, facts.history, now);
  const predicted = plan.notPredicted.length === 0;
  const underWay = standing.ended === undefined;
  const actions = platform
    .actions(written, state)
    .toSorted((a, b) => actionIds.indexOf(a.id) - actionIds.indexOf(b.id))
    .map(action => actionView(action, standing, facts));
  return {
    kind: "live",
    target,
    title,
    standing: standsFor(standing),
    sentence: liveSentence(standing, share, waitingSince(facts.objects, target, now)),
    next: underWay || standing.ended === "rolled back" ? nextSentence(platform.actions(written, state)) : "",
    connection,
    now,
    speed: facts.speed,
    actions,
    since,
    actual: facts.history
      .filter(sample => sample.at >= since)
      .map(sample => ({ t: (sample.at - since) / 1000, weight: sample.weight, source: sample.source })),
    projected: predicted && underWay ? projectedFrom(followed, now, since) : [],
    plan: predicted ? runVirtually(platform, spec, usual, { kind: "healthy" }).points : [],
    steps: stepsOf(plan, standing, failedStepOf(facts.objects, followed.wanted.hash)),
    revisions: standing.revisions.map(({ revision, role, image, workload, desired }) => ({
      revision,
      role,
      image,
      desired,
      ready: followed.pods.get(workload)?.ready ?? 0,
    })),
    analyses: facts.objects.filter(object => object.kind === "AnalysisRun" && measures(object, followed.wanted.hash)).map(analysisView),
    ...(standing.ended === "rolled back" && standing.message ? { why: standing.message } : {}),
    notes: [...facts.notes, ...followed.unseen, ...plan.notPredicted.map(reason => `Not predicted: ${reason}.`)],
  };
}

/** What a rollout is for a list: waiting for a person, failing, moving or quiet. */
export function standsFor(standing: Standing): Stands {
  if (standing.ended === "rolled back" || standing.phase === "Degraded") return "failing";
  if (standing.waitsForPerson) return "waiting";
  return standing.ended === "promoted" || standing.phase === "Initialized" ? "quiet" : "moving";
}

/** The first sentence of the live view: what happens to traffic and people now. */
export function liveSentence(standing: Standing, share: Share, waitingSince?: string): string {
  const canary = standing.revisions.find(revision => revision.role === "canary") ?? standing.revisions[0];
  const version = canary
    ? /^\d+$/.test(canary.revision)
      ? `revision ${canary.revision}`
      : canary.image || "the new version"
    : "the new version";
  const step =
    standing.stepIndex !== undefined && standing.stepCount && standing.stepIndex < standing.stepCount
      ? ` at step ${standing.stepIndex + 1} of ${standing.stepCount}`
      : "";
  const on = `${percent(share.weight)} of traffic on ${version}`;
  const since = waitingSince ? `, ${waitingSince}` : "";
  if (standing.ended === "promoted") return `${canary?.image ? canary.image : "The newest version"} has all traffic.`;
  if (standing.ended === "rolled back")
    return share.weight > 0 ? `Rolling back: ${on}.` : "Rolled back: all traffic is on the stable version again.";
  if (standing.phase === "Initialized") return "Nothing is under way.";
  if (standing.phase === "Initializing") return `Being set up: waits for ${standing.waiting}.`;
  if (standing.waitsForPerson) return `Waiting for you${step}, ${on}${since}.`;
  return `Moving${step}, ${on}: waits for ${standing.waiting}${since}.`;
}

function nextSentence(actions: readonly Action[]): string {
  const words = (id: string, verb: string): string => {
    const action = actions.find(candidate => candidate.id === id && candidate.refused === undefined);
    return action ? `${verb}: ${action.effect}` : "";
  };
  return [words("promote", "Promote"), words("abort", "Abort"), words("retry", "Retry")].filter(part => part !== "").join(" ");
}

function actionView(action: Action, standing: Standing, facts: LiveFacts): ActionView {
  const denied = facts.denied.get(action.id);
  const stale = facts.connection.state === "live" ? undefined : "The cluster is not heard: what is shown may be old.";
  const refused = denied
    ? ({ kind: "not allowed", why: denied } as const)
    : (action.refused ?? stale)
      ? ({ kind: "not now", why: action.refused ?? stale ?? "" } as const)
      : undefined;
  const progress = facts.progress.get(action.id);
  const primary =
    !refused &&
    (standing.ended === "rolled back"
      ? action.id === "retry"
      : standing.waitsForPerson &&
        action.id === (standing.phase === "Paused" && standing.message === "manually paused" ? "resume" : "promote"));
  return {
    id: action.id,
    label: action.label,
    effect: action.effect,
    primary,
    ...(refused ? { refused } : {}),
    ...(progress ? { progress } : {}),
  };
}

/** The step at which an analysis of this version failed: a rollback puts the status back to the first step, and only this remembers. */
function failedStepOf(objects: readonly ClusterObject[], version: string): number | undefined {
  for (const object of objects) {
    const index = textAt(object, "metadata", "labels", "step-index");
    const phase = textAt(object, "status", "phase");
    if (object.kind === "AnalysisRun" && index !== undefined && measures(object, version) && (phase === "Failed" || phase === "Error"))
      return Number(index);
  }
  return undefined;
}

/** After a rollback all steps are ahead again, as a retry begins with the first one, unless it is known where it went wrong. */
function stepsOf(plan: Plan, standing: Standing, failedAt: number | undefined): readonly LiveStep[] {
  const rolledBack = standing.ended === "rolled back";
  const index = rolledBack ? failedAt : standing.stepIndex;
  return plan.stages.map((stage, i) => {
    const words =
      stage.kind === "weight"
        ? percent(stage.weight)
        : stage.kind === "wait"
          ? stage.seconds < 0
            ? "pause"
            : `pause ${forPeople(stage.seconds * 1000)}`
          : stage.kind === "person"
            ? "a person"
            : stage.kind === "analysis"
              ? stage.names.join(", ")
              : stage.what;
    const done = standing.ended === "promoted" || (index !== undefined && i < index);
    const current = standing.ended !== "promoted" && i === index;
    const here = rolledBack ? "failed" : standing.waitsForPerson ? "waiting" : "current";
    const state = done ? "done" : current ? here : rolledBack && index !== undefined ? "skipped" : "ahead";
    return { index: i, label: words, detail: current && !rolledBack ? `waits for ${standing.waiting}` : words, state };
  });
}

/** Is a run about this version? Runs of versions before it stay for a while; one that names none is somebody's who knows why. */
function measures(run: ClusterObject, version: string): boolean {
  const named = textAt(run, "metadata", "labels", "rollouts-pod-template-hash");
  return named === undefined || named === version;
}

function analysisView(run: ClusterObject): AnalysisView {
  const index = textAt(run, "metadata", "labels", "step-index");
  return {
    name: textAt(run, "metadata", "name") ?? "",
    where: index === undefined ? "in the background" : `at step ${Number(index) + 1}`,
    state: metricStateOf(textAt(run, "status", "phase")),
    message: textAt(run, "status", "message") ?? "",
    metrics: listAt(run, "status", "metricResults")
      .filter(isObject)
      .map(result => metricView(result, run)),
  };
}

function metricView(result: Json, run: ClusterObject): MetricView {
  const name = textAt(result, "name") ?? "";
  const spec = listAt(run, "spec", "metrics").find(metric => textAt(metric, "name") === name);
  const text = textAt(spec, "successCondition") ?? textAt(spec, "failureCondition") ?? "";
  const condition = readCondition(text);
  const threshold = condition.understood ? condition.comparison?.threshold : undefined;
  const passed = numberAt(result, "successful") ?? 0;
  const failed = numberAt(result, "failed") ?? 0;
  return {
    name,
    state: metricStateOf(textAt(result, "phase")),
    condition: text,
    values: listAt(result, "measurements").map(measurement => firstNumber(textAt(measurement, "value"))),
    counts: `${passed} passed, ${failed} failed`,
    ...(threshold === undefined ? {} : { threshold }),
  };
}

function firstNumber(text: string | undefined): number | null {
  const first = /-?\d+(\.\d+)?(e[+-]?\d+)?/i.exec(text ?? "");
  return first ? Number(first[0]) : null;
}

function metricStateOf(phase: string | undefined): MetricView["state"] {
  const states: { readonly [phase: string]: MetricView["state"] } = {
    Successful: "passed",
    Failed: "failed",
    Error: "error",
    Inconclusive: "inconclusive",
  };
  return states[phase ?? ""] ?? "running";
}

/** Since when a pause lasts, in words of the cluster's clock. */
function waitingSince(objects: readonly ClusterObject[], target: Target, now: Millis): string | undefined {
  const own = objects.find(object => isNamed(object, target.kind, target.name));
  const [pause] = listAt(own, "status", "pauseConditions");
  const begun = instantOf(textAt(pause, "startTime"));
  return begun === undefined || begun > now ? undefined : `for ${forPeople(Math.floor((now - begun) / 1000) * 1000)}`;
}

/** When the newest version was asked for: the birth of its ReplicaSet, else the first weight that was seen of it. */
function startOf(target: Target, objects: readonly ClusterObject[], history: LiveFacts["history"], now: Millis): Millis {
  const own = objects.find(object => isNamed(object, target.kind, target.name));
  const hash = textAt(own, "status", "currentPodHash");
  const set = objects.find(
    object =>
      object.kind === "ReplicaSet" && hash !== undefined && textAt(object, "metadata", "labels", "rollouts-pod-template-hash") === hash,
  );
  return instantOf(textAt(set, "metadata", "creationTimestamp")) ?? history[0]?.at ?? now;
}
