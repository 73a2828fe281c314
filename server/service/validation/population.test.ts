import assert from "node:assert/strict";
import type { Json } from "../../../core/base/json.ts";
import { kindNamed, kinds } from "../../../core/kinds/index.ts";
import { generate } from "../../../scripts/validators.ts";
import type { Schema, SchemaKind } from "../generated/schemas.js";
import type { Path, StructuralFinding } from "./finding.ts";
import { dotted } from "./finding.ts";
import { formOf } from "./forms.ts";

/** Every field of every kind is made wrong in turn: what holds for one has to hold for all. */
describe("structural findings, field by field", () => {
  let find: (kind: SchemaKind, document: Json) => StructuralFinding[];
  let schemas: Readonly<Record<SchemaKind, Schema>>;

  before(async function () {
    this.timeout(30_000);
    await generate();
    find = (await import("./structure.ts")).structuralFindings;
    schemas = (await import("../generated/schemas.js")).schemas;
  });

  it("says one thing, at its place, of a wrong value in any field of any kind", () => {
    let count = 0;
    for (const { kind, path, schema } of placesIn(schemas)) {
      if (schema.type === undefined || path.length === 0) continue;
      const document = documentWith(kind, path, schema.type === "array" ? {} : [[]]);
      const here = find(kind, document).filter(finding => dotted(finding.path) === dotted(path));
      const dropped = path[0] === "status" && ["Rollout", "Canary", "MetricTemplate", "AlertProvider"].includes(kind);
      assert.deepEqual(
        here.map(({ code, target }) => `${code} ${target}`),
        dropped ? [] : ["schema/type value"],
        `${kind} ${dotted(path)}`,
      );
      for (const { message } of here) assert.doesNotMatch(message, /must|schema|undefined|\[object|#\//);
      count += 1;
    }
    assert.ok(count > 6000, `${count} fields`);
  });

  it("says one thing, at its place, of an unknown field in any object of any kind", () => {
    let count = 0;
    for (const { kind, path, schema } of placesIn(schemas)) {
      if (schema.additionalProperties !== false || kindNamed(kind)?.part) continue;
      const field = [...path, "qqqqqqqq"];
      const here = find(kind, documentWith(kind, field, 1)).filter(finding => dotted(finding.path) === dotted(field));
      assert.deepEqual(
        here.map(({ code, target }) => `${code} ${target}`),
        ["schema/unknown-field key"],
        `${kind} ${dotted(path)}`,
      );
      count += 1;
    }
    assert.ok(count > 1300, `${count} objects`);
  });

  it("says nothing of an unknown field in a kind of which only a part is stated", () => {
    const parts = kinds.flatMap(({ kind, part }) => (part ? [kind as SchemaKind] : []));
    for (const kind of parts)
      for (const { path, schema } of placesBelow(kind, [], schemas[kind])) {
        if (schema.properties === undefined) continue;
        const field = [...path, "qqqqqqqq"];
        const here = find(kind, documentWith(kind, field, 1)).filter(finding => dotted(finding.path) === dotted(field));
        assert.deepEqual(here, [], `${kind} ${dotted(path)}`);
      }
    assert.ok(parts.length > 14);
  });

  it("has words for every pattern of the schemas", () => {
    for (const { path, schema } of placesIn(schemas)) {
      if (schema.pattern !== undefined)
        assert.ok(!formOf(schema.pattern).words.includes(schema.pattern), `${dotted(path)}: ${schema.pattern}`);
    }
  });
});

interface SchemaPlace {
  readonly kind: SchemaKind;
  readonly path: Path;
  readonly schema: Schema;
}

/** Every place of every kind: fields by their names, one item of each list, one value of each map. */
function* placesIn(schemas: Readonly<Record<SchemaKind, Schema>>): Generator<SchemaPlace> {
  for (const [kind, schema] of Object.entries(schemas) as [SchemaKind, Schema][]) yield* placesBelow(kind, [], schema);
}

function* placesBelow(kind: SchemaKind, path: Path, schema: Schema): Generator<SchemaPlace> {
  yield { kind, path, schema };
  for (const [name, field] of Object.entries(schema.properties ?? {})) yield* placesBelow(kind, [...path, name], field);
  if (schema.items !== undefined) yield* placesBelow(kind, [...path, 0], schema.items);
  if (typeof schema.additionalProperties === "object") yield* placesBelow(kind, [...path, "any"], schema.additionalProperties);
}

/** A document with nothing in it but the way to one value. */
function documentWith(kind: SchemaKind, path: Path, value: Json): Json {
  const nested = path.reduceRight<Json>((inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }), value);
  return { kind, ...(nested as object) };
}
