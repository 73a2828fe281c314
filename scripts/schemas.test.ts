import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { kinds } from "../core/kinds/index.ts";
import { wordsFor } from "../core/kinds/words/index.ts";
import type { Path } from "../core/syntax/nodes.ts";
import { filesWithWordsAnew, schemaFiles } from "./schemas.ts";

/**
 * The judge of `schemas/` is the CRDs themselves. Both sides are walked here, each in its own way and with nothing of the
 * generator's, into one flat table: path → what is said of it. Then the tables are compared.
 */
const root = join(import.meta.dirname, "..");
const crds = join(process.env.STEPWISE_CORPUS ?? join(root, "..", "shared", "corpus"), "crds");
const folders = { "argo-rollouts-1.10.1": "1.10.1", "flagger-1.44.0": "1.44.0" };
const metadataPath = /^\.metadata\b/;

type Node = Record<string, unknown>;
type Facts = Map<string, Node>;

describe("words in schemas/", () => {
  it("are those of today, also where there are no CRDs to make the files anew", async () => {
    const files = await filesWithWordsAnew();
    assert.ok(files.size >= 8);
    for (const [file, text] of files) assert.equal(readFileSync(join(root, "schemas", file), "utf8"), text, file);
  });
});

describe("schemas/", () => {
  before(function () {
    if (existsSync(crds)) return;
    if (process.env.CI) assert.fail("the CRDs are missing, and CI must compare with them");
    console.log("      skipped: no CRDs here (set STEPWISE_CORPUS)");
    this.skip();
  });

  const resources = existsSync(crds) ? Object.keys(folders).flatMap(crdsIn) : [];

  for (const { kind, version, apiVersion, schema, folder } of resources) {
    it(`${kind} says what the CRD says, path by path`, () => {
      const file = fileOf(kind);
      const stated = schemaFacts(file);
      const expected = crdFacts(schema);
      for (const path of [".apiVersion", ".kind"]) expected.delete(path);
      const own = [...stated.keys()].filter(path => metadataPath.test(path) || path === ".apiVersion" || path === ".kind");
      for (const path of own) stated.delete(path);
      for (const path of expected.keys()) if (metadataPath.test(path)) expected.delete(path);

      // The server asks for these two of every object, so the CRD does not.
      const [whole, wanted] = [stated.get(""), expected.get("")];
      assert.ok(whole && wanted);
      assert.deepEqual(whole.required, ["apiVersion", "kind", ...((wanted.required as string[] | undefined) ?? [])]);
      delete whole.required;
      delete wanted.required;

      assert.deepEqual([...stated.keys()].sort(), [...expected.keys()].sort());
      for (const [path, facts] of expected) assert.deepEqual(stated.get(path), facts, `${kind}${path}`);
      assert.ok(expected.size >= leastPaths(kind), `${kind} has only ${expected.size} paths`);

      const properties = file.properties as Record<string, Node>;
      assert.deepEqual({ ...properties.apiVersion, description: "" }, { type: "string", const: apiVersion, description: "" });
      assert.deepEqual({ ...properties.kind, description: "" }, { type: "string", const: kind, description: "" });
      assert.deepEqual((file["x-upstream"] as Node).version, version, `${kind} comes out of ${folder}`);
    });
  }

  it("compares thousands of paths, and every island where nothing is pruned", () => {
    const paths = resources.flatMap(({ kind }) => [...schemaFacts(fileOf(kind))].filter(([path]) => !metadataPath.test(path)));
    const count = (test: (facts: Node) => boolean) => paths.filter(([, facts]) => test(facts)).length;
    assert.ok(paths.length > 6300, `${paths.length} paths`);
    assert.equal(
      count(facts => facts.open === true),
      44,
    );
    assert.ok(count(facts => facts.default !== undefined) > 150);
    assert.ok(count(facts => facts.enum !== undefined) >= 22);
    assert.ok(count(facts => facts.required !== undefined) > 800);
  });

  it("is what scripts/schemas.ts writes, byte for byte, each time", async () => {
    const [once, again] = [await schemaFiles(crds), await schemaFiles(crds)];
    assert.deepEqual([...once], [...again]);
    assert.deepEqual([...once.keys()].sort(), readdirSync(join(root, "schemas")).sort());
    for (const [file, text] of once) assert.equal(readFileSync(join(root, "schemas", file), "utf8"), text, file);
  });

  it("has no sentence of the CRDs' authors in it", () => {
    const text = readdirSync(join(root, "schemas"))
      .map(file => readFileSync(join(root, "schemas", file), "utf8"))
      .join("\n");
    const written = resources.flatMap(({ schema }) => descriptionsIn(schema)).flatMap(description => description.split(/(?<=\.)\s|\n/));
    // One or two words can be the name of a field, and that is no quotation.
    const sentences = new Set(written.filter(sentence => sentence.split(" ").length > 2));
    assert.ok(sentences.size > 1500, `${sentences.size} sentences`);
    for (const sentence of sentences) assert.ok(!text.includes(JSON.stringify(sentence).slice(1, -1)), sentence);
    // Nor one with a word or two changed.
    const theirs = new Set(written.flatMap(runsOf));
    const alike = resources.flatMap(({ kind }) =>
      descriptionsIn(fileOf(kind)).flatMap(ours => runsOf(ours).flatMap(run => (theirs.has(run) ? [`${kind}: ${run}`] : []))),
    );
    assert.deepEqual([...new Set(alike)], []);
  });

  it("has our words at every field that has some, and nothing else", () => {
    for (const { kind } of resources) {
      const stated = wordsIn(fileOf(kind));
      assert.ok(stated.length > 8, kind);
      for (const [path, text, { default: stands }] of stated) {
        const said = wordsFor(kind, path);
        assert.ok(said && text.startsWith(said.words), `${kind}.${path.join(".")}: ${text}`);
        const has = said.usual === undefined || text.includes(`Default: ${said.usual}.`);
        assert.equal(has, said.usual === undefined || stands === undefined, `${kind}.${path.join(".")}: ${text}`);
      }
    }
  });

  it("lists each kind in index.json", () => {
    const index = JSON.parse(readFileSync(join(root, "schemas", "index.json"), "utf8")) as { schemas: Node[] };
    assert.deepEqual(
      index.schemas
        .filter(({ part }) => part === undefined)
        .map(entry => [entry.kind, entry.apiVersion, (entry.upstream as Node).version, entry.subresources])
        .sort(),
      resources.map(({ kind, apiVersion, version, subresources }) => [kind, apiVersion, version, subresources]).sort(),
    );
    assert.deepEqual(
      index.schemas.filter(({ part }) => part === true).map(({ kind }) => kind),
      kinds.flatMap(({ kind, part }) => (part ? [kind] : [])),
    );
    for (const entry of index.schemas) assert.ok(existsSync(join(root, "schemas", String(entry.file))));
  });
});

/** Fewer than this, and the walk has lost its way. */
function leastPaths(kind: string): number {
  return { MetricTemplate: 12, AlertProvider: 8, Canary: 300, Rollout: 1400, Experiment: 1000 }[kind] ?? 1100;
}

function crdsIn(folder: string) {
  return readdirSync(join(crds, folder)).flatMap(file =>
    parseAllDocuments(readFileSync(join(crds, folder, file), "utf8")).flatMap(document => {
      const crd = document.toJS();
      if (crd?.kind !== "CustomResourceDefinition") return [];
      const { group, names, versions } = crd.spec;
      const [{ name, schema, subresources }] = versions;
      const version = folders[folder as keyof typeof folders];
      const own = { kind: names.kind as string, apiVersion: `${group}/${name}`, subresources: Object.keys(subresources ?? {}).sort() };
      return [{ ...own, version, folder, schema: schema.openAPIV3Schema as Node }];
    }),
  );
}

function fileOf(kind: string): Node {
  const name = kind.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();
  return JSON.parse(readFileSync(join(root, "schemas", `${name}.json`), "utf8")) as Node;
}

const compared =
  "format default enum pattern required nullable minimum maximum minLength maxLength minItems maxItems x-kubernetes-validations x-kubernetes-list-map-keys";

/** What a CRD says, with its own rule for unknown fields: pruned wherever the schema does not say otherwise. */
function crdFacts(top: Node): Facts {
  const facts: Facts = new Map();
  const todo: [string, Node][] = [["", top]];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [path, node] = next;
    const said: Node = {};
    if (node["x-kubernetes-int-or-string"]) said.type = "integer|string";
    else if (node.type !== undefined) said.type = node.type;
    for (const word of compared.split(" ")) if (node[word] !== undefined) said[word] = node[word];
    for (const word of ["oneOf", "not"]) if (node[word] !== undefined) said[word] = node[word];
    if (node.anyOf !== undefined && !node["x-kubernetes-int-or-string"]) said.anyOf = node.anyOf;
    if (["map", "set"].includes(String(node["x-kubernetes-list-type"]))) said.list = node["x-kubernetes-list-type"];
    if (node["x-kubernetes-preserve-unknown-fields"]) said.open = true;
    else if (node.type === "object" && node.additionalProperties === undefined) said.closed = true;
    facts.set(path, said);
    for (const [name, child] of Object.entries((node.properties ?? {}) as Node)) todo.push([`${path}.${name}`, child as Node]);
    if (node.items) todo.push([`${path}[]`, node.items as Node]);
    if (typeof node.additionalProperties === "object") todo.push([`${path}.*`, node.additionalProperties as Node]);
  }
  return facts;
}

/** What a file says, read as a YAML tool reads it: references followed, keywords of draft-07. */
function schemaFacts(file: Node): Facts {
  const facts: Facts = new Map();
  const visit = (path: string, written: Node): void => {
    const node = typeof written.$ref === "string" ? resolve(file, written.$ref) : written;
    const said: Node = {};
    if (Array.isArray(node.type)) said.type = [...node.type].sort().join("|");
    else if (node.type !== undefined) said.type = node.type;
    for (const word of [...compared.split(" "), "oneOf", "anyOf", "not"]) if (node[word] !== undefined) said[word] = node[word];
    if (node["x-kubernetes-list-type"] !== undefined) said.list = node["x-kubernetes-list-type"];
    if (node.additionalProperties === false) said.closed = true;
    if (node.additionalProperties === true || (node.type === undefined && node.additionalProperties === undefined)) said.open = true;
    facts.set(path, said);
    const fields = (node.properties ?? {}) as Record<string, Node>;
    for (const name in fields) visit(`${path}.${name}`, fields[name] as Node);
    if (node.items !== undefined) visit(`${path}[]`, node.items as Node);
    if (node.additionalProperties instanceof Object) visit(`${path}.*`, node.additionalProperties as Node);
  };
  visit("", file);
  return facts;
}

function resolve(file: Node, reference: string): Node {
  const [start, ...keys] = reference.split("/");
  assert.equal(start, "#");
  const target = keys.reduce<unknown>((node, key) => (node as Node)[key], file);
  assert.ok(target instanceof Object, reference);
  return target as Node;
}

/** The text of each keyword `description`; a field of that name in `properties` holds an object and is no text. */
function descriptionsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(descriptionsIn);
  if (!(value instanceof Object)) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === "description" && typeof child === "string" ? [child] : descriptionsIn(child),
  );
}

/** Every six words in a row, without case and punctuation. */
function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.slice(5).map((_, index) => words.slice(index, index + 6).join(" "));
}

/** Each field with a description, and the description. */
function wordsIn(file: Node): (readonly [Path, string, Node])[] {
  const found: (readonly [Path, string, Node])[] = [];
  const visit = (path: Path, written: Node): void => {
    const node = typeof written.$ref === "string" ? resolve(file, written.$ref) : written;
    if (typeof node.description === "string") found.push([path, node.description, node]);
    const fields = (node.properties ?? {}) as Record<string, Node>;
    for (const name in fields) visit([...path, name], fields[name] as Node);
    if (node.items !== undefined) visit([...path, 0], node.items as Node);
    if (node.additionalProperties instanceof Object) visit([...path, "*"], node.additionalProperties as Node);
  };
  visit([], file);
  return found;
}
