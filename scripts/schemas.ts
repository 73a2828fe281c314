import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { Json } from "../core/base/json.ts";
import { at, isObject } from "../core/base/json.ts";
import { kinds } from "../core/kinds/index.ts";
import type { CustomResource, Schema } from "./schemas-crd.ts";
import { customResource } from "./schemas-crd.ts";
import { apiVersionsOf, partSchema } from "./schemas-parts.ts";
import { print } from "./schemas-print.ts";
import { inline, share } from "./schemas-sharing.ts";
import { described, undescribed } from "./schemas-words.ts";

/** An upstream project whose kinds we state, and the folder of the CRDs of the version that we state. A new version is a new line here. */
interface Upstream {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

const upstreams: readonly Upstream[] = [
  { name: "Argo Rollouts", version: "1.10.1", folder: "argo-rollouts-1.10.1" },
  { name: "Flagger", version: "1.44.0", folder: "flagger-1.44.0" },
];

const root = join(import.meta.dirname, "..");
const defaultCorpus = process.env.STEPWISE_CORPUS ?? join(root, "..", "shared", "corpus");

/** The text of each file in `schemas/`, by file name, from the CRDs in a folder. The same CRDs give the same bytes. */
export async function schemaFiles(crdFolder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const entries: Json[] = [];
  let podTemplate: Schema = {};
  for (const upstream of upstreams) {
    for (const resource of await resourcesIn(join(crdFolder, upstream.folder))) {
      const file = `${kebab(resource.kind)}.json`;
      files.set(file, `${print(standalone(resource, upstream))}\n`);
      entries.push(catalogueEntry(resource, upstream, file));
      if (resource.kind === "Rollout") podTemplate = podTemplateOf(resource.schema);
    }
  }
  for (const [file, text] of partFiles(podTemplate)) files.set(file, text);
  entries.push(...partEntries());
  files.set("index.json", `${print({ version: 1, schemas: entries })}\n`);
  return files;
}

/** Its files are committed, so a checkout needs no CRDs to build. */
async function write(files: ReadonlyMap<string, string>): Promise<void> {
  const folder = join(root, "schemas");
  await mkdir(folder, { recursive: true });
  for (const [file, text] of files) await writeFile(join(folder, file), text);
}

/** The files in `schemas/` with the words of today: what changes of them needs no CRDs. */
export async function filesWithWordsAnew(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const { schema: name, kind } of kinds) {
    if (name === undefined) continue;
    const known = JSON.parse(await readFile(join(root, "schemas", `${name}.json`), "utf8")) as Schema;
    const schema = undescribed(inline(known));
    files.set(`${name}.json`, `${print(written(kind, schema, {}))}\n`);
    if (kind === "Rollout") for (const [file, text] of partFiles(podTemplateOf(schema))) files.set(file, text);
  }
  return files;
}

/** The files of the kinds of which we state a part. Their pods are those of a Rollout. */
function partFiles(podTemplate: Schema): readonly (readonly [string, string])[] {
  return kinds.flatMap(kind => {
    if (!kind.part) return [];
    const head: Schema = {
      $schema: "http://json-schema.org/draft-07/schema#",
      title: `${kind.kind} (${kind.part.of}), the part that rollouts depend on`,
      $comment: "Written by scripts/schemas.ts from core/kinds/fields: edit that instead.",
    };
    return [[`${kebab(kind.kind)}.json`, `${print(written(kind.kind, partSchema(kind, kind.part, podTemplate), head))}\n`] as const];
  });
}

function partEntries(): readonly Json[] {
  return kinds.flatMap(kind => {
    if (!kind.part) return [];
    const [apiVersion = "", ...others] = apiVersionsOf(kind, kind.part);
    const file = `${kebab(kind.kind)}.json`;
    return [
      {
        name: `${kind.part.of} ${kind.kind}`,
        description: `${kind.kind} of ${apiVersion}, the part that rollouts depend on`,
        url: `./${file}`,
        ...{ kind: kind.kind, apiVersion, otherVersions: others, file, part: true, subresources: kind.subresources ?? [] },
        upstream: { name: kind.part.of },
      },
    ];
  });
}

function podTemplateOf(rollout: Schema): Schema {
  const template = at(rollout, "properties", "spec", "properties", "template");
  if (!isObject(template)) throw new Error("The schema of a Rollout has no pod template.");
  return template;
}

async function resourcesIn(folder: string): Promise<readonly CustomResource[]> {
  const resources: CustomResource[] = [];
  for (const file of (await readdir(folder)).filter(name => name.endsWith(".yaml")).sort()) {
    for (const document of parseAllDocuments(await readFile(join(folder, file), "utf8"))) {
      const crd: unknown = document.toJS();
      if (isObject(crd) && crd.kind === "CustomResourceDefinition") resources.push(customResource(crd));
    }
  }
  return resources;
}

function standalone({ kind, schema }: CustomResource, { name, version }: Upstream): Schema {
  return written(kind, schema, {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `${kind} (${name} ${version})`,
    $comment: `The fields, types and limits of ${name} ${version}. Written by scripts/schemas.ts: edit that instead.`,
    "x-upstream": { name, version },
  });
}

/** A schema with our words in it and its repeated parts shared, behind what the file says of itself. */
function written(kind: string, schema: Schema, head: Schema): Schema {
  const { roots, definitions } = share({ [kind]: described(kind, schema) });
  return { ...head, ...roots[kind], ...(Object.keys(definitions).length > 0 ? { $defs: definitions } : {}) };
}

/** In the form of a schema catalogue (`name`, `description`, `url`), with our own keys beside it. */
function catalogueEntry({ kind, apiVersion, subresources }: CustomResource, upstream: Upstream, file: string): Json {
  return {
    name: `${upstream.name} ${kind}`,
    description: `${kind} of ${apiVersion}, as ${upstream.name} ${upstream.version} accepts it`,
    url: `./${file}`,
    kind,
    apiVersion,
    file,
    subresources,
    upstream: { name: upstream.name, version: upstream.version },
  };
}

function kebab(kind: string): string {
  return kind.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();
}

if (import.meta.main) {
  const here = existsSync(join(defaultCorpus, "crds"));
  const files = here ? await schemaFiles(join(defaultCorpus, "crds")) : await filesWithWordsAnew();
  await write(files);
  console.log(
    `Wrote ${files.size} files to schemas/${here ? "" : ": only their words, as no CRDs are here. Set STEPWISE_CORPUS to a folder with `crds` in it"}.`,
  );
}
