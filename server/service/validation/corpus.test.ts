import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DocumentOptions, ParseOptions, SchemaOptions } from "yaml";
import { parseAllDocuments } from "yaml";
import type { Json } from "../../../core/base/json.ts";
import { isObject, textAt } from "../../../core/base/json.ts";
import { generate } from "../../../scripts/validators.ts";
import type { StructuralFinding } from "./finding.ts";
import { dotted } from "./finding.ts";

/** Our findings beside what a real API server said to the same documents, asked to be strict. */
const root = join(import.meta.dirname, "..", "..", "..");
const corpus = process.env.STEPWISE_CORPUS ?? join(root, "..", "shared", "corpus");
const golden = process.env.STEPWISE_GOLDEN ?? join(root, "..", "shared", "golden");

interface Verdict {
  readonly kind: string;
  readonly accepted: boolean | null;
  readonly message?: string;
}

/** What the server refuses for reasons that no schema states, by a part of its message. */
const beyondSchemas: readonly { readonly message: string; readonly reason: string }[] = [
  {
    message: "a lowercase RFC 1123 subdomain",
    reason: "`metadata.name` is checked by the code of the API server; placeholders stand in it here",
  },
  { message: "should be a non-negative integer", reason: "`replicas` below zero is refused by the scale subresource, not by the schema" },
];

describe("structural findings on what the API server judged", () => {
  let findings: (kind: string, document: Json) => StructuralFinding[];

  before(async function () {
    this.timeout(30_000);
    const missing = [corpus, golden].filter(folder => !existsSync(folder));
    if (missing.length > 0) {
      if (process.env.CI) assert.fail(`missing: ${missing.join(", ")}`);
      console.log("      skipped: no corpus here (set STEPWISE_CORPUS and STEPWISE_GOLDEN)");
      this.skip();
    }
    await generate();
    const { schemaKindOf, structuralFindings } = await import("./index.ts");
    findings = (kind, document) => {
      const known = schemaKindOf(textAt(document, "apiVersion") ?? "", kind);
      return known === undefined ? [] : structuralFindings(known, document);
    };
  });

  it("agrees with every recorded verdict of the corpus, field by field", () => {
    const count = { accepted: 0, refused: 0 };
    for (const { file, document, verdict } of judgedDocuments()) {
      const found = findings(verdict.kind, document);
      const where = `${file}: ${verdict.message ?? "accepted"}\n${found.map(({ message }) => message).join("\n")}`;
      if (verdict.accepted === true) {
        assert.deepEqual(found, [], where);
        count.accepted += 1;
      } else if (verdict.accepted === false && beyondSchemas.some(({ message }) => verdict.message?.includes(message))) {
        assert.deepEqual(found, [], where);
      } else if (verdict.accepted === false) {
        assert.ok(found.length > 0, where);
        agreesWith(verdict.message ?? "", found, where);
        count.refused += 1;
      }
    }
    const enough = process.env.STEPWISE_CORPUS === undefined ? { accepted: 300, refused: 75 } : { accepted: 1, refused: 0 };
    assert.ok(count.accepted >= enough.accepted && count.refused >= enough.refused, JSON.stringify(count));
  });

  it("agrees with the API server on the specs of golden/lint, one finding for each cause", () => {
    type Judged = { readonly server: { readonly ok: boolean; readonly message?: string } };
    const verdicts = JSON.parse(readFileSync(join(golden, "lint", "verdicts.json"), "utf8")) as Record<string, Judged>;
    let refused = 0;
    for (const file of readdirSync(join(golden, "lint")).filter(name => name.endsWith(".yaml"))) {
      const name = file.replace(/\.yaml$/, "");
      const found = kubernetesData(readFileSync(join(golden, "lint", file), "utf8")).flatMap(document =>
        findings(textAt(document, "kind") ?? "", document),
      );
      const { ok, message = "" } = verdicts[name]?.server ?? { ok: true };
      const fromSchema = !ok && !beyondSchemas.some(beyond => message.includes(beyond.message));
      assert.equal(found.length, fromSchema ? 1 : 0, `${name}: ${message}\n${found.map(finding => finding.message).join("\n")}`);
      if (fromSchema) agreesWith(message, found, name);
      if (fromSchema) refused += 1;
    }
    assert.ok(refused > 0);
  });

  function* judgedDocuments(): Generator<{ file: string; document: Json; verdict: Verdict }> {
    const index = JSON.parse(readFileSync(join(corpus, "INDEX.json"), "utf8")) as { file: string; api?: Verdict[] }[];
    const kinds = new Set(index.flatMap(({ api }) => (api ?? []).map(({ kind }) => kind)));
    for (const { file, api } of index) {
      if (api === undefined || api.length === 0) continue;
      const documents = kubernetesData(readFileSync(join(corpus, file), "utf8")).filter(document =>
        kinds.has(textAt(document, "kind") ?? ""),
      );
      assert.deepEqual(
        documents.map(document => textAt(document, "kind")),
        api.map(({ kind }) => kind),
        file,
      );
      for (const [i, document] of documents.entries()) yield { file, document, verdict: api[i] as Verdict };
    }
  }
});

/** The server names the same fields for the same reasons. */
function agreesWith(message: string, found: readonly StructuralFinding[], where: string): void {
  const unknown = [...message.matchAll(/unknown field "(.*?)"(?=, unknown|$)/g)].map(([, path = ""]) => path);
  // Where fields stand instead of a list the server looks for them in the items' schema; we say once that it is no list.
  const misshapen = pathsOf(found, "schema/type");
  const named = unknown.filter(path => !misshapen.some(above => path.startsWith(`${above}.`)));
  assert.deepEqual(pathsOf(found, "schema/unknown-field"), named.sort(), where);
  for (const [, path = ""] of message.matchAll(/(\w[\w.[\]]*): Required value/g)) {
    const [parent, field = ""] = [path.slice(0, Math.max(path.lastIndexOf("."), 0)), path.split(".").at(-1)];
    const here = found.filter(finding => [parent, path].includes(dotted(finding.path)) && finding.message.includes(`\`${field}\``));
    assert.ok(
      here.some(({ code }) => code === "schema/required" || code === "schema/one-of"),
      where,
    );
  }
  const mistyped = [...message.matchAll(/(\w[\w.[\]]*): Invalid value: "\w+": \S+ in body must be of type/g)].map(([, path = ""]) => path);
  // Of an object with unknown fields the server says nothing else, so we cannot be compared with it there.
  if (unknown.length === 0) {
    assert.deepEqual(misshapen, mistyped.sort(), where);
    const oneOf = message.includes("must validate one and only one schema");
    assert.equal(found.filter(({ code }) => code === "schema/one-of").length, oneOf ? 1 : 0, where);
  }
}

function pathsOf(found: readonly StructuralFinding[], code: string): string[] {
  return found
    .filter(finding => finding.code === code)
    .map(({ path }) => dotted(path))
    .sort();
}

/**
 * Documents as `kubectl` reads them: YAML 1.1 (`yes` is true), but without its clock notation and dates, which the Go reader leaves
 * as text. (No recorded verdict depends on the difference to YAML 1.2.)
 */
function kubernetesData(text: string): Json[] {
  const options: ParseOptions & DocumentOptions & SchemaOptions = {
    version: "1.1",
    merge: true,
    uniqueKeys: false,
    customTags: tags =>
      tags.filter(tag => typeof tag === "string" || (!("format" in tag && tag.format === "TIME") && !tag.tag.endsWith(":timestamp"))),
  };
  return parseAllDocuments(text, options)
    .map(document => document.toJS() as unknown)
    .filter(isObject);
}
