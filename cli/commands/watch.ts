import { type TargetSnapshot, watchTarget } from "../../cluster/target.ts";
import { follow } from "../../core/simulation/followed.ts";
import { liveSentence } from "../../core/simulation/live.ts";
import type { Target } from "../../protocol/live.ts";
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

/** Prints until the rollout ends or the person has seen enough: promoted is fine, rolled back is a finding. */
function followed(
  start: (tell: (snapshot: TargetSnapshot) => void) => { stop(): void },
  target: Target,
  output: "text" | "json",
  terminal: Terminal,
): Promise<Exit> {
  return new Promise((resolve, reject) => {
    let last = "";
    const watching = start(snapshot => {
      const line = lineOf(snapshot, target);
      if (line === undefined) return;
      if (line.key !== last)
        terminal.out(output === "json" ? `${JSON.stringify(line.data)}\n` : `${line.data.time}  ${line.data.sentence}\n`);
      last = line.key;
      if (line.refused) end(() => reject(new ClusterSaidNo(line.data.sentence)));
      else if (line.ended) end(() => resolve(line.ended === "promoted" ? exit.fine : exit.findings));
    });
    const enough = (): void => end(() => resolve(exit.fine));
    terminal.signal.addEventListener("abort", enough, { once: true });
    if (terminal.signal.aborted) enough();

    function end(settle: () => void): void {
      terminal.signal.removeEventListener("abort", enough);
      watching.stop();
      settle();
    }
  });
}

interface Line {
  readonly key: string;
  readonly data: {
    readonly time: string;
    readonly standing: string;
    readonly weight: number | null;
    readonly step: number | null;
    readonly sentence: string;
  };
  readonly ended?: "promoted" | "rolled back" | undefined;
  /** There is nothing to follow. */
  readonly refused?: boolean;
}

/** What is to be said of a snapshot; undefined for one that is still being put together. */
function lineOf({ objects, state, complete, now }: TargetSnapshot, target: Target): Line | undefined {
  const time = new Date(now).toISOString().slice(0, 19).concat("Z");
  const plain = (standing: string, sentence: string, refused = false): Line => ({
    key: sentence,
    data: { time, standing, weight: null, step: null, sentence },
    refused,
  });
  if (state.state === "denied" || state.state === "not installed") return plain("denied", state.why, true);
  if (state.state === "stale") return plain("stale", `Not heard since ${new Date(state.since).toISOString().slice(11, 19)}. ${state.why}`);
  if (!complete) return undefined;
  const found = follow(target, objects);
  if ("problem" in found) return objects.length === 0 ? plain("gone", found.problem, true) : plain("new", found.problem);
  const { standing, share } = found;
  const sentence = liveSentence(standing, share);
  return {
    key: sentence,
    data: { time, standing: standing.phase, weight: Math.round(share.weight), step: standing.stepIndex ?? null, sentence },
    ended: standing.ended,
  };
}
