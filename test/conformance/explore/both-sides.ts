import { writeFileSync } from "node:fs";
import path from "node:path";
import type { JsonObject } from "../../../core/base/json.ts";
import { NotPredicted } from "../../../core/simulation/replay/play.ts";
import type { Recorder } from "../../cluster/recorder/record.ts";
import { formatTrace, type Trace } from "../../cluster/recorder/trace.ts";
import { difference } from "../../kit/agree.ts";
import { playedFiles } from "../../kit/replays.ts";
import { filesOf, writeReplay } from "./files.ts";
import type { Scenario } from "./scenario.ts";
import { unsteadiness } from "./steady.ts";

/** What came of playing a scenario on the real controller and on the machine. */
export type Verdict =
  | { readonly kind: "agrees" }
  /** The first place where the two part. */
  | { readonly kind: "differs"; readonly words: string }
  /** The controller itself did not do twice the same. */
  | { readonly kind: "undecided"; readonly words: string }
  /** Its course hangs on moments. It is not recorded. */
  | { readonly kind: "unsteady"; readonly words: string }
  | { readonly kind: "not predicted"; readonly words: string }
  | { readonly kind: "not recorded"; readonly words: string };

/** Plays a scenario on both sides and writes both files of it and the trace into a folder. A difference is confirmed by a second recording. */
export async function playOnBoth(scenario: Scenario, name: string, folder: string, recorder: Recorder): Promise<Verdict> {
  writeReplay(scenario, name, folder);
  let played: JsonObject;
  try {
    played = playOnMachine(scenario);
    const unsteady = unsteadiness(scenario, playOnMachine);
    if (unsteady !== undefined) return { kind: "unsteady", words: unsteady };
  } catch (error) {
    if (error instanceof NotPredicted) return { kind: "not predicted", words: error.message };
    throw error;
  }
  const record = () => recordOnce(folder, recorder);
  const recorded = await record();
  if (typeof recorded === "string") return { kind: "not recorded", words: recorded };
  writeFileSync(path.join(folder, "trace.json"), formatTrace(recorded));
  const words = difference(plain(recorded), played);
  if (words === undefined) return { kind: "agrees" };
  const again = await record();
  if (typeof again === "string") return { kind: "not recorded", words: again };
  writeFileSync(path.join(folder, "again.json"), formatTrace(again));
  const apart = difference(plain(recorded), plain(again));
  if (apart !== undefined) return { kind: "undecided", words: apart };
  return difference(plain(again), played) === undefined ? { kind: "undecided", words } : { kind: "differs", words };
}

function playOnMachine(scenario: Scenario): JsonObject {
  const { replay, rollout } = filesOf(scenario, "drawn");
  return playedFiles(name => (name === "replay.yaml" ? replay : rollout));
}

// A machine that has too much to do plays everything late: such a recording says nothing, and is made again.
const tries = 3;

async function recordOnce(folder: string, recorder: Recorder): Promise<Trace | string> {
  try {
    for (let i = 1; ; i++) {
      const trace = await recorder.record(path.join(folder, "replay.yaml"));
      if (i === tries || !isLate(trace)) return trace;
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Did it take long until anything came of the first action? */
function isLate({ states, actions }: Trace): boolean {
  const begun = actions[0]?.t;
  const effect = begun === undefined ? undefined : states.find(({ t }) => t > begun)?.t;
  return begun !== undefined && effect !== undefined && effect - begun > 0.5;
}

function plain(trace: Trace): JsonObject {
  return JSON.parse(JSON.stringify(trace)) as JsonObject;
}
