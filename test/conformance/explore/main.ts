import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { startControlPlane } from "../../cluster/control-plane.ts";
import { openRecorder } from "../../cluster/recorder/record.ts";
import { additionNames } from "./additions.ts";
import { playOnBoth, type Verdict } from "./both-sides.ts";
import { writeReplay } from "./files.ts";
import { openRoom } from "./room.ts";
import { scenarioOf } from "./scenarios.ts";
import { shrink } from "./shrink.ts";
import { sizeOf } from "./smaller.ts";

// `npm run conformance:explore -- --seed N --count N --out DIR`: see README.md beside this file.

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 100_000) },
    from: { type: "string", default: "0" },
    count: { type: "string", default: "20" },
    only: { type: "string", multiple: true, default: [] },
    out: { type: "string", default: path.join("out", "explore") },
    "side-by-side": { type: "string", default: "20" },
    with: { type: "string" },
    rounds: { type: "string", default: "6" },
  },
});
const seed = Number(values.seed);
const numbers =
  values.only.length > 0 ? values.only.map(Number) : Array.from({ length: Number(values.count) }, (_, i) => Number(values.from) + i);
const addition = additionNames.find(name => name === values.with);
if (values.with !== undefined && !addition) throw new Error(`--with is one of ${additionNames.join(", ")}.`);
const draw = (number: number) => scenarioOf(seed, number, addition);
const drawn = addition ? `seed-${seed}-${addition}` : `seed-${seed}`;
const out = path.join(values.out, drawn);
mkdirSync(out, { recursive: true });
console.log(`seed ${seed}, ${numbers.length} replays, ${values["side-by-side"]} side by side, in ${out}`);

const count: { [kind in Verdict["kind"]]: number } = {
  agrees: 0,
  differs: 0,
  undecided: 0,
  unsteady: 0,
  "not predicted": 0,
  "not recorded": 0,
};
const plane = await startControlPlane();
try {
  const recorder = await openRecorder(plane);
  const room = openRoom(Number(values["side-by-side"]));
  const differing: number[] = [];
  const lines: string[] = [];
  await Promise.all(
    numbers.map(number =>
      room.enter(async () => {
        const verdict = await playOnBoth(draw(number), `${drawn}-n${number}`, path.join(out, String(number)), recorder);
        count[verdict.kind]++;
        if (verdict.kind === "agrees") return;
        if (verdict.kind === "differs") differing.push(number);
        lines.push(`${number}: ${verdict.kind}: ${verdict.words}`);
        if (verdict.kind !== "unsteady") console.log(lines.at(-1));
      }),
    ),
  );
  console.log(tally());
  writeFileSync(path.join(out, "result.txt"), `${[...lines, tally()].join("\n")}\n`);
  for (const number of Number(values.rounds) > 0 ? differing : []) {
    const scenario = draw(number);
    const how = { recorder, room, rounds: Number(values.rounds) };
    const smallest = await shrink(scenario, `${drawn}-n${number}`, path.join(out, `${number}-smaller`), how);
    writeReplay(smallest, `${drawn}-n${number}-shrunk`, path.join(out, `${number}-shrunk`));
    console.log(`${number}: shrunk from ${sizeOf(scenario)} to ${sizeOf(smallest)} characters`);
  }
  await recorder.stop();
} finally {
  await plane.stop();
}
if (count.differs + count["not predicted"] + count["not recorded"] > 0) process.exitCode = 1;

function tally(): string {
  return Object.entries(count)
    .map(([kind, of]) => `${of} ${kind}`)
    .join(", ");
}
