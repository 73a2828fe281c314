import assert from "node:assert/strict";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { agreedEncoding, type Encoding, offsetAt, positionAt, unitsIn, updated } from "./encoding.ts";

const seed = 20261124;
const document = (text: string) => TextDocument.create("file:///a.yaml", "yaml", 1, text);

// What has one, two, three and four bytes, ends lines in three ways, or is half of a pair.
const texts = fc
  .array(fc.constantFrom("a", ": ", "é", "€", "😀", "\n", "\r\n", "\r", "\ud83d", "\ude00", "\ufeff", "\u0000"), { maxLength: 40 })
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
          const doc = document(text);
          const starts = text.split(/\r\n|\r|\n/);
          for (const offset of borders(text)) {
            const position = positionAt(doc, offset, encoding);
            const line = text.slice(0, offset).split(/\r\n|\r|\n/);
            assert.deepEqual(position, { line: line.length - 1, character: judges[encoding](line.at(-1) ?? "") });
            assert.equal(offsetAt(doc, position, encoding), offset);
          }
          for (const [line, all] of starts.entries()) {
            const past = offsetAt(doc, { line, character: 1_000_000 }, encoding);
            assert.deepEqual(positionAt(doc, past, encoding), { line, character: judges[encoding](all) });
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
          let doc = document(first);
          for (const [i, edits] of messages.entries()) {
            const changes = edits.map(({ from, length, text }) => {
              const places = borders(model);
              const at = from % places.length;
              const [start = 0, end = start] = [places[at], places[Math.min(at + length, places.length - 1)]];
              const before = document(model);
              const range = { start: positionAt(before, start, encoding), end: positionAt(before, end, encoding) };
              model = model.slice(0, start) + text + model.slice(end);
              return { range, text };
            });
            doc = updated(doc, changes, i + 2, encoding);
            assert.equal(doc.getText(), model);
          }
        }),
        { seed, numRuns: 500 },
      );
    });
  }

  it("answer a position inside a character with its start", () => {
    const doc = document("a😀b");
    const at = [0, 1, 2, 3, 4, 5, 6, 7].map(character => offsetAt(doc, { line: 0, character }, "utf-8"));
    assert.deepEqual(at, [0, 1, 1, 1, 1, 3, 4, 4]);
  });

  it("measure what is coloured", () => {
    assert.deepEqual(
      (["utf-8", "utf-16", "utf-32"] as const).map(encoding => unitsIn("é😀", encoding)),
      [6, 3, 2],
    );
  });
});
