import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { uniform } from "../../../core/statistics/philox.ts";
import { applyEdits, endOf } from "../../../core/syntax/edit.ts";
import { readFile } from "../../../core/syntax/file.ts";
import { type Entry, itemsOf, type Path, type SourceNode } from "../../../core/syntax/nodes.ts";
import { namesIn, targetsOf } from "../../../core/workspace/reference.ts";
import type { Resource } from "../../../core/workspace/resource.ts";
import { resourcesIn, workspaceOf } from "../../../core/workspace/workspace.ts";
import { plainOf, workspace } from "../../../test/kit/service.ts";
import { sharedFolder } from "../../../test/kit/shared.ts";
import type { Proposal } from "./proposal.ts";

/**
 * Completion against what people wrote: half of a key that stands in a valid manifest is typed again, and the key has to be among
 * the offers. Any offer that is taken leaves text that reads. A sample, since all of it would take minutes: another seed, another sample.
 */
const seed = Number(process.env.STEPWISE_SEED ?? 20_261_124);
const mostKeys = 500;
const mostValues = 200;
const offersOfAKey = 3;

interface Key {
  readonly file: string;
  readonly text: string;
  readonly name: string;
  readonly start: number;
  /** Where the value ends. */
  readonly end: number;
  readonly flow: boolean;
  /** The value, where it is one of a few words or the name of an object of the same file. */
  readonly value: Value | undefined;
}

interface Value {
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

describe("completion on manifests of others", function () {
  this.timeout(20_000);
  let keys: readonly Key[] = [];
  let values: readonly (Key & { readonly value: Value })[] = [];

  before(async function () {
    const corpus = sharedFolder("corpus");
    if (!corpus) this.skip();
    const { schemaAt, schemaKindOf } = await import("../validation/index.ts");
    const { allowedValues } = await import("../schema-words.ts");
    const index = JSON.parse(readFileSync(path.join(corpus, "INDEX.json"), "utf8")) as { readonly file: string; readonly expect: string }[];
    const all = index
      .filter(({ expect }) => expect === "valid")
      .flatMap(({ file }) => {
        const text = readFileSync(path.join(corpus, file), "utf8");
        const source = readFile(file, text);
        return resourcesIn(source).flatMap(resource => {
          const kind = schemaKindOf(resource.apiVersion, resource.kindName);
          // A step of two kinds is let in by the server, and refused by the controller.
          if (!kind || resource.templated || hasTwoKinds(resource.node)) return [];
          return [...entriesOf(resource.node, [])]
            .filter(({ entry, above }) => schemaAt(kind, above)?.properties?.[String(entry.key.value)] !== undefined)
            .map(
              ({ entry, above, flow }): Key => ({
                value: offeredValue(entry, resource, [
                  ...allowedValues(schemaAt(kind, [...above, String(entry.key.value)])),
                  ...namesIn(resource)
                    .filter(
                      ({ at, ...name }) =>
                        at.start === entry.value.at.start && targetsOf({ at, ...name }, workspaceOf([source]), source).length > 0,
                    )
                    .map(({ name }) => name),
                ]),
                file,
                text,
                flow,
                name: String(entry.key.value),
                start: resource.start + entry.key.at.start,
                end: beforeLineEnd(text, resource.start + Math.max(entry.key.at.end, endOf(entry.value))),
              }),
            );
        });
      });
    const withValue = all.flatMap(key => (key.value ? [{ ...key, value: key.value }] : []));
    values = withValue.filter((_, i) => uniform(seed, i, 1, 0, 0) < mostValues / withValue.length);
    keys = all.filter((_, i) => uniform(seed, i, 0, 0, 0) < mostKeys / all.length);
    assert.ok(keys.length > mostKeys / 2, `${keys.length} keys`);
  });

  it("offers the key under the cursor, and each offer reads", () => {
    assert.deepEqual(
      keys.flatMap((key, i) => complaints(key, key.text, key.start + 1 + Math.floor(key.name.length / 2), i)),
      [],
    );
  });

  it("offers the key when half of it is typed where it stood", () => {
    assert.deepEqual(
      keys.flatMap((key, i) => {
        const half = key.name.slice(0, Math.ceil(key.name.length / 2));
        const text = key.text.slice(0, key.start) + half + key.text.slice(key.end);
        return complaints(key, text, key.start + half.length, i);
      }),
      [],
    );
  });

  it("offers the key when half of it is the last thing in the file", () => {
    assert.deepEqual(
      keys
        .filter(({ flow }) => !flow)
        .flatMap((key, i) => {
          const text = key.text.slice(0, key.start + Math.ceil(key.name.length / 2));
          return complaints(key, text, text.length, i);
        }),
      [],
    );
  });

  it("offers the value under the cursor, half typed and not at all, and each offer reads", () => {
    assert.deepEqual(
      values.flatMap((key, i) => {
        const { written, start, end } = key.value;
        const half = written.slice(0, Math.ceil(written.length / 2));
        const without = key.text.slice(0, start) + key.text.slice(end);
        const begun = key.text.slice(0, start) + half + key.text.slice(end);
        return [
          ...complaints(key, key.text, end, i, written),
          ...complaints(key, without, start, i, written),
          ...complaints(key, begun, start + half.length, i, written),
        ];
      }),
      [],
    );
    assert.ok(values.length > mostValues / 2, String(values.length));
  });

  it("offers only what reads, on a line that begins anywhere", () => {
    let taken = 0;
    const broken = keys.flatMap((key, i) => {
      const lineEnd = key.text.indexOf("\n", key.start);
      const column = key.start - key.text.lastIndexOf("\n", key.start - 1) - 1;
      const begun = ["", "  ", "- "][i % 3] ?? "";
      const line = `\n${" ".repeat(Math.max(0, column + (i % 2 === 0 ? 0 : -2)))}${begun}`;
      const at = lineEnd < 0 ? key.text.length : lineEnd;
      const text = key.text.slice(0, at) + line + key.text.slice(at);
      const before = unreadable(text).length;
      return sample(workspace({ file: text }).completion("file", at + line.length), i).flatMap(offer => {
        taken += 1;
        const problems = unreadable(accepted(text, offer));
        if (problems.length <= before) return [];
        return [`${key.file} behind ${key.name}, ${JSON.stringify(line)}, with ${offer.label}: ${problems.join(" ")}`];
      });
    });
    assert.deepEqual(broken, []);
    assert.ok(taken > mostKeys / 2, String(taken));
  });
});

function sample(offers: readonly Proposal[], i: number): readonly Proposal[] {
  const chosen = Array.from({ length: offersOfAKey }, (_, n) => offers[Math.floor(uniform(seed, i, n, 1, 0) * offers.length)]);
  return [...new Set(chosen)].filter(offer => offer !== undefined);
}

/** A value that can be offered. In quotes it is what stands between them. */
function offeredValue({ value: node }: Entry, { start }: Resource, offered: readonly string[]): Value | undefined {
  if (node.kind !== "scalar" || node.original) return undefined;
  const written = String(node.value);
  const inside = node.raw.indexOf(written);
  if (!offered.includes(written) || inside < 0) return undefined;
  const from = start + node.at.start + inside;
  return { written, start: from, end: from + written.length };
}

function hasTwoKinds(root: SourceNode): boolean {
  return itemsOf(root, "spec", "strategy", "canary", "steps").some(step => step.kind === "map" && step.entries.length > 1);
}

/** A block text ends with its line; what stands on the next one is not its own. */
function beforeLineEnd(text: string, end: number): number {
  return text[end - 1] === "\n" ? end - 1 : end;
}

function* entriesOf(node: SourceNode, above: Path): Generator<{ readonly entry: Entry; readonly above: Path; readonly flow: boolean }> {
  if (node.original || node.kind === "scalar") return;
  if (node.kind === "list") for (const [i, item] of node.items.entries()) yield* entriesOf(item, [...above, i]);
  else
    for (const entry of node.entries) {
      // What came in by a merge key stands elsewhere, and of a key that is there twice there is no half.
      if (entry.merged || node.entries.filter(({ key }) => key.value === entry.key.value).length > 1) continue;
      yield { entry, above, flow: node.flow };
      yield* entriesOf(entry.value, [...above, String(entry.key.value)]);
    }
}

function complaints(key: Key, text: string, offset: number, i: number, wanted = key.name): readonly string[] {
  const service = workspace({ file: text });
  const offers = service.completion("file", offset);
  const line = text.slice(0, offset).split("\n").length;
  const where = `${key.file}:${line} ${key.name}`;
  if (!offers.some(({ label }) => label === wanted))
    return [`${where}: ${wanted} is not among ${offers.map(({ label }) => label).join(", ")}`];
  return sample(offers, i).flatMap(offer => {
    const broken = unreadable(accepted(text, offer));
    return broken.length > 0 ? [`${where}, with ${offer.label}: ${broken.join(" ")}`] : [];
  });
}

/** The text with an offer taken, as an editor does it: further lines go in as far as the one under the cursor. */
function accepted(text: string, { insert, replace }: Proposal): string {
  const line = text.lastIndexOf("\n", replace.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line, replace.start))?.[0] ?? "";
  return applyEdits(text, [{ at: replace, text: plainOf(insert).replaceAll("\n", `\n${indent}`) }]);
}

function unreadable(text: string): readonly string[] {
  return readFile("file", text).documents.flatMap(({ chunk }) => chunk.problems.map(({ message }) => message));
}
