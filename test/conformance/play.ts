import path from "node:path";
import { NotPredicted } from "../../core/simulation/replay/play.ts";
import { difference } from "../kit/agree.ts";
import { playedTrace, recordedTrace, replaysBelow } from "../kit/replays.ts";

// `npm run conformance -- DIR…`: plays every replay below the folders on our machine and compares it with the trace beside it.

const folders = process.argv.slice(2);
const roots = folders.length > 0 ? folders : [path.join(import.meta.dirname, "replays")];
const count = { agreed: 0, differing: 0, "not predicted": 0, unreadable: 0 };

for (const root of roots)
  for (const replay of replaysBelow(root)) {
    const [verdict, words] = judge(path.join(root, replay));
    count[verdict]++;
    if (verdict !== "agreed") console.log(`${replay || root}: ${words}`);
  }
console.log(
  Object.entries(count)
    .map(([verdict, of]) => `${of} ${verdict}`)
    .join(", "),
);
if (count.agreed === 0 || count.differing + count.unreadable > 0) process.exitCode = 1;

function judge(folder: string): readonly [keyof typeof count, string] {
  try {
    const found = difference(recordedTrace(folder), playedTrace(folder));
    return found === undefined ? ["agreed", ""] : ["differing", found];
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return error instanceof NotPredicted ? ["not predicted", words] : ["unreadable", words];
  }
}
