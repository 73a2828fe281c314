import type { Scenario } from "../../protocol/forecast.ts";
import { forPeople } from "../base/duration.ts";
import { count, figure, listed, ofHundred, percent } from "../base/figures.ts";
import { exposedBeforeRollback, type Judgement, quantileOf } from "./judgement.ts";
import type { VirtualRun } from "./run.ts";

/** The first sentence of a forecast: panel, hover and command line say the same. */
export function forecastSentence(scenario: Scenario, healthy: VirtualRun, bad: Judgement, good: Judgement): string {
  return `${badSentence(scenario, healthy, bad)} ${goodSentence(healthy, good)}`;
}

function badSentence(scenario: Scenario, healthy: VirtualRun, bad: Judgement): string {
  const who = `A version that fails ${percent(scenario.errorRate * 100, 2)} of its requests`;
  if (healthy.taken.every(taken => taken.dryRun))
    return `Nothing measures the new version: one that fails ${percent(scenario.errorRate * 100, 2)} of its requests gets all traffic like a good one, unless a person stops it.`;
  if (bad.rolledBack < 0.0005) return `${who} is not found: it gets all traffic like a good one.`;
  const median = quantileOf(bad, 0.5) ?? 0;
  const exposed = exposedBeforeRollback(bad) ?? 0;
  return `${who} is rolled back in ${chance(bad)} rollouts, half of them within ${forPeople(median * 1000)}, after about ${count(round(exposed), "request")} to it.`;
}

function goodSentence(healthy: VirtualRun, good: Judgement): string {
  if (healthy.ended !== "promoted") return "A healthy one never gets all traffic.";
  const waits = healthy.people.length;
  const people = waits === 0 ? "" : `, and ${waits === 1 ? "one wait" : `${figure(waits)} waits`} for a person`;
  const time = forPeople(healthy.endedAt);
  const alarm = good.rolledBack >= 0.005 ? `, but it is rolled back in ${chance(good)}` : "";
  return `A healthy one is at 100 % after ${time}${people}${alarm}.`;
}

/** The chance of a rollback. What happened in every run is only nearly sure. */
function chance({ rolledBack, basis }: Judgement): string {
  return ofHundred(basis.kind === "simulated" ? Math.min(rolledBack, 1 - 3 / basis.runs) : rolledBack);
}

/** Two digits that mean something: 1,843 is about 1,840. */
function round(value: number): number {
  if (value < 100) return Math.round(value);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 2);
  return Math.round(value / unit) * unit;
}

/** `exact`, or how many runs and how near. */
export function basisWords({ basis }: Judgement): string {
  return basis.kind === "exact" ? "exact" : `${figure(basis.runs)} runs, ±${figure(basis.within, 1)}`;
}

/** What was taken for granted. */
export function assumptions(scenario: Scenario, healthy: VirtualRun): readonly string[] {
  const said = [
    `${figure(scenario.requestsPerSecond, 1)} requests per second, all day`,
    `${figure(scenario.users)} users`,
    `the stable version fails ${percent(scenario.stableErrorRate * 100, 2)} of its requests`,
    `a pod is ready after ${forPeople(scenario.podReadySeconds * 1000)}`,
  ];
  const names = (kind: string): readonly string[] => [
    ...new Set(healthy.taken.filter(taken => taken.meaning.kind === kind).map(taken => taken.metric)),
  ];
  const unknown = names("unknown");
  if (unknown.length > 0)
    said.push(
      `${listed(unknown)} ${unknown.length === 1 ? "is" : "are"} taken to pass: what ${unknown.length === 1 ? "it measures" : "they measure"} cannot be read from the condition or the name. Say it in a comment: \`# stepwise: metric ${unknown[0]} is success-ratio of requests\``,
    );
  const latencies = names("latency");
  if (latencies.length > 0)
    said.push(`${listed(latencies)} ${latencies.length === 1 ? "passes" : "pass"}: the fault is in errors, not in latency`);
  const ratios = healthy.taken.filter(taken => taken.meaning.kind === "ratio");
  const blind = [...new Set(ratios.map(taken => taken.metric))].filter(name =>
    ratios.every(taken => taken.metric !== name || taken.share === 0),
  );
  if (blind.length > 0)
    said.push(
      `no request of a user reaches the new version while ${listed(blind)} ${blind.length === 1 ? "is" : "are"} measured: without test traffic nothing of it is seen`,
    );
  const both = [...new Set(ratios.filter(taken => !taken.canaryOnly && !blind.includes(taken.metric)).map(taken => taken.metric))];
  if (both.length > 0)
    said.push(
      `${listed(both)} ${both.length === 1 ? "looks" : "look"} at both versions together, since the query does not name the new one: the fault is diluted by its share`,
    );
  if (healthy.people.length > 0) said.push("people promote at once");
  return said;
}
