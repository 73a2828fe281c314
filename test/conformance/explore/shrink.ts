import path from "node:path";
import type { Recorder } from "../../cluster/recorder/record.ts";
import { playOnBoth } from "./both-sides.ts";
import { objectionsTo } from "./objections.ts";
import type { Room } from "./room.ts";
import type { Scenario } from "./scenario.ts";
import { type Cut, cut, cutsOf, sizeOf } from "./smaller.ts";

/**
 * The smallest scenario that still differs. A round makes every cut by itself, all side by side, and then those together after which it still
 * differed: all of them, and fewer, since some are only possible without the others.
 */
export async function shrink(
  scenario: Scenario,
  name: string,
  folder: string,
  { recorder, room, rounds }: { readonly recorder: Recorder; readonly room: Room; readonly rounds: number },
): Promise<Scenario> {
  let smallest = scenario;
  for (let round = 1; round <= rounds; round++) {
    const single = await differing(cutsOf(smallest).map(one => [one]));
    const [first] = single;
    if (!first) return smallest;
    const together = [1, 2 / 3, 1 / 3].map(share => single.slice(0, Math.ceil(single.length * share)).flat());
    const [most] = await differing(together.filter(cuts => cuts.length > 1));
    smallest = cut(smallest, most ?? first);

    async function differing(choices: readonly (readonly Cut[])[]): Promise<readonly (readonly Cut[])[]> {
      const allowed = choices.filter(cuts => objectionsTo(cut(smallest, cuts)).length === 0);
      const verdicts = await Promise.all(
        allowed.map(cuts => {
          const number = `${round}-${choices.length}-${choices.indexOf(cuts)}`;
          return room.enter(() => playOnBoth(cut(smallest, cuts), `${name}-${number}`, path.join(folder, number), recorder));
        }),
      );
      return allowed
        .filter((_, i) => verdicts[i]?.kind === "differs")
        .toSorted((a, b) => sizeOf(cut(smallest, a)) - sizeOf(cut(smallest, b)));
    }
  }
  return smallest;
}
