import assert from "node:assert/strict";
import fc from "fast-check";
import type { Json } from "../../core/base/json.ts";
import { addEntry, addItem, applyEdits, removeEntry, removeItem, setEntry } from "../../core/syntax/edit.ts";
import { readFile } from "../../core/syntax/file.ts";
import { jsonOf, type ListNode, type MapNode, type Path, type SourceNode } from "../../core/syntax/nodes.ts";
import { readChunk } from "../../core/syntax/read.ts";
import { corpusFiles } from "../kit/corpus.ts";
import { sharedFolder } from "../kit/shared.ts";

const seed = 20_261_124;

interface Place {
  readonly file: string;
  readonly text: string;
  readonly root: SourceNode;
  readonly path: Path;
  readonly node: MapNode | ListNode;
}

type Edit = (place: Place, choice: number) => { readonly edits: ReturnType<typeof addEntry>; readonly meant: (at: never) => unknown };

// What is to be written, and what it means for the value at the place.
const edits: { readonly [name: string]: { readonly of: "map" | "list"; readonly edit: Edit } } = {
  "adds a number to a map": {
    of: "map",
    edit: ({ text, node }) => ({
      edits: addEntry(text, node as MapNode, "zzz", ["7"]),
      meant: (map: object) => ({ ...map, zzz: 7 }),
    }),
  },
  "adds fields to a map": {
    of: "map",
    edit: ({ text, node }) => ({
      edits: node.flow
        ? addEntry(text, node as MapNode, "zzz", ["{ a: 1, b: 2 }"])
        : addEntry(text, node as MapNode, "zzz", ["a: 1", "b: 2"]),
      meant: (map: object) => ({ ...map, zzz: { a: 1, b: 2 } }),
    }),
  },
  "sets a field": {
    of: "map",
    edit: ({ text, node }, choice) => {
      const key = keyOf(node as MapNode, choice);
      return { edits: setEntry(text, node as MapNode, key, ["7"]), meant: (map: object) => ({ ...map, [key]: 7 }) };
    },
  },
  "removes a field": {
    of: "map",
    edit: ({ text, node }, choice) => {
      const key = keyOf(node as MapNode, choice);
      return {
        edits: removeEntry(text, node as MapNode, key),
        meant: (map: object) => Object.fromEntries(Object.entries(map).filter(([name]) => name !== key)),
      };
    },
  },
  "adds an item": {
    of: "list",
    edit: ({ text, node }) => ({ edits: addItem(text, node as ListNode, ["7"]), meant: (list: readonly unknown[]) => [...list, 7] }),
  },
  "removes an item": {
    of: "list",
    edit: ({ text, node }, choice) => {
      const index = choice % Math.max(1, (node as ListNode).items.length);
      return { edits: removeItem(text, node as ListNode, index), meant: (list: readonly unknown[]) => list.toSpliced(index, 1) };
    },
  },
};

/** Edits of others' manifests: what is read back is what was meant, and all that was not meant is as it was. */
describe("edits of manifests", function () {
  this.timeout(120_000);
  const folder = sharedFolder("corpus");
  let places: readonly Place[] = [];
  before(function () {
    if (!folder) this.skip();
    places = corpusFiles(folder).flatMap(({ file, text }) =>
      readFile(file, text).documents.flatMap(({ chunk }) =>
        chunk.root && chunk.problems.length === 0 ? placesIn(file, chunk.text, chunk.root) : [],
      ),
    );
    assert.ok(places.length > 10_000);
  });

  for (const [name, { of, edit }] of Object.entries(edits))
    it(name, () => {
      const fitting = places.filter(({ node }) => node.kind === of && (!/field$/.test(name) || (node as MapNode).entries.length > 0));
      fc.assert(
        fc.property(fc.nat(fitting.length - 1), fc.nat(1000), (i, choice) => {
          const place = fitting[i] ?? assert.fail();
          const { edits: written, meant } = edit(place, choice);
          const after = applyEdits(place.text, written);
          const chunk = readChunk(after);
          const said = `${place.file} ${place.path.join(".")}\n${after}`;
          assert.deepEqual(chunk.problems, [], said);
          assert.deepEqual(chunk.root && jsonOf(chunk.root), replaced(jsonOf(place.root), place.path, meant as (at: Json) => Json), said);
          assert.deepEqual(commentsIn(after), commentsIn(place.text).filter(kept(place.text, written)), said);
        }),
        { seed, numRuns: 2500 },
      );
    });
});

/** Every map and list of a document. Without anchors: there an edit of one place means several. */
function placesIn(file: string, text: string, root: SourceNode): readonly Place[] {
  const found: Place[] = [];
  const walk = (node: SourceNode, path: Path): boolean => {
    if (node.original) return false;
    if (node.kind === "scalar") return true;
    found.push({ file, text, root, path, node });
    if (node.kind === "list") return node.items.every((item, i) => walk(item, [...path, i]));
    const names = node.entries.map(({ key }) => key.raw);
    // A key twice, or one that is no word (`{{ template }}`): nobody can say which is meant.
    if (names.includes("") || new Set(names).size < names.length) return false;
    return node.entries.every(({ key, value, merged }) => !merged && walk(value, [...path, String(key.value)]));
  };
  return walk(root, []) ? found : [];
}

function keyOf(map: MapNode, choice: number): string {
  return String(map.entries[choice % map.entries.length]?.key.value);
}

function replaced(value: Json, [first, ...rest]: Path, meant: (at: Json) => Json): Json {
  if (first === undefined) return meant(value);
  if (Array.isArray(value)) return value.map((item: Json, i) => (i === first ? replaced(item, rest, meant) : item));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, inner]: [string, Json]) => [key, key === first ? replaced(inner, rest, meant) : inner]),
  );
}

interface Comment {
  readonly text: string;
  readonly at: number;
}

/** Lines that are comments and nothing else; inside a block text they may be none, which does no harm here. */
function commentsIn(text: string): readonly string[] {
  return commentLines(text).map(comment => comment.text);
}

function commentLines(text: string): readonly Comment[] {
  return [...text.matchAll(/^[ \t]*#.*$/gm)].map(found => ({ text: found[0].trim(), at: found.index + found[0].indexOf("#") }));
}

/** Is a comment line outside of what an edit takes away? */
function kept(text: string, written: ReturnType<typeof addEntry>): (comment: string, index: number) => boolean {
  const lines = commentLines(text);
  return (_, index) => {
    const at = lines[index]?.at ?? 0;
    return !written.some(edit => edit.at.start <= at && at < edit.at.end);
  };
}
