import { agreement } from "./agreement.ts";
import { drawPairs } from "./draw.ts";
import { judged, NoGo } from "./judge.ts";

// Recorded, so that a difference can be drawn again; 10,000 pairs each.
const recordedSeeds = [1, 2];
const count = 10_000;
const shown = 40;

/** `node test/conformance/conditions/main.ts [SEED…]`: drawn pairs of a condition and a result, judged by the controller's own package. */
async function main(seeds: readonly number[]): Promise<number> {
  let passed = 0;
  let failed = 0;
  const unknown = new Map<string, number>();
  for (const seed of seeds) {
    const pairs = drawPairs(seed, count);
    const verdicts = await judged(pairs);
    for (const [i, pair] of pairs.entries()) {
      const found = agreement(pair, verdicts[i] ?? { error: "no answer" });
      if (found === "agrees") passed++;
      else if ("unknown" in found) unknown.set(found.unknown, (unknown.get(found.unknown) ?? 0) + 1);
      else if (failed++ < shown) console.log(`Seed ${seed}: ${pair.condition}\n  of ${JSON.stringify(pair.result)}: ${found.differs}`);
    }
  }
  console.log("Not evaluated:");
  for (const [why, times] of [...unknown].sort((a, b) => b[1] - a[1])) console.log(`  ${times}: ${why}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

try {
  const given = process.argv.slice(2).map(Number);
  process.exitCode = await main(given.length > 0 ? given : recordedSeeds);
} catch (problem) {
  if (!(problem instanceof NoGo)) throw problem;
  console.log(`${process.env.CI ? "" : "Skipped. "}${problem.message} Install it with: ${problem.install}`);
  if (process.env.CI) process.exitCode = 1;
}
