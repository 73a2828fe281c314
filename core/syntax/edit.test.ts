import assert from "node:assert/strict";
import { addEntry, addItem, applyEdits, removeEntry, removeItem, setEntry } from "./edit.ts";
import { type ListNode, type MapNode, nodeAt, type Path } from "./nodes.ts";
import { readChunk } from "./read.ts";

const map = (text: string, ...path: Path): MapNode => {
  const node = nodeAt(readChunk(text).root, ...path);
  assert.equal(node?.kind, "map");
  return node as MapNode;
};
const list = (text: string, ...path: Path): ListNode => {
  const node = nodeAt(readChunk(text).root, ...path);
  assert.equal(node?.kind, "list");
  return node as ListNode;
};

describe("edits that keep formatting", () => {
  const text = "a: 1 # one\nb:\n  c: x\n  d: # which\n  - e\n\n  # last\nf: |\n  two\n  lines\ng: { h: 1, i: 2 }\n";

  it("set a value and keep its comment", () => {
    assert.equal(applyEdits(text, setEntry(text, map(text), "a", ["2"])), text.replace("a: 1", "a: 2"));
    assert.equal(applyEdits("a:\nb: 1\n", setEntry("a:\nb: 1\n", map("a:\nb: 1\n"), "a", ["2"])), "a: 2\nb: 1\n");
    assert.equal(
      applyEdits(text, setEntry(text, map(text), "b", ["c: y", "d: z"])),
      text.replace(/ {2}c: x\n {2}d: # which\n {2}- e/, "  c: y\n  d: z"),
    );
    assert.equal(applyEdits(text, setEntry(text, map(text, "g"), "i", ["3"])), text.replace("i: 2", "i: 3"));
  });
  it("add an entry behind the last one", () => {
    assert.equal(applyEdits(text, addEntry(text, map(text, "b"), "z", ["1"])), text.replace("  - e\n", "  - e\n  z: 1\n"));
    assert.equal(applyEdits(text, addEntry(text, map(text), "z", ["y: 1", "x: 2"])), `${text}z:\n  y: 1\n  x: 2\n`);
    assert.equal(applyEdits(text, addEntry(text, map(text, "g"), "z", ["1"])), text.replace("i: 2 }", "i: 2, z: 1 }"));
    assert.equal(applyEdits("a: {}\n", addEntry("a: {}\n", map("a: {}\n", "a"), "z", ["1"])), "a: { z: 1 }\n");
    assert.equal(applyEdits("a: |\n  x\n", addEntry("a: |\n  x\n", map("a: |\n  x\n"), "z", ["1"])), "a: |\n  x\nz: 1\n");
  });
  it("add an item behind the last one", () => {
    assert.equal(
      applyEdits(text, addItem(text, list(text, "b", "d"), ["k: 1", "l: 2"])),
      text.replace("  - e\n", "  - e\n  - k: 1\n    l: 2\n"),
    );
    assert.equal(applyEdits("a: [1]\n", addItem("a: [1]\n", list("a: [1]\n", "a"), ["2"])), "a: [1, 2]\n");
    assert.equal(applyEdits("a: []\n", addItem("a: []\n", list("a: []\n", "a"), ["2"])), "a: [2]\n");
  });
  it("remove an entry with its lines", () => {
    assert.equal(applyEdits(text, removeEntry(text, map(text), "f")), text.replace("f: |\n  two\n  lines\n", ""));
    assert.equal(applyEdits(text, removeEntry(text, map(text), "a")), text.replace("a: 1 # one\n", ""));
    assert.equal(applyEdits(text, removeEntry(text, map(text, "g"), "h")), text.replace("h: 1, ", ""));
    assert.equal(applyEdits(text, removeEntry(text, map(text, "g"), "i")), text.replace(", i: 2", ""));
    const item = "a:\n- b: 1\n  c: 2\n";
    assert.equal(applyEdits(item, removeEntry(item, map(item, "a", 0), "b")), "a:\n- c: 2\n");
    assert.equal(applyEdits("a:\n  b: 1\n", removeEntry("a:\n  b: 1\n", map("a:\n  b: 1\n", "a"), "b")), "a:\n  {}\n");
  });
  it("remove an item with its lines", () => {
    const items = "a:\n  - b: 1 # one\n    c: 2\n  -\n  - d\n";
    assert.equal(applyEdits(items, removeItem(items, list(items, "a"), 0)), "a:\n  -\n  - d\n");
    assert.equal(applyEdits(items, removeItem(items, list(items, "a"), 1)), "a:\n  - b: 1 # one\n    c: 2\n  - d\n");
    assert.equal(applyEdits(items, removeItem(items, list(items, "a"), 2)), "a:\n  - b: 1 # one\n    c: 2\n  -\n");
    assert.equal(applyEdits("a: [1, 2, 3]", removeItem("a: [1, 2, 3]", list("a: [1, 2, 3]", "a"), 1)), "a: [1, 3]");
  });
  it("keep the line ends of the file", () => {
    const windows = "a:\r\n  b: 1\r\n";
    assert.equal(applyEdits(windows, addEntry(windows, map(windows, "a"), "c", ["2"])), "a:\r\n  b: 1\r\n  c: 2\r\n");
  });
});
