import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Problem } from "../../core/base/problem.ts";
import type { Span } from "../../core/base/span.ts";
import { readFile } from "../../core/syntax/file.ts";
import { entryOf, nodeAt, type Path } from "../../core/syntax/nodes.ts";
import { placeFor } from "../../core/workspace/resource.ts";
import { resourcesIn } from "../../core/workspace/workspace.ts";
import { workspace } from "../kit/service.ts";
import { sharedFolder } from "../kit/shared.ts";

/** Specs with one thing wrong with each, as the server, the controller and lint judged them: we find it, there, and nothing else. */

interface Expected {
  readonly expect: "error" | "finding" | "none";
  readonly at: readonly string[];
}

/** Rows that no rule covers yet, each with a reason. The list is to become empty. */
const uncovered: { readonly [name: string]: string } = {};

describe("golden/lint", () => {
  const folder = sharedFolder("golden");
  const rows: (readonly [name: string, verdict: string])[] = [];
  let expected: { readonly [name: string]: Expected } = {};
  before(function () {
    if (!folder) this.skip();
    expected = JSON.parse(readFileSync(path.join(folder, "lint/expect.json"), "utf8")) as typeof expected;
  });
  after(() => {
    for (const [name, verdict] of rows) console.log(`      ${name.padEnd(34)} ${verdict}`);
    console.log(`      ${rows.filter(([, verdict]) => verdict.startsWith("agrees")).length} of ${rows.length} agree`);
  });

  it("agrees with the recorded verdicts, row by row", () => {
    const wrong: string[] = [];
    for (const [name, row] of Object.entries(expected)) {
      const text = readFileSync(path.join(folder ?? "", "lint", `${name}.yaml`), "utf8");
      const problems = workspace({ [`${name}.yaml`]: text }).diagnostics(`${name}.yaml`, "all");
      const disagreement = disagreementOf(row, text, problems);
      rows.push([name, disagreement ?? `agrees: ${problems.map(({ severity, code }) => `${severity} ${code}`).join(", ") || "nothing"}`]);
      if (disagreement && !(name in uncovered)) wrong.push(`${name}: ${disagreement}`);
      if (!disagreement && name in uncovered) wrong.push(`${name} agrees now: take it off the list`);
    }
    assert.deepEqual(wrong, []);
  });

  it("has a row for each spec", () => {
    const files = readdirSync(path.join(folder ?? "", "lint")).flatMap(file =>
      file.endsWith(".yaml") ? [file.replace(/\.yaml$/, "")] : [],
    );
    assert.deepEqual(files.toSorted(), Object.keys(expected).toSorted());
  });
});

function disagreementOf({ expect, at }: Expected, text: string, problems: readonly Problem[]): string | undefined {
  const places = at.flatMap(path => spansAt(text, path));
  const touching = problems.filter(problem => places.some(place => problem.at.start <= place.end && place.start <= problem.at.end));
  const errors = problems.filter(({ severity }) => severity === "error");
  if (expect === "none") return errors.length > 0 ? `${errors[0]?.code} is a false alarm` : undefined;
  if (expect === "finding") {
    if (touching.length === 0) return "nothing is found";
    return errors.some(error => !touching.includes(error)) ? "there is an error elsewhere" : undefined;
  }
  if (!touching.some(({ severity }) => severity === "error")) return "no error is found there";
  return errors.length > 1 ? `one cause gives ${errors.length} errors: ${errors.map(({ code }) => code).join(", ")}` : undefined;
}

/** `Kind:path` in objects of the kind, a bare path in the Rollout: from the key to the end of its value, as offsets of the file. */
function spansAt(text: string, place: string): readonly Span[] {
  const [kindName, written] = place.includes(":") ? (place.split(":") as [string, string]) : ["Rollout", place];
  const path: Path = [...written.matchAll(/(\w+)|\[(\d+)\]/g)].map(([, key, index]) => (index === undefined ? (key ?? "") : Number(index)));
  const file = readFile("golden.yaml", text);
  return resourcesIn(file).flatMap(resource => {
    if (resource.kindName !== kindName) return [];
    const last = path.at(-1);
    const parent = nodeAt(resource.node, ...path.slice(0, -1));
    const span = typeof last === "string" ? entryOf(parent, last)?.at : nodeAt(resource.node, ...path)?.at;
    return span ? [placeFor(resource, span)] : [];
  });
}
