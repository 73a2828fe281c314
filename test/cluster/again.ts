import { readFileSync } from "node:fs";
import path from "node:path";
import { difference } from "../kit/agree.ts";
import { recordedTrace, replaysBelow } from "../kit/replays.ts";
import type { Recorder } from "./recorder/record.ts";
import type { Trace } from "./recorder/trace.ts";

/** Folder of the replays that are kept, with a recording each. */
export const keptFolder = path.join(import.meta.dirname, "..", "conformance", "replays");

/** How a kept replay goes today. */
export interface Again {
  readonly replay: string;
  readonly trace: Trace;
  /** Where it parts from the recording that is kept; undefined where it does not. */
  readonly difference: string | undefined;
}

/** Every tenth of the kept replays, from the one of this number on: ten days see them all. */
export function tenth(day: number): readonly string[] {
  return replaysBelow(keptFolder).filter((_, index) => index % 10 === day % 10);
}

/**
 * Plays kept replays on the real controllers, several side by side, and says of each whether it goes as it did. On a machine that has much
 * to do something may come a second late: what differs is played again, up to twice, with fewer beside it.
 */
export async function playAgain(recorder: Recorder, replays: readonly string[], sideBySide: number): Promise<readonly Again[]> {
  const done = new Map<string, Again>();
  let left = replays;
  for (const beside of [sideBySide, 4, 2]) {
    for (const again of await each(recorder, left, beside)) done.set(again.replay, again);
    left = replays.filter(replay => done.get(replay)?.difference !== undefined);
  }
  return replays.flatMap(replay => done.get(replay) ?? []);
}

async function each(recorder: Recorder, replays: readonly string[], sideBySide: number): Promise<readonly Again[]> {
  // The longest first, so that none of them is left alone at the end.
  const waiting = replays.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  const played: Again[] = [];
  const work = async (): Promise<void> => {
    for (let replay = waiting.shift(); replay !== undefined; replay = waiting.shift()) {
      const folder = path.join(keptFolder, replay);
      const trace = await recorder.record(path.join(folder, "replay.yaml"));
      const plain = JSON.parse(JSON.stringify(trace)) as ReturnType<typeof recordedTrace>;
      played.push({ replay, trace, difference: difference(recordedTrace(folder), plain) });
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, work));
  return played;
}

function lengthOf(replay: string): number {
  const script = readFileSync(path.join(keptFolder, replay, "replay.yaml"), "utf8");
  return Number(/^until: (\d+)s/m.exec(script)?.[1] ?? 0);
}
