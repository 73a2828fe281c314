import assert from "node:assert/strict";
import fc from "fast-check";
import { cut } from "../../core/syntax/cut.ts";
import { readPlain } from "../../core/syntax/plain.ts";
import { readByLibrary } from "../../core/syntax/read.ts";
import { type CorpusFile, corpusFiles } from "../kit/corpus.ts";
import { mutated, mutations } from "../kit/mutations.ts";
import { sharedFolder } from "../kit/shared.ts";

const seed = 20_261_124;
// More of them find more: `PLAIN_RUNS=200000`.
const runs = Number(process.env.PLAIN_RUNS ?? 3000);

// What stands on the lines of manifests, in every order and at every indentation.
const parts = [
  ..."a: b|key:|- |- x|- a: 1|- - y|-|# note|a: # note|a: b # note|- # note|c: {}|c: []|d: [1, two, 'three']|e: { f: g, h: [i] }".split(
    "|",
  ),
  ..."yes: no|on: ~|n: 0x1F|o: 010|t: 1:30|p: -1|q: .5|. : .|._1: -.|1.: 1__|v: 1.2.3|f: 1e3|w: 1_000|z: null|'q': \"r\"|\"s\": 't'|'it''s': 1|u: a#b|x: a:b".split(
    "|",
  ),
  ..."s: a: b|y: - z|k : v|k:v|text|? a|<<: b|&a b: c|m: *a|!!str a: 1|%x: 1|@a: 1|{a: b}: c|[x]: y|g: { h }|g: [a: b]|g: [a,]|g: {a: }|:|a:|---|...".split(
    "|",
  ),
  ..."a: >|a: >-\n  b".split("|"),
  ..."|, |-, |+, |2".split(", ").flatMap(header => [`a: ${header}`, `- ${header}`]),
  "",
  "  ",
];
const line = fc.record({ indent: fc.nat(7), part: fc.constantFrom(...parts) }).map(({ indent, part }) => " ".repeat(indent) + part);
const lines = fc.array(line, { minLength: 1, maxLength: 9 });

/** Maps and lists as people lay them out, with comments and empty lines where nobody expects them; the numbers decide. */
function written(numbers: readonly number[]): string {
  let at = 0;
  const pick = (below: number): number => (numbers[at++ % numbers.length] ?? 0) % below;
  const scalars = [
    "x",
    "two words",
    "1",
    "0x1F",
    "yes",
    "~",
    "1.5",
    '"q: #"',
    "'s'",
    "a#b",
    "x:y",
    "{}",
    "[a, 'b']",
    "{ a: 1, b: [] }",
    "-1",
    "._1",
    "1_0",
    "0b1",
    "+.inf",
    "1e5",
    ".",
    "x   ",
    "x # note",
    "&a x",
    "&b { c: 1, d: &e [2] }",
    "*a",
    "*b",
    "*a # note",
    "[*a, &f g]",
  ];
  const out: string[] = [];
  const noise = (indent: number): void => {
    const kind = pick(14);
    if (kind === 0) out.push("");
    else if (kind === 1) out.push(" ".repeat(pick(9)));
    else if (kind <= 3) out.push(`${" ".repeat(kind === 2 ? pick(9) : indent)}# note`);
    else if (kind === 4) out.push("", `${" ".repeat(indent + pick(5))}# note`, "");
  };
  const value = (start: string, indent: number, depth: number): void => {
    const kind = depth > 3 ? pick(6) : pick(14);
    if (kind < 5) out.push(`${start} ${scalars[pick(scalars.length)]}`);
    else if (kind === 5) {
      out.push(`${start} |${["", "-", "+", " ", "2"][pick(20)] ?? ""}`);
      const inner = " ".repeat(indent + 1 + pick(3));
      for (let i = 0; i <= pick(3); i++)
        out.push(`${inner}${["line", "  more", "# text", "a: b"][pick(4)]}`, ...(pick(4) === 0 ? [""] : []));
    } else if (kind === 6) out.push(start);
    else {
      out.push(`${start}${pick(6) === 0 ? " &named" : ""}${pick(8) === 0 ? " # note" : ""}`);
      noise(indent + 2);
      block(indent + (kind < 8 ? 0 : 1 + pick(4)), depth + 1, kind < 8);
    }
  };
  const block = (indent: number, depth: number, list: boolean): void => {
    const pad = " ".repeat(indent);
    for (let i = 0; i <= pick(4); i++) {
      if (!list) value(`${pad}${["key", "name", '"q"', "on", "k v", "<<"][pick(6)]}${pick(12) === 0 ? " " : ""}:`, indent, depth);
      else if (pick(3) === 0 && depth < 4) {
        const gap = 1 + pick(3);
        const from = out.length;
        block(indent + 1 + gap, depth + 1, pick(4) === 0);
        out[from] = `${pad}-${" ".repeat(gap)}${(out[from] ?? "").trimStart()}`;
      } else value(`${pad}-`, indent, depth);
      noise(indent);
    }
  };
  if (pick(4) === 0) out.push("---");
  noise(0);
  block(pick(6) === 0 ? 2 : 0, 0, pick(4) === 0);
  return out.join("\n") + (pick(3) === 0 ? "" : "\n");
}

const layouts = fc.array(fc.nat(5000), { minLength: 5, maxLength: 150 }).map(written);

/** A reader of our own is beside the library only as long as nobody can tell which of the two has read. */
describe("the reader of plain documents", function () {
  this.timeout(120_000);
  const folder = sharedFolder("corpus");
  let files: readonly CorpusFile[] = [];
  before(function () {
    if (!folder) this.skip();
    files = corpusFiles(folder);
  });

  const agree = (text: string): boolean => {
    const plain = readPlain(text);
    if (!plain) return false;
    const { root, problems } = readByLibrary(text);
    assert.deepEqual(problems, [], JSON.stringify(text));
    assert.deepEqual(plain, root, JSON.stringify(text));
    return true;
  };

  it("gives what the library gives for the corpus, and reads most of it", () => {
    const documents = files.flatMap(({ text }) => cut(text).map(slice => slice.text));
    const read = documents.filter(agree).length;
    assert.ok(read > 0.9 * documents.length, `${read} of ${documents.length}`);
  });

  it("gives what the library gives for mutated manifests", () => {
    fc.assert(
      fc.property(fc.constantFrom(...files.filter(({ text }) => text.length < 20_000)), mutations, ({ text }, changes) => {
        for (const { text: document } of cut(changes.reduce(mutated, text))) agree(document);
      }),
      { seed, numRuns: 1500 },
    );
  });

  it("gives what the library gives for names of blocks, and for what merge keys bring", () => {
    for (const text of [
      "a: &x\n  b: 1\nc: *x\nd: { e: *x }\n",
      "a: &x\n- b\n- &y c\nd:\n- *x\n- *y\n",
      "a: &x |\n  b\nc: *x\n",
      "a: &x\n  b: 1\n  c: 2\nd:\n  <<: *x\n  c: 3\ne: { <<: *x, f: 4 }\nf:\n  <<: [*x, { g: 1 }]\n",
      "- &x\n  a: 1\n- *x\n- { <<: *x }\n",
    ])
      assert.ok(agree(text), text);
  });

  it("gives what the library gives for lines in any order", () => {
    fc.assert(
      fc.property(lines, fc.boolean(), (given, ends) => {
        agree(given.join("\n") + (ends ? "\n" : ""));
      }),
      { seed, numRuns: runs },
    );
  });

  it("gives what the library gives for any layout, and reads most of them", () => {
    let read = 0;
    fc.assert(
      fc.property(layouts, text => {
        if (agree(text)) read++;
      }),
      { seed, numRuns: runs },
    );
    assert.ok(read > runs / 3, `${read} of ${runs}`);
  });

  it("gives what the library gives for layouts that somebody spoilt", () => {
    fc.assert(
      fc.property(layouts, mutations, (text, changes) => {
        agree(changes.slice(0, 2).reduce(mutated, text));
      }),
      { seed, numRuns: runs },
    );
  });
});
