import type { Scenario } from "../../protocol/forecast.ts";
import { grouped } from "../base/grouped.ts";
import type { AnyPlatform, AnySpec } from "../platforms/index.ts";
import { proportionInterval } from "../statistics/interval.ts";
import { ErrorDraws, failProbability, seenErrorRate } from "./answers.ts";
import type { Said } from "./meaning.ts";
import { type AnalysisLaw, lawOf, type MeasurementTick } from "./operating-characteristic.ts";
import { runVirtually, type Taken, type VirtualRun } from "./run.ts";

/** What becomes of a version: exactly where that can be computed, by runs of the machine where not. */
export interface Judgement {
  readonly promoted: number;
  readonly rolledBack: number;
  readonly stuck: number;
  /** Times of rollbacks, in seconds, with their chances; they sum to `rolledBack`. */
  readonly rollbacks: readonly { readonly t: number; readonly probability: number; readonly exposed: number }[];
  readonly basis:
    | { readonly kind: "exact" }
    | { readonly kind: "simulated"; readonly runs: number /** Half of the 95 % interval, in percent points. */; readonly within: number };
}

const runs = 1000;
const seed = 20260101;

/** What becomes of a version with the scenario's error rate. `healthy` is the run of a good version of the same spec. */
export function judge(
  platform: AnyPlatform,
  spec: AnySpec,
  scenario: Scenario,
  healthy: VirtualRun,
  said: ReadonlyMap<string, Said>,
): Judgement {
  return exactly(healthy, scenario) ?? simulated(platform, spec, scenario, said);
}

/**
 * The exact law, where analyses follow one another, each of one metric whose measurements are independent: a failure within the
 * limit changes nothing of a run's times, so the good version's run has all times and windows. Undefined where that does not hold.
 */
function exactly(healthy: VirtualRun, scenario: Scenario): Judgement | undefined {
  const deciding = healthy.taken.filter(taken => !taken.dryRun);
  const groups = [...grouped(deciding, taken => taken.group).values()];
  if (groups.some((group, i) => !standsAlone(group) || overlaps(groups[i - 1], group))) return undefined;
  const laws: AnalysisLaw[] = [];
  let seconds = 0;
  let exposed = 0;
  for (const group of groups) {
    const ticks: MeasurementTick[] = [];
    for (const taken of group) {
      const probability =
        taken.meaning.kind === "unknown"
          ? 0
          : failProbability(taken.meaning, taken.requests, seenErrorRate(scenario, taken.canaryOnly, taken.share));
      // A window without requests is an error in Argo Rollouts, which this law does not have.
      if (probability === undefined) return undefined;
      ticks.push({ failProbability: probability, seconds: taken.at / 1000 - seconds, requests: taken.exposed - exposed });
      seconds = taken.at / 1000;
      exposed = taken.exposed;
    }
    laws.push({ failureLimit: group[0]?.failureLimit ?? 0, ticks });
  }
  const law = lawOf(laws);
  const ends = healthy.ended === "promoted";
  return {
    promoted: ends ? law.pPromote : 0,
    rolledBack: law.pRollback,
    stuck: ends ? 0 : law.pPromote,
    rollbacks: law.rollbackAtTick.flatMap((probability, i) =>
      probability > 0 ? [{ t: law.secondsAtTick[i] ?? 0, probability, exposed: law.requestsAtTick[i] ?? 0 }] : [],
    ),
    basis: { kind: "exact" },
  };
}

/** One metric, decided by counting failures, and windows that share no data. */
function standsAlone(group: readonly Taken[]): boolean {
  const [first] = group;
  if (!first || first.failureLimit === undefined) return false;
  return group.every((taken, i) => {
    const before = group[i - 1];
    return (
      taken.metric === first.metric &&
      (before === undefined || (taken.at - before.at) / 1000 >= taken.windowSeconds - 1e-9 || taken.meaning.kind !== "ratio")
    );
  });
}

function overlaps(before: readonly Taken[] | undefined, group: readonly Taken[]): boolean {
  const end = before?.at(-1)?.at;
  const start = group[0]?.at;
  return end !== undefined && start !== undefined && start < end;
}

function simulated(platform: AnyPlatform, spec: AnySpec, scenario: Scenario, said: ReadonlyMap<string, Said>): Judgement {
  const draws = new ErrorDraws();
  const rollbacks: { t: number; probability: number; exposed: number }[] = [];
  let promoted = 0;
  for (let replication = 0; replication < runs; replication++) {
    const run = runVirtually(platform, spec, scenario, { kind: "drawn", seed, replication, draws }, said);
    if (run.ended === "promoted") promoted++;
    else if (run.ended === "rolled back") rollbacks.push({ t: run.endedAt / 1000, probability: 1 / runs, exposed: run.exposed });
  }
  const { low, high } = proportionInterval(rollbacks.length, runs);
  return {
    promoted: promoted / runs,
    rolledBack: rollbacks.length / runs,
    stuck: (runs - promoted - rollbacks.length) / runs,
    rollbacks: rollbacks.toSorted((a, b) => a.t - b.t),
    basis: { kind: "simulated", runs, within: ((high - low) / 2) * 100 },
  };
}

/** The time by which a share of the rollbacks has happened; undefined where there are none. */
export function quantileOf(judgement: Judgement, share: number): number | undefined {
  let sum = 0;
  for (const { t, probability } of judgement.rollbacks) {
    sum += probability;
    if (sum >= share * judgement.rolledBack - 1e-12) return t;
  }
  return judgement.rollbacks.at(-1)?.t;
}

/** Mean of the requests that a version got before it was rolled back; undefined where it never is. */
export function exposedBeforeRollback(judgement: Judgement): number | undefined {
  if (judgement.rolledBack <= 0) return undefined;
  return judgement.rollbacks.reduce((sum, { probability, exposed }) => sum + probability * exposed, 0) / judgement.rolledBack;
}
