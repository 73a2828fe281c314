import type { Json } from "../../../core/base/json.ts";
import { at, isObject } from "../../../core/base/json.ts";
import type { CatalogueEntry, SchemaKind } from "../generated/schemas.js";
import { catalogue, schemas } from "../generated/schemas.js";
import type { SchemaError } from "../generated/validators.js";
import { validators } from "../generated/validators.js";
import type { ChoiceProblem } from "./alternatives.ts";
import { choiceProblems } from "./alternatives.ts";
import { duplicatesIn } from "./duplicates.ts";
import type { Path, StructuralFinding, Subject, Written } from "./finding.ts";
import { missingFields } from "./missing.ts";
import { withoutNulls } from "./nulls.ts";
import { isStated } from "./part.ts";
import { schemaAt } from "./schema-place.ts";
import { unknownField } from "./unknown-field.ts";
import { wrongChoice } from "./wrong-choice.ts";
import { duplicate, wrongValue, wrongVersion } from "./wrong-value.ts";

/**
 * What the API server's schema of a kind does not let in of a document, one finding for each cause. `document` is the plain data that
 * Kubernetes would read (YAML 1.1 scalars, merge keys applied). `written` makes advice on scalars exact; without it the advice is
 * built from the values.
 */
export function structuralFindings(kind: SchemaKind, document: Json, written: Written = () => undefined): StructuralFinding[] {
  if (!isObject(document)) return [];
  const version = document.apiVersion;
  const served = entryOf(kind);
  // Measured by the schema of another version everything would look wrong.
  if (typeof version === "string" && !isOf(served, version)) return served.part ? [] : [wrongVersion(served)];
  const seen = withoutNulls(document, schemas[kind]);
  const validate = validators[kind];
  const errors = validate(seen) ? [] : (validate.errors ?? []).filter(error => !ofDroppedStatus(error, served));
  if (served.part) {
    const stated = errors.filter(error => isStated(error, pathOf(error.instancePath, seen), seen));
    return findingsOf({ kind, document, seen, written }, stated);
  }
  return [
    ...findingsOf({ kind, document, seen, written }, errors),
    ...duplicatesIn(seen, schemas[kind]).map(double => duplicate(kind, double)),
  ];
}

function isOf({ apiVersion, otherVersions }: CatalogueEntry, version: string): boolean {
  return version === apiVersion || (otherVersions?.includes(version) ?? false);
}

/** Where `status` is a subresource, what a manifest says there is dropped before it is looked at; only unknown fields are seen earlier. */
function ofDroppedStatus({ instancePath, keyword }: SchemaError, { subresources }: CatalogueEntry): boolean {
  return subresources.includes("status") && /^\/status(\/|$)/.test(instancePath) && keyword !== "additionalProperties";
}

function entryOf(kind: SchemaKind): CatalogueEntry {
  const entry = catalogue.find(it => it.kind === kind);
  if (entry === undefined) throw new Error(`No catalogue entry for ${kind}.`);
  return entry;
}

/** The errors of one value. Several errors of one value often have one cause. */
interface Place {
  readonly path: Path;
  readonly errors: SchemaError[];
}

function findingsOf(subject: Subject, errors: readonly SchemaError[]): StructuralFinding[] {
  const places = new Map<string, Place>();
  for (const error of errors) {
    if (insideChoice(error)) continue;
    const place = places.get(error.instancePath) ?? { path: pathOf(error.instancePath, subject.seen), errors: [] };
    place.errors.push(error);
    places.set(error.instancePath, place);
  }
  return [...places.values()].flatMap(place => findingsAt(subject, place));
}

/** Why a branch of a `oneOf` failed is a detail of the choice as a whole, which has an error of its own. */
function insideChoice({ schemaPath }: SchemaError): boolean {
  return /\/(oneOf|anyOf|allOf|not)\/./.test(schemaPath);
}

function findingsAt(subject: Subject, { path, errors }: Place): StructuralFinding[] {
  const mistyped = errors.find(error => error.keyword === "type");
  // Of a wrong type nothing else can be right.
  if (mistyped !== undefined) return [wrongValue(subject, path, mistyped)];
  const unknown = errors.filter(error => error.keyword === "additionalProperties");
  const findings = unknown.map(error => unknownField(subject, path, String(error.params.additionalProperty)));
  // A misspelt field is not missing as well.
  const meant = findings.flatMap(finding => finding.meant ?? []);
  const unmeant = (name: string): boolean => !meant.includes(name);

  const choices = choicesAt(subject, path, errors).filter(problem => problem.kind !== "none" || problem.options.every(unmeant));
  const missing = [
    ...errors.filter(error => error.keyword === "required").map(error => String(error.params.missingProperty)),
    ...choices.flatMap(problem => (problem.kind === "missing" ? problem.fields : [])),
  ].filter(unmeant);
  // An object that lacks several things at once is one finding, not two at the same key.
  const alsoNone = choices.find(problem => problem.kind === "none" && missing.length > 0);
  const rest = choices.filter(problem => problem.kind !== "missing").filter(problem => problem !== alsoNone);
  return [
    ...findings.map(({ meant: _meant, ...finding }) => finding),
    ...missingFields(subject, path, missing, alsoNone?.kind === "none" ? alsoNone.options : []),
    ...rest.map(problem => wrongChoice(subject.kind, problem)),
    ...errors.filter(error => !ofFields.has(error.keyword)).map(error => wrongValue(subject, path, error)),
  ];
}

/** Keywords about which fields an object has; the others are about a value. */
const ofFields = new Set(["additionalProperties", "required", "oneOf"]);

function choicesAt({ kind, seen }: Subject, path: Path, errors: readonly SchemaError[]): ChoiceProblem[] {
  const schema = schemaAt(kind, path);
  const failed = errors.some(error => error.keyword === "oneOf");
  return failed && schema !== undefined ? choiceProblems(schema, at(seen, ...path) ?? null, path) : [];
}

/** `/spec/steps/0` as keys and indexes. What is an index only the data can tell: labels may be called `0` too. */
function pathOf(pointer: string, document: Json): Path {
  const path: (string | number)[] = [];
  let here: Json | undefined = document;
  for (const step of pointer.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(here) ? Number(key) : key);
    here = at(here, path.at(-1) ?? key);
  }
  return path;
}
