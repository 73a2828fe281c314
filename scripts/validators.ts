import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { build, version as esbuildVersion, transform } from "esbuild";
import type { Json } from "../core/base/json.ts";
import { isObject } from "../core/base/json.ts";
import type { Schema } from "./schemas-crd.ts";
import { closed } from "./schemas-parts.ts";
import type { Shared } from "./schemas-sharing.ts";
import { inline, share } from "./schemas-sharing.ts";
import { undescribed } from "./schemas-words.ts";

interface Entry {
  readonly kind: string;
  readonly apiVersion: string;
  readonly file: string;
  readonly subresources: readonly string[];
  readonly upstream: { readonly name: string; readonly version?: string };
  readonly otherVersions?: readonly string[];
  readonly part?: true;
}

const root = join(import.meta.dirname, "..");
const schemas = join(root, "schemas");
const generated = join(root, "server", "service", "generated");
const stamp = "inputs.sha256";
const outputs = ["validators.js", "validators.d.ts", "schemas.js", "schemas.d.ts", stamp];

/**
 * Writes `server/service/generated/`: the validators of all kinds as code, and the schemas as data, so that at run time nothing
 * reads the disk, nothing compiles a schema, and `ajv` is not there. Does nothing where the folder already says what the schemas say.
 */
export async function generate(): Promise<void> {
  const digest = await inputDigest();
  if (outputs.every(file => existsSync(join(generated, file))) && (await readFile(join(generated, stamp), "utf8")) === digest) return;

  const entries = (JSON.parse(await readFile(join(schemas, "index.json"), "utf8")) as { schemas: Entry[] }).schemas;
  const byKind: Record<string, Schema> = {};
  for (const { kind, file, part } of entries) {
    const schema = undescribed(inline(JSON.parse(await readFile(join(schemas, file), "utf8")) as Schema));
    // Compiled as if nothing else could be there, so that pods are checked by the same code everywhere; what is said of it is not listened to.
    byKind[kind] = part ? closed(schema) : schema;
  }
  const files = {
    "validators.js": await validatorCode(byKind),
    "validators.d.ts": validatorTypes,
    "schemas.js": await schemaCode(byKind, entries),
    "schemas.d.ts": schemaTypes(entries),
    // Last: half a folder must not look like a whole one.
    [stamp]: digest,
  };
  await mkdir(generated, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    // Tests of several processes may generate at once; a rename is never half done.
    const draft = join(generated, `.${name}.${process.pid}`);
    await writeFile(draft, text);
    await rename(draft, join(generated, name));
  }
}

async function inputDigest(): Promise<string> {
  const hash = createHash("sha256").update(esbuildVersion);
  const inputs = [
    ...(await readdir(schemas)).sort().map(file => join(schemas, file)),
    ...["validators.ts", "schemas-parts.ts", "schemas-sharing.ts", "schemas-words.ts"].map(file => join(import.meta.dirname, file)),
    join(root, "node_modules", "ajv", "package.json"),
  ];
  for (const input of inputs) hash.update(await readFile(input));
  return hash.digest("hex");
}

/** One function per kind, and one for each part that several of them have: a pod template is checked by the same code everywhere. */
async function validatorCode(byKind: Readonly<Record<string, Schema>>): Promise<string> {
  const shared = share(Object.fromEntries(Object.entries(byKind).map(([kind, schema]) => [kind, checked(schema)])));
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    messages: false,
    inlineRefs: false,
    // Length in UTF-16 units: the only lengths in our kinds are of names, which are ASCII, and it spares a runtime module.
    unicode: false,
    logger: false,
    formats: { "date-time": dateTime },
    code: { source: true, esm: true, optimize: 2 },
  });
  // Each under a name of its own: below a common one `ajv` compiles them again for every kind that refers to them.
  for (const [name, schema] of Object.entries(shared.definitions)) ajv.addSchema(absolute(schema) as Schema, `shared-${name}`);
  for (const [kind, schema] of Object.entries(shared.roots)) ajv.addSchema(absolute(schema) as Schema, kind);
  const kinds = Object.keys(byKind);
  const code = slim(standalone.default(ajv, Object.fromEntries(kinds.map(kind => [kind, kind]))));
  const { outputFiles } = await build({
    stdin: { contents: `${code}\nexport const validators = { ${kinds.join(", ")} };`, resolveDir: root, loader: "js" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    minify: true,
  });
  const bundle = outputFiles[0]?.text ?? "";
  if (/\brequire\(|\beval\(|new Function\b/.test(bundle)) throw new Error("The compiled validators still load or evaluate code.");
  return bundle;
}

/**
 * Most of the code that `ajv` writes says where in the schema an error comes from, in five statements each time. We ask that only
 * of errors inside `oneOf` and its relatives, and nobody asks for the parent of a value, so both go. Code of another shape (of
 * another version of `ajv`) stays as it is, and works.
 */
function slim(code: string): string {
  const errorFound =
    /const (err\d+) = \{instancePath(?::(.*?))?,schemaPath:(".*?"),keyword:(".*?"),params:(\{.*?\})\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/gs;
  const parents = /,parentData:\w+,parentDataProperty:(?:"[^"]*"|\w+),rootData\}/g;
  const push = `const found = (errors, instancePath, keyword, params, schemaPath = "") => {
    const error = { instancePath, schemaPath, keyword, params };
    return errors === null ? [error] : (errors.push(error), errors);
  };\n`;
  const slimmed = code.replace(parents, "}").replace(errorFound, (_, _name, at = "instancePath", schemaPath: string, keyword, params) => {
    const place = /\/(?:oneOf|anyOf|allOf|not)\b/.test(schemaPath) ? `, ${schemaPath}` : "";
    return `vErrors = found(vErrors, ${at}, ${keyword}, ${params}${place});errors++;`;
  });
  return push + slimmed;
}

/**
 * RFC 3339 as the API server reads it: the one format in our kinds that it checks. (`int64`, `string` and `url` it takes for annotations,
 * and so it does `int32`; but the controllers read such a number into one of 32 bits, which fails or comes out as another number.)
 */
const dateTime =
  /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$/;

const checkedKeywords = new Set(
  `type const enum pattern required properties additionalProperties items oneOf anyOf allOf not minimum maximum exclusiveMinimum
  exclusiveMaximum multipleOf minLength maxLength minItems maxItems uniqueItems minProperties maxProperties`.split(/\s+/),
);

/** The part of a schema that a validator looks at. */
function checked(schema: Schema): Schema {
  const rules: { [keyword: string]: Json } = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "properties" && isObject(value)) {
      rules[keyword] = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, isObject(field) ? checked(field) : field]));
    } else if (keyword === "items" || keyword === "additionalProperties" || keyword === "not") {
      rules[keyword] = isObject(value) ? checked(value) : value;
    } else if (keyword === "format" && value === "date-time") rules[keyword] = value;
    else if (keyword === "required") rules[keyword] = withoutDefaulted(value, schema.properties);
    else if (checkedKeywords.has(keyword)) rules[keyword] = value;
  }
  return hasInt32(schema) ? { minimum: -int32, maximum: int32 - 1, ...rules } : rules;
}

const int32 = 2 ** 31;

/** Also where a number or a percentage may stand. */
function hasInt32({ format, type }: Schema): boolean {
  return format === "int32" || (Array.isArray(type) && type.includes("integer") && type.includes("string"));
}

/** The API server fills in defaults before it looks what is missing. */
function withoutDefaulted(required: Json, properties: Json | undefined): Json {
  const hasDefault = (name: Json): boolean => {
    const field = isObject(properties) ? properties[String(name)] : undefined;
    return isObject(field) && field.default !== undefined;
  };
  return (required as readonly Json[]).filter(name => !hasDefault(name));
}

/** References into the shared definitions, from a schema that does not have them itself. */
function absolute(schema: Schema): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"shared-')) as Json;
}

/** The schemas as plain objects in which equal parts are the same object: a reader follows no references. */
async function schemaCode(byKind: Readonly<Record<string, Schema>>, entries: readonly Entry[]): Promise<string> {
  const { roots, definitions }: Shared = share(byKind);
  const written = (schema: Schema): string => JSON.stringify(schema).replace(/\{"\$ref":"#\/\$defs\/(\w+)"\}/g, "d_$1");
  const code = [
    ...Object.entries(definitions).map(([name, schema]) => `const d_${name} = ${written(schema)};`),
    `export const schemas = {${Object.entries(roots).map(([kind, schema]) => `${JSON.stringify(kind)}: ${written(schema)}`)}};`,
    `export const catalogue = ${JSON.stringify(entries.map(({ kind, apiVersion, otherVersions, part, subresources, upstream }) => ({ kind, apiVersion, otherVersions, part, subresources, upstream })))};`,
  ].join("\n");
  return (await transform(code, { format: "esm", minify: true, target: "es2022" })).code;
}

const validatorTypes = `import type { SchemaKind } from "./schemas.js";

/** What a validator found, in the words of its keyword. For \`server/service/validation\` only, which has words for people. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Validator {
  (document: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

export const validators: Readonly<Record<SchemaKind, Validator>>;
`;

function schemaTypes(entries: readonly Entry[]): string {
  return `/** The kinds whose schemas we have. */
export type SchemaKind = ${entries.map(({ kind }) => JSON.stringify(kind)).join(" | ")};

/** A part of a schema, with every reference already followed. Equal parts are the same object. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: string;
  readonly default?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly not?: Schema;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-list-type"?: "map" | "set";
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-validations"?: readonly { readonly rule: string; readonly message?: string }[];
}

export interface CatalogueEntry {
  readonly kind: SchemaKind;
  readonly apiVersion: string;
  readonly subresources: readonly string[];
  readonly upstream: { readonly name: string; readonly version?: string };
  /** Versions besides \`apiVersion\` that the schema is true of. */
  readonly otherVersions?: readonly string[];
  /** Only a part of the kind is stated: what is not in it is no mistake. */
  readonly part?: true;
}

export const schemas: Readonly<Record<SchemaKind, Schema>>;
export const catalogue: readonly CatalogueEntry[];
`;
}

if (import.meta.main) await generate();
