import { parseArgs } from "node:util";
import fc from "fast-check";
import { parseAllDocuments, stringify } from "yaml";
import type { JsonObject } from "../../core/base/json.ts";
import { rules } from "../../core/rules/index.ts";
import { schemas } from "../../server/service/generated/schemas.js";
import { startControlPlane } from "../cluster/control-plane.ts";
import { objectsIn, standInsFor } from "../cluster/stand-ins.ts";
import { type Verdict, verdictOn } from "../cluster/verdict.ts";
import { frameOf, manifest } from "../kit/manifests.ts";
import { workspace } from "../kit/service.ts";
import { type FieldSchema, type Mistake, mistakes, withMistake } from "./mutated-object.ts";

// `npm run fuzz:refusals [-- --kind Rollout --count N --seed N]`: good objects with a mistake in them, put before the real API server and
// controllers and before us. Who disagrees is printed: each is a rule that is missing, or one that is wrong.
const { values } = parseArgs({
  options: {
    kind: { type: "string", default: "Rollout" },
    count: { type: "string", default: "500" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    only: { type: "string" },
    workers: { type: "string", default: "12" },
  },
});
const kind = values.kind as "Rollout" | "Canary" | "AnalysisTemplate";
const seed = Number(values.seed);

/** Good examples of the rules: small, varied, and known to be taken. */
const good = [...new Set(rules.map(rule => manifest(rule.good, frameOf(rule))))].flatMap(text => {
  const [first, ...others] = parseAllDocuments(text).map(document => document.toJS() as JsonObject);
  return first?.kind === kind && first.kind !== undefined ? [{ first, others }] : [];
});

interface Case {
  readonly text: string;
  readonly what: string;
}

function caseOf(index: number, made: readonly Mistake[]): Case | undefined {
  const base = good[index % good.length];
  if (!base) return undefined;
  let object = base.first;
  const what: string[] = [];
  for (const mistake of made) {
    const next = withMistake(object, schemas[kind] as FieldSchema, mistake);
    if (!next) return undefined;
    object = next.object;
    what.push(`${mistake.kind} ${next.path.join(".")}`);
  }
  const text = [object, ...base.others].map(document => stringify(document, { aliasDuplicateObjects: false })).join("---\n");
  return { text, what: what.join(", ") };
}

/**
 * Our verdict: does an error stand in the first object? What is not there is a warning of ours, and a refusal of theirs; and of a template
 * that is never refused itself warnings tell what its runs come to.
 */
function ours(text: string): readonly string[] {
  const stubs = standInsFor(text)
    .map(object => stringify(object))
    .join("---\n");
  const service = workspace({ "a.yaml": text, "stubs.yaml": stubs });
  const end = text.indexOf("\n---\n");
  return service
    .diagnostics("a.yaml", "all")
    .filter(
      ({ severity, at, code }) =>
        (severity === "error" || code === "references/missing" || (kind === "AnalysisTemplate" && severity === "warning")) &&
        (end < 0 || at.start < end),
    )
    .map(({ code, message }) => `${code}: ${message}`);
}

const drawn = fc.sample(fc.tuple(fc.nat(), fc.array(mistakes, { minLength: 1, maxLength: 2 })), {
  seed,
  numRuns: Number(values.count) * 2,
});
const cases = drawn.flatMap(([index, made]) => caseOf(index, made) ?? []).slice(0, Number(values.count));
console.log(`seed ${seed}: ${cases.length} objects from ${good.length} good ones`);
const plane = await startControlPlane();
const tally = { agreed: 0, "we say nothing": 0, "false alarm": 0, unclear: 0 };
const only = values.only?.split(",").map(Number);
const waiting = [...cases.entries()].filter(([i]) => only?.includes(i) ?? true);
async function worker(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [i, { text, what }] = next;
    let verdict: Verdict;
    let said: readonly string[];
    try {
      said = ours(text);
      verdict = await verdictOn(plane.api, `fuzz-${i}`, [...objectsIn(text), ...standInsFor(text)]);
    } catch (problem) {
      tally.unclear++;
      if (process.env.VERBOSE) console.log(`? ${what}: ${String(problem).slice(0, 200)}`);
      continue;
    }
    void plane.api.delete({ apiVersion: "v1", kind: "Namespace", name: `fuzz-${i}` }).catch(() => {});
    const refused = verdict.refusedBy !== undefined;
    if (refused === said.length > 0) tally.agreed++;
    else {
      tally[refused ? "we say nothing" : "false alarm"]++;
      console.log(
        `\n== ${i} ${refused ? `MISSED (${verdict.refusedBy}: ${"because" in verdict ? verdict.because : ""})` : "FALSE ALARM"}: ${what}`,
      );
      for (const line of said) console.log(`   ${line}`);
      if (process.env.VERBOSE) console.log(text.replace(/^/gm, "   | "));
    }
  }
}
await Promise.all(Array.from({ length: Number(values.workers) }, worker));
console.log(JSON.stringify(tally));
await plane.stop();
process.exitCode = tally["we say nothing"] + tally["false alarm"] > 0 ? 1 : 0;
