import assert from "node:assert/strict";
import { manifest } from "./manifests.ts";
import { dedent, marksIn } from "./marks.ts";

describe("marks in fixtures", () => {
  it("stand under what they mean", () => {
    assert.deepEqual(marksIn("a:\n  b: cd\n#    ^^ x/y\n  #<- z/w\n"), [
      { line: 1, from: 5, to: 7, code: "x/y" },
      { line: 1, from: 2, to: 5, code: "z/w" },
    ]);
  });
  it("are not other comments", () => {
    assert.deepEqual(marksIn("a: 1 # ^^ x/y\n# a comment\n# ^ two words\n"), []);
  });
  it("keep their columns when a fixture is put into a whole object", () => {
    const text = manifest("steps:\n- setWeight: 101\n#            ^^^ a/b");
    const [mark] = marksIn(text);
    assert.equal(text.split("\n")[mark?.line ?? 0]?.slice(mark?.from, mark?.to), "101");
  });
  it("survive the white space of a template text", () => {
    assert.equal(dedent("\n    a:\n      b: 1\n  "), "a:\n  b: 1\n");
  });
});
