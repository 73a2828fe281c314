import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { JsonObject } from "../../core/base/json.ts";
import { routerObjects } from "../kit/router-objects.ts";
import { type ControlPlane, startControlPlane } from "./control-plane.ts";
import { explain, findJudge } from "./judge.ts";
import { openRecorder } from "./recorder/record.ts";
import { formatTrace } from "./recorder/trace.ts";

/**
 * `node test/cluster/record-replays.ts --out FOLDER [--side-by-side N] SCRIPT...`: plays scripts on the real controllers and writes
 * one trace each, `FOLDER/PLATFORM/NAME.json`, and `NAME.objects.json` with what is in the objects of a traffic system at the end. Where a kept trace of the same name is at hand it says whether the two agree.
 */
async function recordReplays(plane: ControlPlane, scripts: readonly string[], out: string, sideBySide: number): Promise<number> {
  const judge = await findJudge();
  const recorder = await openRecorder(plane);
  const waiting = [...scripts];
  let failures = 0;
  const work = async () => {
    for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
      try {
        let left: readonly JsonObject[] = [];
        const trace = await recorder.record(script, objects => {
          left = routerObjects(JSON.parse(JSON.stringify(objects)) as JsonObject[]);
        });
        const file = path.join(out, trace.platform, `${trace.replay}.json`);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, formatTrace(trace));
        if (left.length > 0) fs.writeFileSync(file.replace(/json$/, "objects.json"), `${JSON.stringify(left, undefined, 1)}\n`);
        const kept = judge?.kept(trace);
        const difference = judge && kept && judge.compare(kept, trace);
        if (difference) failures++;
        console.log(
          `${trace.platform}/${trace.replay}: ${difference ? explain(difference) : kept ? "recorded, and agrees with the kept trace" : "recorded"}`,
        );
      } catch (error) {
        failures++;
        console.error(`${script}: ${error instanceof Error ? error.message : error}`);
      }
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, work));
  await recorder.stop();
  return failures;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string", default: path.join("out", "replays") }, "side-by-side": { type: "string", default: "26" } },
});
const plane = await startControlPlane();
try {
  if ((await recordReplays(plane, positionals, values.out, Number(values["side-by-side"]))) > 0) process.exitCode = 1;
} finally {
  await plane.stop();
}
