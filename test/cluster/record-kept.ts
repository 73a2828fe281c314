import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { replaysBelow } from "../kit/replays.ts";
import { keptFolder, playAgain } from "./again.ts";
import { startControlPlane } from "./control-plane.ts";
import { openRecorder } from "./recorder/record.ts";
import { formatTrace } from "./recorder/trace.ts";

// `npm run conformance:record [-- --side-by-side N] [NAME…]`: plays the kept replays (or those whose names hold one of the words) on the real
// controllers, and keeps the new recording of each that goes otherwise than it did.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { "side-by-side": { type: "string", default: "8" } } });
const replays = replaysBelow(keptFolder).filter(replay => positionals.length === 0 || positionals.some(word => replay.includes(word)));
const plane = await startControlPlane();
try {
  const recorder = await openRecorder(plane);
  const played = await playAgain(recorder, replays, Number(values["side-by-side"]));
  for (const { replay, trace, difference } of played) {
    if (difference === undefined) continue;
    console.log(`${replay}: ${difference}`);
    writeFileSync(path.join(keptFolder, replay, "trace.json"), formatTrace(trace));
  }
  const differing = played.filter(({ difference }) => difference !== undefined).length;
  console.log(`${played.length} played, ${differing} of them otherwise than before and kept anew`);
  await recorder.stop();
} finally {
  await plane.stop();
}
