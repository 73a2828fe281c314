import { forPeople, goDuration, type Millis } from "../../core/base/duration.ts";
import { count, percent } from "../../core/base/figures.ts";
import { patternOf } from "../../core/kinds/words/index.ts";
import { readRollout } from "../../core/platforms/argo-rollouts/read.ts";
import type { Canary } from "../../core/platforms/argo-rollouts/spec.ts";
import { basicTargets, surge } from "../../core/platforms/argo-rollouts/targets.ts";
import { readCanary } from "../../core/platforms/flagger/read.ts";
import { nodeAt, numberOf, type Path, type SourceNode, textOf } from "../../core/syntax/nodes.ts";
import type { Resource } from "../../core/workspace/resource.ts";
import type { Workspace } from "../../core/workspace/workspace.ts";

/** What a value comes to here, in a sentence: pods, times, measurements. Undefined where it says itself what it does. */
export function effectOf(resource: Resource, path: Path, workspace: Workspace): string | undefined {
  const place = `${resource.kindName}.${patternOf(path)}`;
  return effects.find(({ at }) => at.test(place))?.say({ resource, path, workspace });
}

interface Site {
  readonly resource: Resource;
  readonly path: Path;
  readonly workspace: Workspace;
}

const effects: readonly { readonly at: RegExp; readonly say: (site: Site) => string | undefined }[] = [
  { at: /^Rollout\.spec\.strategy\.canary\.steps\[\]\.setWeight$/, say: podsOfWeight },
  { at: /^Rollout\.spec\.strategy\.canary\.steps\[\]\.pause(\.duration)?$/, say: pausesUntil },
  { at: /^(Cluster)?Analysis(Template|Run)\.spec\.metrics\[\]\.failureLimit$/, say: failuresAllowed },
  { at: /^(Cluster)?Analysis(Template|Run)\.spec\.metrics\[\]\.count$/, say: timeOfCount },
  { at: /^Canary\.spec\.analysis\.threshold$/, say: failedChecksAllowed },
];

function canaryOf({ resource, workspace }: Site): { readonly canary: Canary; readonly replicas: number } | undefined {
  const { strategy, replicas } = readRollout(resource, workspace).value;
  return strategy.kind === "canary" ? { canary: strategy, replicas } : undefined;
}

/** Without a router, traffic follows pods. */
function podsOfWeight(site: Site): string | undefined {
  const weight = numberOf(site.resource.node, ...site.path);
  const found = canaryOf(site);
  if (!found || weight === undefined || weight < 0 || weight > 100) return undefined;
  const { canary, replicas } = found;
  if (canary.router || nodeAt(site.resource.node, "spec", "strategy", "canary", "trafficRouting") || replicas < 1) return undefined;
  const { canary: fresh, stable } = basicTargets(replicas, weight, surge(canary, replicas));
  const total = fresh + stable;
  return `With ${count(replicas, "replica")} this ${percent(weight)} is ${fresh} of ${count(total, "pod")}, ${percent((100 * fresh) / total, 1)}.`;
}

function pausesUntil(site: Site): string | undefined {
  const index = Number(site.path[4]);
  const steps = canaryOf(site)?.canary.steps.slice(0, index + 1) ?? [];
  const pauses = steps.filter(step => step.kind === "pause");
  if (pauses.length < 2 || pauses.some(({ seconds = 0 }) => seconds < 0)) return undefined;
  const people = pauses.filter(({ seconds }) => seconds === undefined).length;
  const timed = pauses.reduce((sum, { seconds = 0 }) => sum + seconds, 0);
  const waits = `The pauses up to here take ${forPeople(timed * 1000)} together`;
  return people === 0 ? `${waits}.` : `${waits}, and ${people === 1 ? "one of them waits" : `${people} of them wait`} for a person.`;
}

interface Timing {
  readonly count: number | undefined;
  readonly interval: Millis | undefined;
  readonly delay: Millis;
}

/** Undefined where an argument decides: nobody knows here what it comes to. */
function timingOf(metric: SourceNode | undefined): Timing | undefined {
  const fields = ["count", "interval", "initialDelay", "failureLimit"].map(field => nodeAt(metric, field));
  if (fields.some(node => node?.kind === "scalar" && String(node.value).includes("{{"))) return undefined;
  const interval = textOf(metric, "interval");
  const written = nodeAt(metric, "count");
  const number = written?.kind === "scalar" ? Number(written.value ?? Number.NaN) : Number.NaN;
  return {
    count: Number.isInteger(number) && number > 0 ? number : interval === undefined ? 1 : undefined,
    interval: interval === undefined ? undefined : goDuration(interval),
    delay: goDuration(textOf(metric, "initialDelay") ?? "0") ?? 0,
  };
}

function failuresAllowed({ resource, path }: Site): string | undefined {
  const timing = timingOf(nodeAt(resource.node, ...path.slice(0, -1)));
  const limitNode = nodeAt(resource.node, ...path);
  const limit = limitNode?.kind === "scalar" && limitNode.value !== null ? Number(limitNode.value) : Number.NaN;
  if (!timing || !Number.isInteger(limit) || limit < 0) return undefined;
  const { count: measurements, interval = 0, delay } = timing;
  if (measurements !== undefined && limit >= measurements)
    return `This metric cannot fail: ${count(measurements, "measurement is", "measurements are")} taken, and ${limit} may fail.`;
  const most = measurements === undefined ? "" : ` of ${measurements}`;
  const earliest = delay + limit * interval;
  const when = earliest > 0 ? `at the earliest ${forPeople(earliest)} after the run begins` : "at once";
  if (limit === 0) return `The first failed measurement${most} fails the run, ${when}.`;
  return `${count(limit, "measurement")}${most} may fail; one more fails the run, ${when}.`;
}

function timeOfCount({ resource, path }: Site): string | undefined {
  const timing = timingOf(nodeAt(resource.node, ...path.slice(0, -1)));
  if (timing?.count === undefined || timing.count < 2 || timing.interval === undefined) return undefined;
  return `The last of ${timing.count} measurements is taken ${forPeople(timing.delay + (timing.count - 1) * timing.interval)} after the run begins.`;
}

/** Failed checks add up, and one more tick acts on them. Source: `flagger.md` part 3. */
function failedChecksAllowed({ resource, workspace }: Site): string {
  const { threshold, interval } = readCanary(resource, workspace).value;
  const failed = threshold === 1 ? "One failed check rolls back" : `${threshold} failed checks roll back, in a row or not`;
  return `${failed}: at the earliest ${forPeople(threshold * interval)} after the first of them.`;
}
