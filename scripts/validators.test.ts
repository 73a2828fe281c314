import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import type { SchemaKind } from "../server/service/generated/schemas.js";
import type { SchemaError, Validator } from "../server/service/generated/validators.js";
import { generate } from "./validators.ts";

/**
 * The compiled validators come from schemas that were shared across kinds, stripped and slimmed. Here each file of `schemas/` is
 * compiled by `ajv` as it stands, and both must say the same of documents that are wrong in many ways.
 */
const root = join(import.meta.dirname, "..");
const generated = join(root, "server", "service", "generated");

describe("compiled validators", () => {
  let validators: Readonly<Record<SchemaKind, Validator>>;

  before(async function () {
    this.timeout(30_000);
    await generate();
    ({ validators } = await import("../server/service/generated/validators.js"));
  });

  const index = JSON.parse(readFileSync(join(root, "schemas", "index.json"), "utf8")) as {
    schemas: { kind: SchemaKind; file: string; part?: true }[];
  };

  for (const { kind, file, part } of index.schemas) {
    it(`finds in a ${kind} what ajv finds with schemas/${file}`, () => {
      const schema = JSON.parse(readFileSync(join(root, "schemas", file), "utf8"));
      const judge = new Ajv({ allErrors: true, strict: false, logger: false, formats: { "date-time": /^\d{4}-\d\d-\d\dT/ } }).compile(
        schema,
      );
      const random = randomBelow(kind.length);
      let wrong = 0;
      for (let n = 0; n < 400; n += 1) {
        const document = documentLike(schema, schema, random);
        const [expected, found] = [
          judge(document) ? [] : (judge.errors ?? []),
          validators[kind](document)
            ? []
            : (validators[kind].errors ?? []).filter(({ keyword }) => !part || keyword !== "additionalProperties"),
        ];
        assert.deepEqual(found.map(told).sort(), expected.map(told).sort(), JSON.stringify(document));
        if (expected.length > 0) wrong += 1;
      }
      assert.ok(wrong > 100, `only ${wrong} of 400 documents are wrong`);
    });
  }

  it("need nothing at run time", () => {
    const files = readdirSync(generated).filter(file => file.endsWith(".js"));
    assert.deepEqual(files.sort(), ["schemas.js", "validators.js"]);
    for (const file of files)
      assert.doesNotMatch(readFileSync(join(generated, file), "utf8"), /\brequire\s*\(|\bimport\b|\beval\s*\(|\bFunction\s*\(/);
  });

  it("stay small", () => {
    assert.ok(readFileSync(join(generated, "validators.js")).length < 500_000);
    assert.ok(readFileSync(join(generated, "schemas.js")).length < 80_000);
  });

  it("are not made again from the same schemas", async () => {
    const stamp = join(generated, "inputs.sha256");
    assert.ok(existsSync(stamp));
    const before = performance.now();
    await generate();
    assert.ok(performance.now() - before < 400, "a second run only compares a digest");
  });
});

/** An error without the place in the schema, which the compiled code leaves out. */
function told({ instancePath, keyword, params }: Pick<SchemaError, "instancePath" | "keyword" | "params">): string {
  return JSON.stringify([instancePath, keyword, params]);
}

type Node = Record<string, unknown>;

/** A document of about the right shape, with slips: wrong types, fields left out, fields nobody knows. */
function documentLike(file: Node, written: Node, random: (below: number) => number): unknown {
  const reference = written.$ref;
  const schema = typeof reference === "string" ? ((file.$defs as Node)[reference.slice("#/$defs/".length)] as Node) : written;
  if (random(25) === 0) return [null, 3, 2.5, "text", true, [], {}][random(7)];
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[random(schema.enum.length)];
  switch (Array.isArray(schema.type) ? schema.type[random(schema.type.length)] : schema.type) {
    case "object": {
      const fields = Object.entries((schema.properties ?? {}) as Node).filter(([name]) => name === "spec" || random(3) === 0);
      const object = Object.fromEntries(fields.map(([name, field]) => [name, documentLike(file, field as Node, random)]));
      if (random(10) === 0) object.unheardOf = 1;
      if (schema.additionalProperties instanceof Object) object.any = documentLike(file, schema.additionalProperties as Node, random);
      return object;
    }
    case "array":
      return Array.from({ length: random(3) }, () => documentLike(file, schema.items as Node, random));
    case "integer":
    case "number":
      return random(100_000);
    case "boolean":
      return random(2) === 0;
    default:
      return ["text", "5m", "100Mi", "2026-01-31T12:00:00Z"][random(4)];
  }
}

/** The same documents on each run. */
function randomBelow(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
