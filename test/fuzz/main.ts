import { parseArgs } from "node:util";
import fc from "fast-check";
import { type CorpusFile, corpusFiles, ourKinds } from "../kit/corpus.ts";
import { askEverything } from "../kit/everything.ts";
import { mutated, mutations } from "../kit/mutations.ts";
import { workspace } from "../kit/service.ts";
import { sharedFolder } from "../kit/shared.ts";

// `npm run fuzz [-- --documents N --sequences N --seed N]`: goes on where `test/conformance/robustness.test.ts` stops.
const { values } = parseArgs({
  options: {
    documents: { type: "string", default: "200000" },
    sequences: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
  },
});
const seed = Number(values.seed);
const longest = { ms: 0, what: "" };
const heap = { first: 0, most: 0 };
// What a text of this size may cost at most: a second is when a person looks up.
const limitMs = 1000;
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Asks everything about a text, and fails where it took a second. */
function ask(service: ReturnType<typeof workspace>, file: CorpusFile, text: string, at: number): void {
  const begun = performance.now();
  service.setFile("f", text);
  askEverything(service, "f", Math.floor(at * text.length));
  const ms = performance.now() - begun;
  if (ms > longest.ms) Object.assign(longest, { ms, what: file.file });
  if (ms > limitMs) throw new Error(`${Math.round(ms)} ms for a text of ${text.length} characters`);
}

/** Runs a property in parts, with a line for each, so that somebody who waits sees that it goes on. */
function fuzz<Ts extends [unknown, ...unknown[]]>(what: string, runs: number, property: fc.IProperty<Ts>): void {
  const parts = 20;
  for (let part = 0; part < parts; part++) {
    const numRuns = Math.ceil(runs / parts);
    const run = fc.check(property, { seed: seed + part, numRuns });
    if (run.failed) {
      console.error(`${what}: failed with seed ${seed + part}, path ${run.counterexamplePath}\n${fc.defaultReportMessage(run)}`);
      process.exitCode = 1;
      return;
    }
    globalThis.gc?.();
    const { heapUsed } = process.memoryUsage();
    heap.first ||= heapUsed;
    heap.most = Math.max(heap.most, heapUsed);
    console.log(
      `${what}: ${Math.min(runs, numRuns * (part + 1))} of ${runs}, heap ${Math.round(heapUsed / 2 ** 20)} MB, longest ${Math.round(longest.ms)} ms`,
    );
  }
}

const folder = sharedFolder("corpus");
if (!folder) throw new Error("There is nothing to begin with: set STEPWISE_CORPUS to a folder of manifests.");
const files = corpusFiles(folder, ourKinds).filter(({ text }) => text.length < 50_000);
console.log(`seed ${seed}, ${files.length} files`);

// One service for all: what is kept of a text that is gone is a leak that shows.
const shared = workspace({});
fuzz(
  "documents",
  Number(values.documents),
  fc.property(fc.constantFrom(...files), mutations, share, (file, changes, at) =>
    ask(shared, file, changes.reduce(mutated, file.text), at),
  ),
);
fuzz(
  "sequences",
  Number(values.sequences),
  fc.property(fc.constantFrom(...files), fc.array(fc.tuple(mutations, share), { minLength: 2, maxLength: 12 }), (file, steps) => {
    const service = workspace({ f: file.text });
    let text = file.text;
    for (const [changes, at] of steps) {
      text = changes.reduce(mutated, text);
      ask(service, file, text, at);
    }
  }),
);
console.log(
  `longest answer ${Math.round(longest.ms)} ms (${longest.what}); heap ${Math.round(heap.first / 2 ** 20)} MB at first, ${Math.round(heap.most / 2 ** 20)} MB at most`,
);
