import type { EmptyView, ForecastStep, ForecastView, Scenario } from "../../protocol/forecast.ts";
import { forPeople } from "../base/duration.ts";
import { listed, percent } from "../base/figures.ts";
import { grouped } from "../base/grouped.ts";
import type { Span } from "../base/span.ts";
import type { Plan, Stage } from "../plan/plan.ts";
import { type AnyPlatform, type AnySpec, platformFor } from "../platforms/index.ts";
import { fileIncludes } from "../syntax/file.ts";
import { itemsOf, numberOf } from "../syntax/nodes.ts";
import { placeFor, type Resource } from "../workspace/resource.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { exposedBeforeRollback, type Judgement, judge, quantileOf } from "./judgement.ts";
import { type Said, saidIn } from "./meaning.ts";
import { runVirtually, type VirtualRun } from "./run.ts";
import { assumptions, basisWords, forecastSentence } from "./words.ts";

/** What is assumed where nobody said otherwise. */
export const usual: Scenario = { errorRate: 0.05, stableErrorRate: 0.001, requestsPerSecond: 40, users: 2000, podReadySeconds: 10 };

/** What a spec will do, and whether it will protect its users. Answers with an empty view for what is no Rollout or Canary. */
export function forecast(resource: Resource, workspace: Workspace, scenario: Partial<Scenario> = {}): ForecastView | EmptyView {
  const platform = platformFor(resource.kindName);
  if (!platform)
    return {
      kind: "empty",
      title: "Forecast",
      sentence: "Put the cursor into a Rollout or a Canary: this view then says what it will do.",
    };
  const spec = platform.read(resource, workspace).value;
  const plan = platform.plan(spec);
  const assumed: Scenario = { ...usual, ...readiness(resource), ...scenario };
  const common = {
    kind: "forecast" as const,
    uri: resource.uri,
    document: resource.start,
    title: `${resource.name ?? "unnamed"} · ${resource.kindName}, ${plan.strategy}`,
    scenario: assumed,
    replicas: plan.replicas,
  };
  const [reason] = plan.notPredicted;
  if (reason !== undefined) return { ...common, ...nothingPredicted(resource, plan, reason) };
  const said = saidOf(workspace);
  const healthy = runVirtually(platform, spec, assumed, { kind: "healthy" }, said);
  return { ...common, ...predicted(platform, spec, plan, resource, assumed, healthy, said) };
}

/** The healthy course of a spec alone: enough for hints beside the steps, and ready at the speed of typing. */
export function course(
  resource: Resource,
  workspace: Workspace,
  { scenario = {}, through }: { readonly scenario?: Partial<Scenario>; readonly through?: number } = {},
): Pick<ForecastView, "steps" | "healthy" | "notPredicted"> | undefined {
  const platform = platformFor(resource.kindName);
  if (!platform) return undefined;
  const spec = platform.read(resource, workspace).value;
  const plan = platform.plan(spec);
  const [reason] = plan.notPredicted;
  if (reason !== undefined) return { steps: [], healthy: [], notPredicted: reason };
  const assumed = { ...usual, ...readiness(resource), ...scenario };
  const healthy = runVirtually(platform, spec, assumed, { kind: "healthy" }, saidOf(workspace), through);
  return { steps: stepsOf(resource, plan, healthy), healthy: healthy.points };
}

function nothingPredicted(resource: Resource, plan: Plan, reason: string) {
  return {
    sentence: `Not predicted: ${reason}.`,
    basis: "",
    assumptions: [],
    notPredicted: reason,
    healthy: [],
    stillRunning: [],
    steps: plan.stages.map((stage, index) => step(resource, stage, index, undefined, [])),
    background: [],
  };
}

function predicted(
  platform: AnyPlatform,
  spec: AnySpec,
  plan: Plan,
  resource: Resource,
  scenario: Scenario,
  healthy: VirtualRun,
  said: ReadonlyMap<string, Said>,
) {
  const bad = judge(platform, spec, scenario, healthy, said);
  const good = judge(platform, spec, { ...scenario, errorRate: scenario.stableErrorRate }, healthy, said);
  const exposed = exposedBeforeRollback(bad) ?? healthy.exposed;
  const median = quantileOf(bad, 0.5);
  const p90 = quantileOf(bad, 0.9);
  return {
    sentence: forecastSentence(scenario, healthy, bad, good),
    basis: basisWords(bad),
    assumptions: assumptions(scenario, healthy),
    healthy: healthy.points,
    stillRunning: healthy.taken.length > 0 ? stillRunning(bad) : [],
    steps: stepsOf(resource, plan, healthy),
    background: plan.beside.map(({ names }) => {
      const stepIndexes = new Set(plan.stages.flatMap((stage, i) => (stage.kind === "analysis" ? [i] : [])));
      const times = healthy.taken
        .filter(
          taken =>
            plan.platform === "flagger" ||
            taken.stepIndex === undefined ||
            !stepIndexes.has(taken.stepIndex) ||
            names.includes(taken.metric),
        )
        .map(taken => taken.at / 1000);
      return { label: listed(names), from: times[0] ?? 0, to: times.at(-1) ?? healthy.endedAt / 1000, measurements: [...new Set(times)] };
    }),
    outcome: { promoted: bad.promoted, rolledBack: bad.rolledBack, stuck: bad.stuck },
    ...(median !== undefined && p90 !== undefined && bad.rolledBack > 0 ? { found: { median, p90 } } : {}),
    exposed: { requests: exposed, failed: exposed * scenario.errorRate, users: scenario.users * (1 - Math.exp(-exposed / scenario.users)) },
    ...(healthy.ended === "promoted" ? { healthyDone: healthy.endedAt / 1000 } : {}),
  };
}

/** The share of bad versions that are not rolled back yet, as steps over time. */
function stillRunning(judgement: Judgement): ForecastView["stillRunning"] {
  let share = 1;
  const points = [{ t: 0, share }];
  const byTime = grouped(judgement.rollbacks, rollback => Math.round(rollback.t));
  for (const [t, rollbacks] of [...byTime].toSorted(([a], [b]) => a - b)) {
    share -= rollbacks.reduce((sum, rollback) => sum + rollback.probability, 0);
    points.push({ t, share: Math.max(0, share) });
  }
  return points;
}

function stepsOf(resource: Resource, plan: Plan, healthy: VirtualRun): readonly ForecastStep[] {
  return plan.stages.map((stage, index) => {
    const time = healthy.steps.find(known => known.index === index);
    const measured =
      stage.kind === "analysis"
        ? healthy.taken
            .filter(taken => taken.stepIndex === index && time && taken.at >= time.from && taken.at <= time.to)
            .map(taken => taken.at / 1000)
        : [];
    const span = time && { from: time.from / 1000, to: time.to / 1000 };
    const reached = time && { weight: time.reached.weight, stablePods: time.reached.stablePods, canaryPods: time.reached.canaryPods };
    return { ...step(resource, stage, index, span, [...new Set(measured)]), ...(reached ? { reached } : {}) };
  });
}

function step(
  resource: Resource,
  stage: Stage,
  index: number,
  time: { readonly from: number; readonly to: number } | undefined,
  measurements: readonly number[],
): ForecastStep {
  const at = placeFor(resource, stage.at);
  return {
    index,
    ...words(stage),
    from: time?.from ?? 0,
    to: time?.to ?? 0,
    endless: stage.kind === "person",
    measurements,
    at: { start: at.start, end: at.end } satisfies Span,
  };
}

function words(stage: Stage): Pick<ForecastStep, "kind" | "label" | "detail"> {
  switch (stage.kind) {
    case "weight":
      return { kind: "setWeight", label: percent(stage.weight), detail: `Sends ${percent(stage.weight)} of traffic to the new version.` };
    case "wait":
      // An argument that the controller cannot read either: the rules say what is wrong with it.
      if (stage.seconds < 0) return { kind: "pause", label: "pause", detail: "Waits for a time that cannot be read." };
      return { kind: "pause", label: `pause ${forPeople(stage.seconds * 1000)}`, detail: `Waits for ${forPeople(stage.seconds * 1000)}.` };
    case "person":
      return { kind: "pause", label: "a person", detail: "Waits until a person promotes." };
    case "analysis":
      return { kind: "analysis", label: listed(stage.names), detail: `Goes on when the analysis ${listed(stage.names)} has passed.` };
    case "other":
      return { kind: "other", label: stage.what, detail: `The step \`${stage.what}\` is read and not predicted yet.` };
  }
}

/** How long a pod takes: its readiness probe says at least how long nobody asks it. */
function readiness(resource: Resource): Partial<Scenario> {
  const [container] = itemsOf(resource.node, "spec", "template", "spec", "containers");
  const delay = numberOf(container, "readinessProbe", "initialDelaySeconds");
  return delay === undefined ? {} : { podReadySeconds: Math.max(1, delay) };
}

const saidByWorkspace = new WeakMap<Workspace, ReadonlyMap<string, Said>>();

function saidOf(workspace: Workspace): ReadonlyMap<string, Said> {
  const known = saidByWorkspace.get(workspace);
  if (known) return known;
  const all = new Map(
    [...workspace.files.values()].filter(file => fileIncludes(file, "stepwise:")).flatMap(file => [...saidIn(file.text)]),
  );
  saidByWorkspace.set(workspace, all);
  return all;
}
