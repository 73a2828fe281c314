import assert from "node:assert/strict";
import fc from "fast-check";
import { chunkCache, readFile } from "../../core/syntax/file.ts";
import { type CorpusFile, corpusFiles, ourKinds } from "../kit/corpus.ts";
import { askEverything } from "../kit/everything.ts";
import { mutated, mutations } from "../kit/mutations.ts";
import { positionsIn, workspace } from "../kit/service.ts";
import { sharedFolder } from "../kit/shared.ts";

// The seeds are kept so that a run can be had again; `npm run fuzz` goes further, with others.
const seed = 20_261_124;

/** Whatever becomes of a manifest while somebody works on it: an answer, in time and inside the text. */
describe("mutated manifests", function () {
  this.timeout(120_000);
  const folder = sharedFolder("corpus");
  let files: readonly CorpusFile[] = [];
  let ours: readonly CorpusFile[] = [];
  before(function () {
    if (!folder) this.skip();
    files = corpusFiles(folder);
    // One long file would be most of the time of all others.
    ours = corpusFiles(folder, ourKinds).filter(({ text }) => text.length < 20_000);
  });

  it("are read in time, with every problem and every node inside the text", () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), mutations, ({ text }, changes) => {
        const now = changes.reduce(mutated, text);
        const begun = performance.now();
        const file = readFile("f", now);
        assert.ok(performance.now() - begun < 1000, "a second has passed");
        assert.equal(file.documents.map(({ chunk }) => chunk.text).join(""), now);
        for (const { chunk } of file.documents)
          for (const { at } of chunk.problems) assert.ok(at.start >= 0 && at.start <= at.end && at.end <= chunk.text.length);
      }),
      { seed, numRuns: 3000 },
    );
  });

  it("are the same whether they were read at once or edit by edit", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ours), mutations, ({ text }, changes) => {
        const cache = chunkCache();
        readFile("f", text, cache);
        const now = changes.reduce((before, change) => {
          const after = mutated(before, change);
          readFile("f", after, cache);
          return after;
        }, text);
        assert.deepEqual(readFile("f", now, cache), readFile("f", now));
      }),
      { seed, numRuns: 500 },
    );
  });

  it("get every answer that an editor asks for", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ours), mutations, fc.double({ min: 0, max: 1, noNaN: true }), ({ text }, changes, at) => {
        const service = workspace({ f: text });
        let now = text;
        for (const change of changes) {
          now = mutated(now, change);
          service.setFile("f", now);
          askEverything(service, "f", Math.floor(at * now.length));
        }
        const [edited, fresh] = [service.diagnostics("f", "all"), workspace({ f: now }).diagnostics("f", "all")];
        assert.deepEqual(edited, fresh);
      }),
      { seed, numRuns: 150 },
    );
  });

  it("have positions that lead back to their offsets", () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), mutations, fc.double({ min: 0, max: 1, noNaN: true }), ({ text }, changes, share) => {
        const now = changes.reduce(mutated, text);
        const offset = Math.floor(share * now.length);
        const { line, character } = positionsIn(now)(offset);
        const before = now.slice(0, offset).split(/\r\n|\n|\r(?!\n)/);
        assert.deepEqual([line, character], [before.length - 1, before.at(-1)?.length], JSON.stringify(now.slice(0, offset)));
      }),
      { seed, numRuns: 1000 },
    );
  });
});
