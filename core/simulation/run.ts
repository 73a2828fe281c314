import type { Scenario, TimelinePoint } from "../../protocol/forecast.ts";
import type { Millis } from "../base/duration.ts";
import type { AnyPlatform, AnySpec } from "../platforms/index.ts";
import type { Answer, Ask, Standing } from "../platforms/platform.ts";
import { type ErrorDraws, passingValue, valueOfErrors } from "./answers.ts";
import { ErrorProcess } from "./errors.ts";
import { Machine } from "./machine.ts";
import { looksAtCanary, type Meaning, meaningOf, type Said, windowSecondsOf } from "./meaning.ts";
import { ShareHistory } from "./requests.ts";
import { shareOf } from "./share.ts";

/** One measurement of a run. */
export interface Taken {
  readonly at: Millis;
  readonly metric: string;
  readonly stepIndex: number | undefined;
  readonly meaning: Meaning;
  /** Requests that its window saw, of the version or versions it looks at. */
  readonly requests: number;
  /** Share of the new version in them. */
  readonly share: number;
  readonly canaryOnly: boolean;
  readonly windowSeconds: number;
  /** Requests to the new version since the run began. */
  readonly exposed: number;
  /** The AnalysisRun (or tick) that it belongs to. */
  readonly group: string;
  readonly failureLimit: number | undefined;
  readonly dryRun: boolean;
}

/** When the rollout stood at a step. */
export interface StepTime {
  readonly index: number;
  readonly from: Millis;
  readonly to: Millis;
  /** What it had come to when it ended, before anything of the next one. */
  readonly reached: TimelinePoint;
}

export interface VirtualRun {
  readonly ended: Standing["ended"] | "stuck";
  readonly endedAt: Millis;
  readonly points: readonly TimelinePoint[];
  readonly steps: readonly StepTime[];
  readonly taken: readonly Taken[];
  /** Times at which only a person moves it on; people are taken to do so at once. */
  readonly people: readonly Millis[];
  /** Requests to the new version until the end. */
  readonly exposed: number;
}

interface Asked {
  readonly meaning: Meaning;
  readonly windowSeconds: number;
  readonly canaryOnly: boolean;
}

/** How measurements come out: always as a good version's (a plan), or by the scenario's dice. */
export type Dice =
  | { readonly kind: "healthy" }
  | { readonly kind: "drawn"; readonly seed: number; readonly replication: number; readonly draws: ErrorDraws };

// Two weeks: longer than any rollout that somebody watches.
const longest = 14 * 86_400_000;

/** Runs a rollout of a new version in virtual time: to its end, or until it has left the step of the index `through`. */
export function runVirtually(
  platform: AnyPlatform,
  spec: AnySpec,
  scenario: Scenario,
  dice: Dice,
  said: ReadonlyMap<string, Said> = new Map(),
  through = Number.POSITIVE_INFINITY,
): VirtualRun {
  const shares = new ShareHistory();
  const points: TimelinePoint[] = [];
  const steps: StepTime[] = [];
  const taken: Taken[] = [];
  const people: Millis[] = [];
  const askedOf = new Map<string, Asked>();
  const processes = new Map<string, ErrorProcess>();
  let begun = false;
  /** How many points stay as they are. */
  let waits = 0;
  let current: { index: number; from: Millis } | undefined;
  let before: TimelinePoint = { t: 0, weight: 0, stablePods: 0, canaryPods: 0, waiting: "" };

  const first = platform.start(spec, 0);
  const machine: Machine = new Machine(
    platform,
    platform.deploy(spec, { hash: "stepwise-new", image: "stepwise/new" }),
    {
      readiness: () => scenario.podReadySeconds * 1000,
      answer: (ask, now) => answer(ask, now),
      act: now => person(now),
      seen: () => look(),
    },
    0,
    first,
  );
  // The world before the new version was asked for: the first version's pods run.
  machine.pods = machine.pods.ready(platform.workloads(spec, first));
  machine.run(longest, () => begun && (isThrough() || standing().ended !== undefined));
  const end = standing();
  if (current && !isThrough()) steps.push({ index: current.index, from: current.from, to: machine.now, reached: before });
  return {
    ended: end.ended ?? "stuck",
    endedAt: machine.now,
    points,
    steps,
    taken,
    people,
    exposed: shares.integral(0, machine.now) * scenario.requestsPerSecond,
  };

  function standing(): Standing {
    return platform.standing(machine.spec, machine.state);
  }

  function isThrough(): boolean {
    return (steps.at(-1)?.index ?? -1) >= through;
  }

  /** People end every wait at once: how long they take is nobody's to say. */
  function person(now: Millis): boolean {
    const { waitsForPerson, ended } = standing();
    if (!begun || !waitsForPerson || ended !== undefined) return false;
    const promote = platform.actions(machine.spec, machine.state).find(action => action.id === "promote");
    if (!promote || people.at(-1) === now) return false;
    people.push(now);
    // What holds during the wait has a point of its own: a picture draws the wait between it and what comes at the same moment.
    const waited = points.at(-1);
    if (waited && waited.t !== now / 1000) points.push({ ...waited, t: now / 1000 });
    waits = points.length;
    const written = platform.promoted(machine.spec, machine.state);
    if (!written) return false;
    machine.written = written;
    return true;
  }

  function look(): void {
    const { now } = machine;
    const at = standing();
    if (at.ended === undefined) begun = true;
    const pods = machine.pods.status(now);
    const stable = pods.get(at.workloads.stable)?.available ?? 0;
    const canary = at.workloads.canary === undefined ? 0 : (pods.get(at.workloads.canary)?.available ?? 0);
    const done = at.ended === "promoted" && begun;
    const weight = !begun || at.ended === "rolled back" ? 0 : shareOf(at, pods).weight;
    shares.note(now, weight / 100);
    const point: TimelinePoint = { t: now / 1000, weight, stablePods: stable, canaryPods: canary, waiting: at.waiting };
    const last = points.at(-1);
    const passing = last?.t === point.t && points.length > waits;
    if (passing) points.pop();
    if (
      !last ||
      passing ||
      last.weight !== weight ||
      last.stablePods !== stable ||
      last.canaryPods !== canary ||
      last.waiting !== point.waiting
    )
      points.push(point);
    if (begun && at.stepIndex !== current?.index) {
      // Argo Rollouts completes a step when its weight is there; Flagger leaves one by writing the next weight.
      if (current) {
        steps.push({ index: current.index, from: current.from, to: now, reached: platform.id === "flagger" ? before : point });
        // What is passed in the same moment has a place in the list as well.
        const until = at.stepIndex ?? current.index;
        for (let passed = current.index + 1; passed < until; passed++) steps.push({ index: passed, from: now, to: now, reached: point });
      }
      current = at.stepIndex === undefined || done ? undefined : { index: at.stepIndex, from: now };
    }
    before = point;
  }

  function answer(ask: Ask, now: Millis): Answer {
    const { meaning, windowSeconds, canaryOnly } = asked(ask);
    const from = Math.max(0, now - windowSeconds * 1000);
    const onCanary = shares.integral(from, now) * scenario.requestsPerSecond;
    const all = windowSeconds * scenario.requestsPerSecond;
    const requests = canaryOnly ? onCanary : all;
    taken.push({
      at: now,
      metric: ask.metric.name,
      stepIndex: standing().stepIndex,
      meaning,
      requests,
      share: all > 0 ? onCanary / all : 0,
      canaryOnly,
      windowSeconds,
      exposed: shares.integral(0, now) * scenario.requestsPerSecond,
      group: ask.id.split("/")[0] ?? ask.id,
      failureLimit: ask.metric.failureLimit,
      dryRun: ask.metric.dryRun === true,
    });
    const shaped = (value: number): number | readonly number[] =>
      ask.metric.builtin || !ask.metric.conditions.some(condition => /result\s*\[|len\s*\(/.test(condition.text)) ? value : [value];
    if (meaning.kind === "unknown") return { id: ask.id, value: { assumed: "pass" } };
    if (meaning.kind === "latency" || dice.kind === "healthy") return { id: ask.id, value: shaped(passingValue(meaning.passes)) };
    const seen = processOf(ask, windowSeconds, dice).window(now, windowSeconds * 1000, canaryOnly);
    if (seen.requests === 0) return { id: ask.id, value: "none" };
    return { id: ask.id, value: shaped(valueOfErrors(meaning, seen.errors, seen.requests)) };
  }

  /** What an ask comes to is the same each time, and a run asks the same some dozen times. */
  function asked(ask: Ask): Asked {
    const { name, windowSeconds, intervalSeconds } = ask.metric;
    const key = `${name} ${windowSeconds} ${intervalSeconds} ${ask.query}`;
    const known = askedOf.get(key);
    if (known) return known;
    const found: Asked = {
      meaning: meaningOf(ask.metric, said.get(ask.metric.name)),
      windowSeconds: windowSecondsOf(ask.metric),
      canaryOnly: looksAtCanary(ask.metric),
    };
    askedOf.set(key, found);
    return found;
  }

  function processOf(ask: Ask, windowSeconds: number, { seed, replication, draws }: Extract<Dice, { kind: "drawn" }>): ErrorProcess {
    const key = ask.metric.name + ask.query;
    const known = processes.get(key);
    if (known) return known;
    const made = new ErrorProcess(
      { scenario, shares, draws, seed, replication, metric: processes.size },
      windowSeconds,
      ask.metric.intervalSeconds ?? windowSeconds,
    );
    processes.set(key, made);
    return made;
  }
}
