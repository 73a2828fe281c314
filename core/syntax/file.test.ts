import assert from "node:assert/strict";
import { chunkCache, placeIn, readFile } from "./file.ts";
import { jsonOf, nodeAt, placeOf } from "./nodes.ts";

describe("files of documents", () => {
  const texts = (text: string): readonly string[] => readFile("f", text).documents.map(document => document.chunk.text);

  it("are cut at their borders and nowhere else", () => {
    assert.deepEqual(texts("a: 1\n---\nb: 2\n"), ["a: 1\n", "---\nb: 2\n"]);
    assert.deepEqual(texts("---\na: 1\n---\nb: 2"), ["---\na: 1\n", "---\nb: 2"]);
    assert.deepEqual(texts("a: |\n  ---\n  x\n---\nb: 2\n"), ["a: |\n  ---\n  x\n", "---\nb: 2\n"]);
    assert.deepEqual(texts("a: 1\n...\n# note\n---\nb: 2\n"), ["a: 1\n...\n", "# note\n---\nb: 2\n"]);
    assert.deepEqual(texts("%YAML 1.1\n---\na: 1\n"), ["%YAML 1.1\n---\na: 1\n"]);
    assert.deepEqual(texts("a: 1\r\n---\r\nb: 2\r\n"), ["a: 1\r\n", "---\r\nb: 2\r\n"]);
    assert.deepEqual(texts("---abc: 1\n"), ["---abc: 1\n"]);
    assert.deepEqual(texts(""), [""]);
  });

  it("join to the file again", () => {
    const text = "# c\n---\na: 1\n---\n---\nb:\n  - x\n...\nc: 1\n";
    assert.equal(texts(text).join(""), text);
  });

  it("read one document again after an edit in it", () => {
    const cache = chunkCache();
    const before = readFile("f", "a: 1\n---\nb: 2\n", cache);
    const after = readFile("f", "a: 1\n---\nb: 3\n", cache);
    assert.equal(after.documents[0]?.chunk, before.documents[0]?.chunk);
    assert.notEqual(after.documents[1]?.chunk, before.documents[1]?.chunk);
  });

  it("have places that count from the start of the file", () => {
    const text = "a: 1\n---\nspec:\n  steps:\n    - setWeight: 20\n";
    const file = readFile("f", text);
    const document = file.documents[1] ?? assert.fail();
    const root = document.chunk.root ?? assert.fail();
    const place = placeIn(file, document, placeOf(root, ["spec", "steps", 0, "setWeight"]));
    assert.equal(text.slice(place.start, place.end), "setWeight: 20");
  });

  it("resolve aliases and merge keys, with the place of the alias", () => {
    const text = "base: &b {weight: 5, pause: 1m}\nstep: *b\nother:\n  <<: *b\n  weight: 7\n";
    const root = readFile("f", text).documents[0]?.chunk.root ?? assert.fail();
    assert.deepEqual(jsonOf(root), {
      base: { weight: 5, pause: "1m" },
      step: { weight: 5, pause: "1m" },
      other: { pause: "1m", weight: 7 },
    });
    const alias = nodeAt(root, "step") ?? assert.fail();
    assert.equal(text.slice(alias.at.start, alias.at.end), "*b");
    assert.equal(text.slice(alias.original?.start, alias.original?.end), "{weight: 5, pause: 1m}");
  });

  it("take values as the API server's reader does", () => {
    const root = readFile("f", "a: yes\nb: 010\nc: 1:30\nd: 2026-01-01\ne: ~\nf: .\n").documents[0]?.chunk.root ?? assert.fail();
    assert.deepEqual(jsonOf(root), { a: true, b: 8, c: "1:30", d: "2026-01-01", e: null, f: "." });
  });

  for (const broken of [
    "a: [1, 2",
    "a: 'x",
    "\ta: 1",
    "a: *nowhere",
    ": :",
    "- - -\n -",
    "a: b: c",
    "{",
    "\u0000",
    "\ud800",
    "&a [*a]",
    "a: &x {b: *x}",
    "%",
    "--- |",
    "? [a]\n: b",
  ])
    it(`reads ${JSON.stringify(broken)} without throwing, with places inside the text`, () => {
      for (const document of readFile("f", broken).documents)
        for (const { at } of document.chunk.problems)
          assert.ok(at.start >= 0 && at.end <= document.chunk.text.length && at.start <= at.end, JSON.stringify(at));
    });

  it("survives an alias bomb and deep nesting", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${["b", "c", "d", "e", "f", "g", "h", "i"].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[i]}`).join(",")}]`).join("\n")}\n`;
    const root = readFile("f", bomb).documents[0]?.chunk.root ?? assert.fail();
    assert.ok(jsonOf(root));
    assert.ok(readFile("f", `${"[".repeat(5000)}${"]".repeat(5000)}`).documents.length === 1);
  });
});
