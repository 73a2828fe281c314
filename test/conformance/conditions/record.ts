import fs from "node:fs";
import path from "node:path";
import { drawPairs } from "./draw.ts";
import { judged } from "./judge.ts";

/** `node test/conformance/conditions/record.ts`: asks the judge about a few pairs and keeps its answers for machines without Go. */
export const recordedFile = path.join(import.meta.dirname, "recorded.jsonl");

if (import.meta.main) {
  const pairs = drawPairs(3, 800).filter(({ condition }) => condition.length < 120);
  const verdicts = await judged(pairs);
  fs.writeFileSync(recordedFile, `${pairs.map((pair, i) => JSON.stringify({ ...pair, verdict: verdicts[i] })).join("\n")}\n`);
  console.log(`${pairs.length} pairs are recorded.`);
}
