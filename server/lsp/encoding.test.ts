import assert from "node:assert/strict";
import fc from "fast-check";
import { editFile, readFile } from "../../core/syntax/file.ts";
import { agreedEncoding, type Encoding, encodedPositions, unitsIn } from "./encoding.ts";

const seed = 20261124;
const fileWith = (text: string) => readFile("file:///a.yaml", text);

// What has one, two, three and four bytes, ends lines in three ways, or is half of a pair.
const texts = fc
  .array(fc.constantFrom("a", ": ", "\n---\n", "é", "€", "😀", "\n", "\r\n", "\r", "\ud83d", "\ude00", "\ufeff", "\u0000"), {
    maxLength: 40,
  })
  .map(parts => parts.join(""));

/** The judge: a line's beginning in each encoding, by what others say of it. */
const judges: Readonly<Record<Encoding, (text: string) => number>> = {
  "utf-8": text => new TextEncoder().encode(text).length,
  "utf-16": text => text.length,
  "utf-32": text => Array.from(text).length,
};

/** Offsets at which a character begins and no line end is cut. */
function borders(text: string): readonly number[] {
  const all = [0];
  for (const character of text) all.push((all.at(-1) ?? 0) + character.length);
  return all.filter(offset => !(text[offset - 1] === "\r" && text[offset] === "\n"));
}

describe("position encodings", () => {
  it("are agreed on by the client's favourite that we know, and are UTF-16 otherwise", () => {
    const agreed = (positionEncodings?: string[]) => agreedEncoding(positionEncodings ? { general: { positionEncodings } } : {});
    assert.equal(agreed(), "utf-16");
    assert.equal(agreed([]), "utf-16");
    assert.equal(agreed(["utf-7", "utf-32", "utf-8"]), "utf-32");
    assert.equal(agreed(["utf-8", "utf-16"]), "utf-8");
  });

  for (const encoding of ["utf-8", "utf-16", "utf-32"] as const) {
    it(`count a line's beginning in ${encoding} and find it again`, () => {
      fc.assert(
        fc.property(texts, text => {
          const { positionAt, offsetAt } = encodedPositions(fileWith(text), encoding);
          const starts = text.split(/\r\n|\r|\n/);
          for (const offset of borders(text)) {
            const position = positionAt(offset);
            const line = text.slice(0, offset).split(/\r\n|\r|\n/);
            assert.deepEqual(position, { line: line.length - 1, character: judges[encoding](line.at(-1) ?? "") });
            assert.equal(offsetAt(position), offset);
          }
          for (const [line, all] of starts.entries()) {
            const past = offsetAt({ line, character: 1_000_000 });
            assert.deepEqual(positionAt(past), { line, character: judges[encoding](all) });
          }
        }),
        { seed, numRuns: 500 },
      );
    });

    it(`take edits in ${encoding} as the text that they make`, () => {
      const edit = fc.record({ from: fc.nat(), length: fc.nat(6), text: texts });
      fc.assert(
        fc.property(texts, fc.array(fc.array(edit, { maxLength: 3 }), { maxLength: 6 }), (first, messages) => {
          let model = first;
          let file = fileWith(first);
          for (const { from, length, text } of messages.flat()) {
            const places = borders(model);
            const at = from % places.length;
            const [start = 0, end = start] = [places[at], places[Math.min(at + length, places.length - 1)]];
            const { positionAt, offsetAt } = encodedPositions(file, encoding);
            file = editFile(file, { start: offsetAt(positionAt(start)), end: offsetAt(positionAt(end)) }, text);
            model = model.slice(0, start) + text + model.slice(end);
            assert.equal(file.text, model);
          }
        }),
        { seed, numRuns: 500 },
      );
    });
  }

  it("answer a position inside a character with its start", () => {
    const { offsetAt } = encodedPositions(fileWith("a😀b"), "utf-8");
    const at = [0, 1, 2, 3, 4, 5, 6, 7].map(character => offsetAt({ line: 0, character }));
    assert.deepEqual(at, [0, 1, 1, 1, 1, 3, 4, 4]);
  });

  it("measure what is coloured", () => {
    assert.deepEqual(
      (["utf-8", "utf-16", "utf-32"] as const).map(encoding => unitsIn("é😀", encoding)),
      [6, 3, 2],
    );
  });
});
