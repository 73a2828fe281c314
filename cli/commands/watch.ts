import { type TargetSnapshot, watchTarget } from "../../cluster/target.ts";
import { forPeople, type Millis } from "../../core/base/duration.ts";
import { endOf, follow } from "../../core/simulation/followed.ts";
import { liveSentence, standsFor } from "../../core/simulation/live.ts";
import type { Standing as Stands, Target } from "../../protocol/live.ts";
import { ClusterSaidNo, type Command, type Exit, exit, outputHelp, outputOf, outputOption, type Terminal, WrongUse } from "../command.ts";
import { clusterHelp, clusterOptions, namedBy, onCluster, targetOf } from "../on-cluster.ts";

export const watch: Command = {
  name: "watch",
  operands: "rollout/NAME | canary/NAME",
  summary: "Follows one rollout and prints a line for each change, until it has ended.",
  options: { ...outputOption, ...clusterOptions },
  optionHelp: { ...outputHelp, ...clusterHelp },
  run: async ([operand, ...more], values, terminal) => {
    if (more.length > 0) throw new WrongUse("`stepwise watch` follows one rollout.");
    const named = namedBy(operand, "watch");
    const output = outputOf(values);
    return onCluster(values, terminal, connection => {
      const target = targetOf(named, values, connection);
      return followed(tell => watchTarget(connection, target, tell), target, output, terminal);
    });
  },
};

// A tick of the controller takes a moment itself.
const tickTakes = 1000;

/** Prints until the rollout ends or the person has seen enough: promoted is fine, rolled back is a finding. */
function followed(
  start: (tell: (snapshot: TargetSnapshot) => void) => { stop(): void },
  target: Target,
  output: "text" | "json",
  terminal: Terminal,
): Promise<Exit> {
  return new Promise((resolve, reject) => {
    let last = "";
    let underWay = false;
    let patience: NodeJS.Timeout | undefined;
    const watching = start(snapshot => {
      const line = lineOf(snapshot, target);
      if (line === undefined) return;
      if (line.key !== last && output === "json") terminal.out(`${JSON.stringify(line.data)}\n`);
      // What ends the watch is said as its error.
      if (line.key !== last && output === "text" && !line.refused) terminal.out(`${line.data.time}  ${line.data.sentence}\n`);
      last = line.key;
      if (line.refused) end(() => reject(new ClusterSaidNo(line.data.sentence)));
      else if (line.ended === undefined) {
        underWay ||= line.underWay === true;
        if (underWay) clearTimeout(patience);
      } else if (underWay || line.looksEvery === undefined) ends(line.ended);
      else patience ??= wait(line.looksEvery, snapshot.speed, line.ended);
    });
    const enough = (): void => end(() => resolve(exit.fine));
    terminal.signal.addEventListener("abort", enough, { once: true });
    if (terminal.signal.aborted) enough();

    /** What has ended before this watch began may be the run before: whether there is another is known after the next look. */
    function wait(looksEvery: Millis, speed: number, ended: NonNullable<Line["ended"]>): NodeJS.Timeout {
      terminal.err(`The controller looks every ${forPeople(looksEvery)}: a new run shows within that time.\n`);
      return setTimeout(() => ends(ended), looksEvery / speed + tickTakes);
    }

    function ends(ended: NonNullable<Line["ended"]>): void {
      end(() => resolve(ended === "promoted" ? exit.fine : exit.findings));
    }

    function end(settle: () => void): void {
      clearTimeout(patience);
      terminal.signal.removeEventListener("abort", enough);
      watching.stop();
      settle();
    }
  });
}

// `data` is public: fields are added, never changed.
interface Line {
  readonly key: string;
  readonly data: {
    readonly time: string;
    readonly connection: "live" | "stale" | "denied";
    readonly standing: Stands | null;
    readonly phase: string | null;
    readonly weight: number | null;
    readonly step: number | null;
    readonly sentence: string;
  };
  readonly underWay?: boolean;
  readonly ended?: "promoted" | "rolled back" | undefined;
  readonly looksEvery?: Millis | undefined;
  /** There is nothing to follow. */
  readonly refused?: boolean;
}

/** What is to be said of a snapshot; undefined for one that is still being put together. */
function lineOf({ objects, state, complete, now }: TargetSnapshot, target: Target): Line | undefined {
  const time = new Date(now).toISOString().slice(0, 19).concat("Z");
  const unknown = (connection: Line["data"]["connection"], sentence: string, refused = false): Line => ({
    key: sentence,
    data: { time, connection, standing: null, phase: null, weight: null, step: null, sentence },
    refused,
  });
  if (state.state === "denied" || state.state === "not installed") return unknown("denied", state.why, true);
  if (state.state === "stale")
    return unknown("stale", `Not heard since ${new Date(state.since).toISOString().slice(11, 19)}. ${state.why}`);
  if (!complete) return undefined;
  const found = follow(target, objects);
  if ("problem" in found) return unknown("live", found.problem, objects.length === 0);
  const { standing, share } = found;
  const sentence = liveSentence(standing, share);
  return {
    key: sentence,
    data: {
      time,
      connection: "live",
      standing: standsFor(standing),
      phase: standing.phase,
      weight: Math.round(share.weight),
      step: standing.stepIndex ?? null,
      sentence,
    },
    underWay: standing.ended === undefined,
    ended: endOf(found),
    looksEvery: standing.looksEvery,
  };
}
