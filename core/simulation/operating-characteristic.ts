/**
 * What a run of measurements comes to, exactly: a state counts the failures so far. Source: `statistics.md` 12.3. Ticks are
 * measurements; each is preceded by a time in which the new version serves requests.
 */

/** A measurement: chance that it fails, seconds of traffic before it, requests to the new version in them. */
export interface MeasurementTick {
  readonly failProbability: number;
  readonly seconds: number;
  readonly requests: number;
}

/** Measurements that are judged together: one AnalysisRun. */
export interface AnalysisLaw {
  readonly failureLimit: number;
  readonly ticks: readonly MeasurementTick[];
  /** Time and requests before the first measurement that belong to no tick: a pause before the analysis. */
  readonly before?: { readonly seconds: number; readonly requests: number };
}

export interface RunLaw {
  readonly pPromote: number;
  readonly pRollback: number;
  /** By measurement, over all analyses in their order. */
  readonly rollbackAtTick: readonly number[];
  readonly endTick: readonly number[];
  readonly expectedEndTick: number;
  readonly expectedDurationSeconds: number;
  readonly expectedExposedRequests: number;
  readonly expectedEndTickGivenRollback: number | undefined;
  readonly expectedExposedRequestsGivenRollback: number | undefined;
  /** Seconds from the start to each measurement. */
  readonly secondsAtTick: readonly number[];
  /** Requests to the new version up to each measurement. */
  readonly requestsAtTick: readonly number[];
}

/** The law of analyses that follow one another: the first that fails rolls back, passing all of them promotes. */
export function lawOf(analyses: readonly AnalysisLaw[]): RunLaw {
  const rollbackAtTick: number[] = [];
  const secondsAtTick: number[] = [];
  const requestsAtTick: number[] = [];
  let alive = 1;
  let seconds = 0;
  let requests = 0;
  for (const analysis of analyses) {
    seconds += analysis.before?.seconds ?? 0;
    requests += analysis.before?.requests ?? 0;
    let byFailures: readonly number[] = [alive];
    for (const tick of analysis.ticks) {
      seconds += tick.seconds;
      requests += tick.requests;
      const { kept, failed } = measure(byFailures, tick.failProbability, analysis.failureLimit);
      byFailures = kept;
      rollbackAtTick.push(failed);
      secondsAtTick.push(seconds);
      requestsAtTick.push(requests);
    }
    alive = byFailures.reduce((sum, probability) => sum + probability, 0);
  }
  return summary(rollbackAtTick, alive, secondsAtTick, requestsAtTick);
}

/** One measurement: the chances of each count of failures after it, and of the failure that is one too many. */
function measure(before: readonly number[], p: number, limit: number): { readonly kept: readonly number[]; readonly failed: number } {
  const kept = Array.from({ length: Math.min(before.length, limit) + 1 }, (_, c) => (before[c] ?? 0) * (1 - p) + (before[c - 1] ?? 0) * p);
  return { kept, failed: (before[limit] ?? 0) * p };
}

function summary(
  rollbackAtTick: readonly number[],
  pPromote: number,
  secondsAtTick: readonly number[],
  requestsAtTick: readonly number[],
): RunLaw {
  const last = rollbackAtTick.length - 1;
  const endTick = rollbackAtTick.map((probability, i) => probability + (i === last ? pPromote : 0));
  const pRollback = rollbackAtTick.reduce((sum, probability) => sum + probability, 0);
  const mean = (of: (i: number) => number, law: readonly number[]): number =>
    law.reduce((sum, probability, i) => sum + probability * of(i), 0);
  const given = (of: (i: number) => number): number | undefined => (pRollback > 0 ? mean(of, rollbackAtTick) / pRollback : undefined);
  return {
    pPromote,
    pRollback,
    rollbackAtTick,
    endTick,
    expectedEndTick: mean(i => i + 1, endTick),
    expectedDurationSeconds: mean(i => secondsAtTick[i] ?? 0, endTick),
    expectedExposedRequests: mean(i => requestsAtTick[i] ?? 0, endTick),
    expectedEndTickGivenRollback: given(i => i + 1),
    expectedExposedRequestsGivenRollback: given(i => requestsAtTick[i] ?? 0),
    secondsAtTick,
    requestsAtTick,
  };
}
