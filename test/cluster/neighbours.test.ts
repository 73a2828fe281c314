import assert from "node:assert/strict";
import { at, isObject, type Json, type JsonObject } from "../../core/base/json.ts";
import { kinds } from "../../core/kinds/index.ts";
import { generate } from "../../scripts/validators.ts";
import type { Schema, SchemaKind } from "../../server/service/generated/schemas.js";
import { type Api, ApiError, type KubeObject } from "./api.ts";
import { notJudged, wholeNeighbours } from "./neighbours.ts";
import { controlPlane } from "./shared-control-plane.ts";
import { objectsIn } from "./stand-ins.ts";

type Path = readonly (string | number)[];

/** An object with one thing about it changed. */
interface Changed {
  readonly object: KubeObject;
  readonly what: string;
  /** The server may refuse for what we do not state; what we refuse it has to refuse. */
  readonly loosely?: true;
}

await generate();
const { structuralFindings, schemaAt } = await import("../../server/service/validation/index.ts");

// We state a part of what others define. Whether it is true they are asked here: each field in turn is made wrong, and left out.
describe("kinds that rollouts refer to, before the real server", function () {
  this.timeout(5 * 60_000);
  const objects = objectsIn(wholeNeighbours);
  const namespace = "neighbours";
  let api: Api;

  before(async () => {
    ({ api } = await controlPlane());
    await api.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
  });

  it("are all there, with every field that we state", () => {
    const judged = kinds.filter(({ kind, part }) => part && !notJudged.includes(kind));
    for (const { kind, part } of judged) {
      const seen = new Set(objects.filter(object => object.kind === kind).flatMap(object => [...patternsOf(object as unknown as Json)]));
      const lacking = Object.keys(part?.fields ?? {}).filter(path => !seen.has(path.replaceAll("*", "any")) && !path.includes("*"));
      assert.deepEqual(lacking, [], kind);
    }
  });

  for (const object of objects)
    it(`${object.kind} ${object.metadata.name}: is taken, and what we refuse of it is refused`, async () => {
      assert.equal(await refusal(api, object, namespace), undefined);
      assert.deepEqual(findings(object), []);
      const counts = { refused: 0, taken: 0, unsaid: [] as string[] };
      const wrong: string[] = [];
      const waiting = [...changesOf(object)];
      const worker = async (): Promise<void> => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [ours, theirs] = [findings(next.object), await refusal(api, next.object, namespace)];
          counts[theirs === undefined ? "taken" : "refused"] += 1;
          if (ours.length > 0 && theirs === undefined) wrong.push(`${next.what}: is taken, and we say ${ours.join(" ")}`);
          if (ours.length === 0 && theirs !== undefined && !next.loosely)
            wrong.push(`${next.what}: is refused, and we say nothing: ${theirs}`);
          if (ours.length === 0 && theirs !== undefined && next.loosely) counts.unsaid.push(next.what);
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      console.log(`      ${counts.refused} refused, ${counts.taken} taken, ${counts.unsaid.length} refused for more than we state`);
      assert.deepEqual(wrong, []);
      assert.ok(counts.refused > 2);
    });
});

function findings(object: KubeObject): readonly string[] {
  return structuralFindings(object.kind as SchemaKind, object as unknown as Json).map(({ message }) => message);
}

/** Why the server does not take an object; undefined where it does. Nothing is created. */
async function refusal(api: Api, object: KubeObject, namespace: string): Promise<string | undefined> {
  const { apiVersion, kind, metadata } = object;
  const path = await api.pathOf({ apiVersion, kind, namespace });
  try {
    await api.request(
      "POST",
      `${path}?dryRun=All`,
      isObject(metadata as unknown as Json) ? { ...object, metadata: { ...metadata, namespace } } : object,
    );
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

function* changesOf(object: KubeObject): Generator<Changed> {
  const whole = object as unknown as Json;
  for (const [path, value] of placesIn(whole)) {
    const [first, second] = path;
    if (path.length === 0 || first === "apiVersion" || first === "kind" || (first === "metadata" && path.length < 3)) continue;
    if (first === "metadata" && second === "name") continue;
    const schema = schemaAt(object.kind as SchemaKind, path);
    const name = path.join(".");
    const changed = (to: Json | undefined): KubeObject => replaced(whole, path, to) as unknown as KubeObject;
    if (!schema?.type) continue;
    for (const other of otherTypes(schema)) yield { object: changed(other), what: `${name} is ${JSON.stringify(other)}` };
    if (schema.enum) yield { object: changed("None-Of-These"), what: `${name} is none of these` };
    if (schema.minimum !== undefined) yield { object: changed(schema.minimum - 1), what: `${name} is below ${schema.minimum}` };
    if (schema.maximum !== undefined) yield { object: changed(schema.maximum + 1), what: `${name} is above ${schema.maximum}` };
    if (typeof path.at(-1) === "number") continue;
    yield { object: changed(undefined), what: `${name} is not there`, loosely: true };
    yield { object: changed(null), what: `${name} has no value`, loosely: true };
    if (Array.isArray(value))
      yield { object: changed([...(value as readonly Json[]), null]), what: `${name} has an empty item`, loosely: true };
  }
}

/** Values of types that a field does not take. */
function otherTypes({ type }: Schema): readonly Json[] {
  const types = [type ?? []].flat();
  const takes = (...names: readonly string[]): boolean => names.some(name => types.includes(name));
  return [
    ...(takes("string") ? [] : ["text"]),
    ...(takes("integer", "number") ? [] : [7]),
    ...(takes("boolean") ? [] : [true]),
    ...(takes("array") ? [] : [["text"]]),
    ...(takes("object") ? [] : [{ a: "text" }]),
  ];
}

/** Every place of a value, with the value. */
function* placesIn(value: Json, path: Path = []): Generator<readonly [Path, Json]> {
  yield [path, value];
  if (Array.isArray(value)) for (const [index, item] of (value as readonly Json[]).entries()) yield* placesIn(item, [...path, index]);
  else if (isObject(value)) for (const [name, field] of Object.entries(value)) yield* placesIn(field, [...path, name]);
}

function* patternsOf(value: Json): Generator<string> {
  for (const [path] of placesIn(value))
    yield path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[]` : text === "" ? step : `${text}.${step}`), "");
}

/** The same value with another one at a place, or none there. */
function replaced(value: Json, path: Path, to: Json | undefined): Json {
  const [step, ...rest] = path;
  const below = (): Json | undefined => (rest.length === 0 ? to : replaced(at(value, step ?? "") ?? null, rest, to));
  if (Array.isArray(value)) return (value as readonly Json[]).map((item, index) => (index === step ? (below() ?? null) : item));
  const { [String(step)]: _old, ...others } = value as JsonObject;
  const next = below();
  return next === undefined ? others : { ...others, [String(step)]: next };
}
