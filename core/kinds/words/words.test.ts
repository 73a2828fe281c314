import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { sharedFolder } from "../../../test/kit/shared.ts";
import { isObject, type Json, type JsonObject } from "../../base/json.ts";
import { readFile } from "../../syntax/file.ts";
import type { Path } from "../../syntax/nodes.ts";
import { jsonOf } from "../../syntax/nodes.ts";
import { resourcesIn } from "../../workspace/workspace.ts";
import { kindNamed, kinds } from "../index.ts";
import { foundFor, patternOf, wordsFor, wordTables } from "./index.ts";
import { trafficPluginWords } from "./traffic-plugins.ts";

const schemas = path.join(import.meta.dirname, "../../../schemas");

const index = JSON.parse(readFileSync(path.join(schemas, "index.json"), "utf8")) as { schemas: { kind: string; file: string }[] };

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

const plugins = "Rollout .spec.strategy.canary.trafficRouting.plugins";

/** Fields of plugins that no manifest of the corpus happens to have. The list is to become shorter. */
const unseen: readonly string[] = [
  ..."grpcRouteSelector tcpRoutes tcpRoutes[].name tcpRouteSelector tlsRoutes tlsRoutes[].name tlsRouteSelector disableInProgressLabel inProgressLabelKey inProgressLabelValue"
    .split(" ")
    .map(field => `${plugins}.argoproj-labs/gatewayAPI.${field}`),
  `${plugins}.argoproj-labs/contour`,
  `${plugins}.argoproj-labs/contour.httpProxies`,
  `${plugins}.hashicorp/consul`,
  ..."serviceName canarySubsetName stableSubsetName serviceMetaAnnotationSuffix"
    .split(" ")
    .map(field => `${plugins}.hashicorp/consul.${field}`),
];

describe("words", () => {
  const pathsByKind = new Map(index.schemas.map(({ kind, file }) => [kind, [...pathsIn(file)]] as const));

  it("are there for every kind that has a schema", () => {
    for (const { kind } of kinds) assert.ok(pathsByKind.has(kind) && wordTables[kind], kind);
    for (const kind of Object.keys(wordTables)) assert.ok(kindNamed(kind), kind);
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
    const silent = [...new Set([...pathsByKind.keys()].flatMap(kind => wordTables[kind] ?? []))]
      .filter(table => table !== trafficPluginWords)
      .flatMap(table => Object.keys(table).filter(field => !speaking.has(`${indexOf(table)} ${field}`)));
    assert.deepEqual(silent, []);
  });

  it("of plugins are of fields that others' manifests have", function () {
    const corpus = sharedFolder("corpus");
    if (!corpus) return this.skip();
    const speaking = new Set<string>();
    for (const { file } of JSON.parse(readFileSync(path.join(corpus, "INDEX.json"), "utf8")) as { file: string }[])
      for (const { kind, node } of resourcesIn(readFile(file, readFileSync(path.join(corpus, file), "utf8"))))
        if (kind?.kind === "Rollout")
          for (const field of pathsOf(jsonOf(node))) {
            const found = foundFor(kind.kind, field);
            if (found) speaking.add(`${kind.kind} ${found.field}`);
          }
    const silent = Object.entries(wordTables).flatMap(([kind, tables]) =>
      tables.filter(table => table === trafficPluginWords).flatMap(table => Object.keys(table).map(field => `${kind} ${field}`)),
    );
    assert.deepEqual(
      silent.filter(field => !speaking.has(field)),
      unseen,
    );
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
function* pathsIn(file: string): Generator<Path> {
  const root = JSON.parse(readFileSync(path.join(schemas, file), "utf8")) as JsonObject;
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

/** Every path of a value. */
function* pathsOf(value: Json, at: Path = []): Generator<Path> {
  if (at.length > 0) yield at;
  if (Array.isArray(value)) for (const [index, item] of (value as readonly Json[]).entries()) yield* pathsOf(item, [...at, index]);
  else if (isObject(value)) for (const [name, field] of Object.entries(value)) yield* pathsOf(field, [...at, name]);
}
