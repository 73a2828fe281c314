import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Problem } from "../../core/base/problem.ts";
import { rules } from "../../core/rules/index.ts";
import { readFile } from "../../core/syntax/file.ts";
import { templateIn } from "../../core/syntax/template.ts";
import { corpusFiles, ourKinds } from "../kit/corpus.ts";
import { judge } from "../kit/judges.ts";
import { frameOf, manifest } from "../kit/manifests.ts";
import { marksIn, markText } from "../kit/marks.ts";
import { randomly } from "../kit/random.ts";
import { found, workspace } from "../kit/service.ts";
import { sharedFolder } from "../kit/shared.ts";
import { shapes, spotsOf, templated } from "../kit/templating.ts";

const charts = path.join(import.meta.dirname, "charts");
const files = readdirSync(charts).filter(name => /\.(yaml|tpl)$/.test(name));
const textOf = (name: string): string => readFileSync(path.join(charts, name), "utf8");
const findingsIn = (text: string): readonly Problem[] => workspace({ "a.yaml": text }).diagnostics("a.yaml", "own");

describe("charts of ours", function () {
  this.timeout(600_000);
  const templates = files.filter(name => name.endsWith(".yaml"));

  for (const name of templates)
    it(`${name} has the findings that are marked in it`, () => {
      const text = textOf(name);
      assert.deepEqual(found(text, findingsIn(text)), marksIn(text).map(markText).toSorted());
    });

  it("as Helm renders them have every finding of the template", function () {
    const helm = judge("helm");
    if (!helm) this.skip();
    const values = JSON.parse(textOf("values.json")) as readonly unknown[];
    const sources = Object.fromEntries(files.map(name => [name, textOf(name)]));
    const answers = helm(values.map(set => ({ templates: sources, values: set }))) as readonly {
      readonly files?: { readonly [name: string]: string };
      readonly error?: string;
    }[];
    assert.equal(answers.length, 2);
    let held = 0;
    for (const { files: rendered, error } of answers) {
      assert.equal(error, undefined);
      for (const name of templates) {
        const template = textOf(name);
        const text = rendered?.[name] ?? "";
        const codes = findingsIn(text).map(({ code }) => code);
        for (const { code, at } of findingsIn(template)) {
          // What stands in a branch is in some renderings only.
          const line = template.slice(template.lastIndexOf("\n", at.start) + 1, template.indexOf("\n", at.end)).trim();
          if (!text.includes(line)) continue;
          held += 1;
          assert.ok(codes.includes(code), `${name}: ${code} is not found in\n${text}`);
        }
      }
    }
    assert.ok(held >= 15, `${held} findings`);
  });
});

/** A manifest with actions put into it is a template of which the manifest is one rendering: what is found in the template is found there. */
describe("manifests made templates", function () {
  this.timeout(120_000);
  const own = rules.flatMap(rule => [rule.bad, rule.good].map(text => `${manifest(text, frameOf(rule)).split("\n---\n")[0]}\n`));
  const corpus = sharedFolder("corpus");
  const others = !corpus
    ? []
    : corpusFiles(corpus, ourKinds)
        .flatMap(({ file, text }) => readFile(file, text).documents)
        .map(({ chunk }) => (chunk.problems.length > 0 || chunk.text.length > 12_000 ? "" : chunk.text.replace(/\n?$/, "\n")));

  for (const [name, texts] of [
    ["of our rules' examples", own],
    ["of the corpus", others],
  ] as const)
    it(`${name} have no finding that is not in the manifest`, function () {
      if (texts.length === 0) this.skip();
      const random = randomly(20261124);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
      let before = 0;
      let after = 0;
      for (const text of texts.filter(known => !templateIn(known))) {
        const [document, more] = readFile("a.yaml", text).documents;
        if (document?.chunk.root?.kind !== "map" || more) continue;
        const spots = spotsOf(text, document.chunk.root).filter(({ start }) => !/^(apiVersion|kind):/.test(lineAt(text, start)));
        if (spots.length === 0) continue;
        const plain = findingsIn(text);
        const changes = Array.from({ length: 1 + Math.floor(random() * 4) }, () => ({ spot: pick(spots), shape: pick(shapes) }));
        const template = templated(text, changes);
        const still = findingsIn(template.text);
        before += plain.length;
        after += still.length;
        for (const { code, at, message } of still) {
          const start = template.origin(at.start);
          const same = plain.some(problem => problem.code === code && problem.at.start === start);
          assert.ok(same, `${code} is in the template only: ${message}\n${template.text}`);
        }
      }
      // Silence would be right of everything: most of what is wrong is seen through the actions.
      assert.ok(after > before / 3 && after > 30, `${after} of ${before} findings`);
    });
});

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return text.slice(start, text.indexOf("\n", start));
}
