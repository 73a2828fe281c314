import path from "node:path";
import type { Recorder } from "../../cluster/recorder/record.ts";
import { playOnBoth } from "./both-sides.ts";
import { objectionsTo } from "./objections.ts";
import type { Room } from "./room.ts";
import type { Scenario } from "./scenario.ts";
import { smaller } from "./smaller.ts";

/** The smallest scenario that still differs, found by taking parts away one by one; every round plays all smaller ones side by side. */
export async function shrink(
  scenario: Scenario,
  name: string,
  folder: string,
  { recorder, room, rounds }: { readonly recorder: Recorder; readonly room: Room; readonly rounds: number },
): Promise<Scenario> {
  let smallest = scenario;
  for (let round = 1; round <= rounds; round++) {
    const candidates = smaller(smallest).filter(candidate => objectionsTo(candidate).length === 0);
    const verdicts = await Promise.all(
      candidates.map((candidate, i) =>
        room.enter(() => playOnBoth(candidate, `${name}-${round}-${i}`, path.join(folder, `${round}-${i}`), recorder)),
      ),
    );
    const differing = candidates.filter((_, i) => verdicts[i]?.kind === "differs");
    const [first] = differing;
    if (!first) return smallest;
    smallest = first;
  }
  return smallest;
}
