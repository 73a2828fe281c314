import assert from "node:assert/strict";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { chunkCache, editFile, readFile } from "../../core/syntax/file.ts";
import { positionsOf } from "../kit/service.ts";

const seed = 20_261_124;
// What borders are made of, and what stands between them.
const pieces = [
  "---",
  "...",
  "\n",
  "\r\n",
  "\r",
  " ",
  "#",
  "%YAML 1.1",
  "a: 1",
  "\n---\n",
  "\n...\n",
  "|\n  x\n",
  "- b\n",
  "k:\n  v: 1\n",
  "-",
  ".",
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map(parts => parts.join(""));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const edit = fc.record({
  at: share,
  length: fc.nat(12),
  text: fc.array(fc.constantFrom(...pieces), { maxLength: 3 }).map(parts => parts.join("")),
});
const edits = fc.array(edit, { minLength: 1, maxLength: 8 });

/** A file that is edited is the file that would be read: of the library for texts, and of our own cut, nobody can tell which was at work. */
describe("files that are edited", function () {
  this.timeout(60_000);

  it("are what reading the whole text gives", () => {
    fc.assert(
      fc.property(text, edits, (before, changes) => {
        const cache = chunkCache();
        let [now, file] = [before, readFile("f", before, cache)];
        for (const change of changes) {
          const start = Math.floor(change.at * now.length);
          const end = Math.min(now.length, start + change.length);
          file = editFile(file, { start, end }, change.text, cache);
          now = now.slice(0, start) + change.text + now.slice(end);
          assert.equal(file.text, now);
          assert.deepEqual(file, readFile("f", now), JSON.stringify(now));
        }
      }),
      { seed, numRuns: 5000 },
    );
  });

  it("have the positions that the library for texts gives", () => {
    fc.assert(
      fc.property(text, share, fc.integer({ min: -1, max: 30 }), fc.integer({ min: -1, max: 12 }), (given, at, line, character) => {
        const [ours, theirs] = [positionsOf(readFile("f", given)), TextDocument.create("f", "yaml", 0, given)];
        const offset = Math.floor(at * (given.length + 2)) - 1;
        assert.deepEqual(ours.positionAt(offset), theirs.positionAt(offset), JSON.stringify(given));
        if (line >= 0) assert.equal(ours.offsetAt({ line, character }), theirs.offsetAt({ line, character }), JSON.stringify(given));
      }),
      { seed, numRuns: 20_000 },
    );
  });
});
