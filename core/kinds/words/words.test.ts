import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { isObject, type JsonObject } from "../../base/json.ts";
import type { Path } from "../../syntax/nodes.ts";
import { kinds } from "../index.ts";
import { foundFor, patternOf, wordsFor, wordTables } from "./index.ts";

const schemas = path.join(import.meta.dirname, "../../../schemas");

/** Below this the words are those of fields that people touch, as named in `touched`. */
const podSpec = /(^|\.)template\.spec\./;

const container = `name image imagePullPolicy command args env env[].name env[].value env[].valueFrom.secretKeyRef.name envFrom ports
  ports[].containerPort resources resources.requests resources.limits readinessProbe livenessProbe startupProbe readinessProbe.httpGet.path
  readinessProbe.periodSeconds livenessProbe.failureThreshold volumeMounts volumeMounts[].mountPath lifecycle lifecycle.preStop.exec.command
  lifecycle.preStop.sleep.seconds securityContext securityContext.runAsNonRoot`.split(/\s+/);
const touched = [
  ...`affinity affinity.podAntiAffinity tolerations tolerations[].key nodeSelector topologySpreadConstraints terminationGracePeriodSeconds
    serviceAccountName imagePullSecrets volumes initContainers containers`.split(/\s+/),
  ...container.flatMap(field => [`containers[].${field}`, `initContainers[].${field}`]),
];

describe("words", () => {
  const pathsByKind = new Map(kinds.flatMap(({ kind, schema }) => (schema ? [[kind, [...pathsIn(schema)]] as const] : [])));

  it("are there for every kind that has a schema", () => {
    assert.deepEqual([...pathsByKind.keys()].toSorted(), Object.keys(wordTables).toSorted());
    assert.ok([...pathsByKind.values()].flat().length > 6000);
  });

  for (const [kind, paths] of pathsByKind) {
    it(`are there for every field of a ${kind}, outside its pod template`, () => {
      const own = paths.filter(field => !podSpec.test(patternOf(field)));
      assert.deepEqual(own.filter(field => wordsFor(kind, field) === undefined).map(patternOf), []);
    });
  }

  it("are there for the fields of a pod that people touch", () => {
    const known = new Set((pathsByKind.get("Rollout") ?? []).map(patternOf));
    for (const field of touched) {
      assert.ok(known.has(`spec.template.spec.${field}`), field);
      const steps = `spec.template.spec.${field}`.split(/\.|(?=\[)/).map(step => (step === "[]" ? 0 : step));
      for (const [kind, above] of [
        ["Rollout", []],
        ["Experiment", ["spec", "templates", 0]],
      ] as const)
        assert.ok(wordsFor(kind, [...above, ...steps.slice(above.length === 0 ? 0 : 1)]), `${kind}: ${field}`);
    }
  });

  it("are of fields that are there, each entry the one that speaks somewhere", () => {
    const speaking = new Set<string>();
    for (const [kind, paths] of pathsByKind)
      for (const field of paths) {
        const found = foundFor(kind, field);
        if (!found) continue;
        for (const table of wordTables[kind] ?? []) if (found.field in table) speaking.add(`${indexOf(table)} ${found.field}`);
      }
    const silent = [...new Set(Object.values(wordTables).flat())].flatMap(table =>
      Object.keys(table).filter(field => !speaking.has(`${indexOf(table)} ${field}`)),
    );
    assert.deepEqual(silent, []);
  });

  it("mean one thing in a kind", () => {
    for (const [kind, tables] of Object.entries(wordTables)) {
      const fields = tables.flatMap(table => Object.keys(table));
      assert.deepEqual(
        fields.filter((field, index) => fields.indexOf(field) !== index),
        [],
        kind,
      );
    }
  });

  it("are plain and short", () => {
    for (const table of new Set(Object.values(wordTables).flat()))
      for (const [field, entry] of Object.entries(table)) {
        const { words } = typeof entry === "string" ? { words: entry } : entry;
        assert.match(words, /^[A-Z0-9`].*[.]$/, field);
        assert.doesNotMatch(words, /!|\bplease\b|\bsimply\b|\bjust\b|\s\s/i, field);
        assert.ok(words.length <= 330 && words.split(/[.:] /).length <= 5, `${field}: ${words.length} characters`);
      }
  });
});

const numbers = new Map<object, number>();

function indexOf(table: object): number {
  const known = numbers.get(table) ?? numbers.size;
  numbers.set(table, known);
  return known;
}

/** Every path of a schema, references followed: an item of a list has index 0, a value of a map has the key `any`. */
function* pathsIn(schemaName: string): Generator<Path> {
  const root = JSON.parse(readFileSync(path.join(schemas, `${schemaName}.json`), "utf8")) as JsonObject;
  const definitions = isObject(root.$defs) ? root.$defs : {};
  function* below(written: JsonObject, at: Path): Generator<Path> {
    const definition = typeof written.$ref === "string" ? definitions[written.$ref.slice("#/$defs/".length)] : written;
    if (!isObject(definition)) return;
    if (at.length > 0) yield at;
    const { properties, items, additionalProperties } = definition;
    for (const [name, field] of Object.entries(isObject(properties) ? properties : {}))
      if (isObject(field)) yield* below(field, [...at, name]);
    if (isObject(items)) yield* below(items, [...at, 0]);
    if (isObject(additionalProperties)) yield* below(additionalProperties, [...at, "any"]);
  }
  yield* below(root, []);
}
