import type { TimelinePoint } from "../../protocol/forecast.ts";
import type { Millis } from "../base/duration.ts";
import { passingValue } from "./answers.ts";
import type { Followed } from "./followed.ts";
import { usual } from "./forecast.ts";
import { Machine } from "./machine.ts";
import { meaningOf } from "./meaning.ts";
import { shareOf } from "./share.ts";

// Further ahead nobody plans, and a machine that waits for nothing would tick for ever.
const farthest = 7 * 86_400_000;

/** What comes next when all measurements pass and people promote at once: the machine, run forward from what a cluster shows. Seconds count from `since`. */
export function projectedFrom(followed: Followed, now: Millis, since: Millis): readonly TimelinePoint[] {
  const { platform, spec, state } = followed;
  const points: TimelinePoint[] = [];
  let promotedAt = -1;
  const machine: Machine = new Machine(
    platform,
    spec,
    {
      readiness: () => usual.podReadySeconds * 1000,
      answer: ask => {
        const meaning = meaningOf(ask.metric);
        if (meaning.kind === "unknown") return { id: ask.id, value: { assumed: "pass" } };
        const value = passingValue(meaning.passes);
        return { id: ask.id, value: ask.metric.conditions.some(condition => /result\s*\[/.test(condition.text)) ? [value] : value };
      },
      act: time => {
        if (!platform.standing(machine.spec, machine.state).waitsForPerson || promotedAt === time) return false;
        promotedAt = time;
        const written = platform.promoted(machine.spec, machine.state);
        if (written) machine.written = written;
        return written !== undefined;
      },
      seen: () => look(),
    },
    now,
    state,
  );
  machine.pods = machine.pods.ready(platform.workloads(spec, state));
  look();
  machine.run(now + farthest, () => platform.standing(machine.spec, machine.state).ended !== undefined);
  return points;

  function look(): void {
    const standing = platform.standing(machine.spec, machine.state);
    const pods = machine.pods.status(machine.now);
    const { weight } = shareOf(standing, pods);
    const t = (machine.now - since) / 1000;
    const last = points.at(-1);
    const point = {
      t,
      weight,
      stablePods: pods.get(standing.workloads.stable)?.available ?? 0,
      canaryPods: standing.workloads.canary === undefined ? 0 : (pods.get(standing.workloads.canary)?.available ?? 0),
      waiting: standing.waiting,
    };
    if (last?.t === t) points.pop();
    if (last?.weight !== weight || last.waiting !== point.waiting || last.t === t) points.push(point);
  }
}
