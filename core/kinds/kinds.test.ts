import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { isObject, type JsonObject } from "../base/json.ts";
import { kindNamed, kinds } from "./index.ts";
import { parts } from "./parts.ts";

const schemas = path.join(import.meta.dirname, "../../schemas");

describe("kinds", () => {
  it("are known by one name and one group each", () => {
    const names = kinds.map(({ kind }) => kind);
    // Istio has one, and App Mesh.
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      ["VirtualService"],
    );
    const plurals = kinds.map(({ plural, group }) => `${plural}.${group}`);
    assert.equal(new Set(plurals).size, kinds.length);
    for (const { kind, plural } of kinds) assert.match(plural, new RegExp(`^${kind.slice(0, -1)}`, "i"));
  });

  it("refer, and name parts, at fields that they have", () => {
    for (const { kind, schema, part, refers } of kinds) {
      if (schema === undefined && part === undefined) continue;
      const sites = parts.flatMap(({ defines, uses }) => [...defines, ...uses]).filter(site => site.kinds.includes(kind));
      const paths = [...refers.map(each => each.path), ...sites.map(site => site.path.replace(/\.\*+$/, ""))];
      assert.deepEqual(
        paths.filter(field => !isIn(fileOf(kind), field)),
        [],
        kind,
      );
    }
  });

  it("have parts by names that they refer to", () => {
    for (const { kinds: having, of = [] } of parts.flatMap(({ defines, uses }) => [...defines, ...uses]))
      for (const kind of having)
        for (const path of of)
          assert.ok(
            kindNamed(kind)?.refers.some(reference => reference.path === path),
            `${kind} ${path}`,
          );
  });

  it("refer at each field once", () => {
    for (const { kind, refers } of kinds) {
      const paths = refers.map(reference => reference.path);
      assert.equal(new Set(paths).size, paths.length, kind);
    }
  });
});

const index = JSON.parse(readFileSync(path.join(schemas, "index.json"), "utf8")) as { schemas: { kind: string; file: string }[] };

function fileOf(kind: string): string {
  return index.schemas.find(entry => entry.kind === kind)?.file ?? assert.fail(`${kind} has no schema`);
}

/** Does the schema have the field, as far down as it says anything? A plugin's fields and volumes are its own affair. */
function isIn(file: string, field: string): boolean {
  const root = JSON.parse(readFileSync(path.join(schemas, file), "utf8")) as JsonObject;
  const definitions = isObject(root.$defs) ? root.$defs : {};
  let here: JsonObject = root;
  for (const [whole, quoted, plain] of field.matchAll(/"([^"]*)"|\[\]|([^.[\]"]+)/g)) {
    if (here["x-kubernetes-preserve-unknown-fields"] === true) return true;
    const properties: JsonObject = isObject(here.properties) ? here.properties : {};
    const next = whole === "[]" ? here.items : properties[quoted ?? plain ?? ""];
    if (!isObject(next)) return false;
    const definition = typeof next.$ref === "string" ? definitions[next.$ref.slice("#/$defs/".length)] : next;
    if (!isObject(definition)) return false;
    here = definition;
  }
  return true;
}
