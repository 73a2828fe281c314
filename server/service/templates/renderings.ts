import { fnv1a } from "../../../core/base/hash.ts";
import type { Json } from "../../../core/base/json.ts";
import type { Span } from "../../../core/base/span.ts";
import { type Entry, type ListNode, type MapNode, nodeOf, type ScalarNode, type SourceNode } from "../../../core/syntax/nodes.ts";
import { readAs } from "../../../core/syntax/read.ts";
import { type Choice, masked, type Template } from "../../../core/syntax/template.ts";
import { type Openings, openingsOf } from "../../../core/syntax/template-nodes.ts";
import type { Schema, SchemaKind } from "../generated/schemas.js";
import { inside, schemaAt } from "../validation/index.ts";
import { type Filling, type Sampler, sampleField, sampleFields, sampleItems, sampleLabels, sampleOf } from "./samples.ts";

/** A document that a template could make, with the places of the template; what an action made stands where the action does. */
export interface Rendering {
  readonly text: string;
  readonly root: SourceNode;
}

/** The renderings of one choice of branches, by how what is not known is filled in; undefined where the choice gives no YAML. */
export function renderingsOf(template: Template, choice: Choice, kind: SchemaKind): ((filling: Filling) => Rendering) | undefined {
  const text = masked(template, choice);
  const { root, problems } = readAs(text, template.text);
  if (!root || problems.length > 0) return undefined;
  const openings = openingsOf(template, choice, root);
  const labels = pairsIn(root);
  return ({ turn, echo }) => {
    const sampler = turn === undefined ? undefined : { turn, labels, ...(echo === undefined ? {} : { echo }) };
    return { text, root: filled({ template, openings, sampler }, root, schemaAt(kind, [])) ?? nodeOf({}) };
  };
}

interface Filler {
  readonly template: Template;
  readonly openings: Openings;
  /** Undefined leaves out what is not known. */
  readonly sampler: Sampler | undefined;
}

/** The node with everything filled in; undefined for a value that is left out. */
function filled(filler: Filler, node: SourceNode, schema: Schema | undefined, key = ""): SourceNode | undefined {
  if (node.kind === "scalar") return filler.openings.unknown(node) ? made(filler, node, schema, key) : node;
  return node.kind === "map" ? filledMap(filler, node, schema) : filledList(filler, node, schema);
}

function made({ sampler, template }: Filler, node: ScalarNode, schema: Schema | undefined, key: string): SourceNode | undefined {
  if (!sampler) return undefined;
  const free = schema?.type === "string" && !schema.enum && !schema.pattern && key !== "apiVersion" && key !== "kind";
  const own = sampler.turn % 2 === 0 && sampler.echo === undefined && free;
  const value = own ? letters(node, template) : sampleField(key, schema, sampler);
  return value === undefined ? undefined : at(nodeOf(value), node.at);
}

/** A text with something of its own for each action, so that two values are alike where their actions are. */
function letters({ at: { start, end }, raw }: ScalarNode, { actions }: Template): string {
  const inside = actions.filter(({ at }) => start <= at.start && at.end <= end);
  const written = inside.reduceRight((text, { at, inner, constant }) => {
    const from = at.start - start;
    return text.slice(0, from) + (constant ?? `t${fnv1a(inner) % 997}`) + text.slice(from + at.end - at.start);
  }, raw);
  return written.replace(/^(["'])(.*)\1$/s, "$2");
}

function filledMap(filler: Filler, node: MapNode, schema: Schema | undefined): MapNode {
  const { openings, sampler } = filler;
  const known = node.entries.filter(({ key }) => !openings.unknown(key));
  const entries = known.flatMap(entry => {
    const value = filled(filler, entry.value, schema && inside(schema, String(entry.key.value)), String(entry.key.value));
    return value ? [value === entry.value ? entry : { ...entry, value }] : [];
  });
  const place = openings.open(node)[0] ?? node.entries.find(entry => !known.includes(entry))?.key.at;
  if (!place || !sampler) return { ...node, entries };
  const present = new Set(entries.map(({ key }) => String(key.value)));
  const more = schema?.properties ? sampleFields(schema, sampler, 1, present) : sampleLabels(sampler, present);
  return { ...node, entries: [...entries, ...entriesOf(more, place)] };
}

function filledList(filler: Filler, node: ListNode, schema: Schema | undefined): ListNode {
  const items = node.items.flatMap(item => filled(filler, item, schema?.items) ?? []);
  const { openings, sampler } = filler;
  const places = openings.open(node);
  if (places.length === 0 || !sampler) return { ...node, items };
  const samples = schema ? sampleItems(schema, sampler, 0) : [sampleOf(undefined, sampler) ?? ""];
  return { ...node, items: places.reduce<readonly SourceNode[]>((all, place) => inserted(all, place, samples), items) };
}

function inserted(items: readonly SourceNode[], place: Span, samples: readonly Json[]): readonly SourceNode[] {
  const behind = items.findIndex(item => item.at.start > place.start);
  const index = behind < 0 ? items.length : behind;
  return [...items.slice(0, index), ...samples.map(sample => at(nodeOf(sample), place)), ...items.slice(index)];
}

function entriesOf(values: { readonly [key: string]: Json }, place: Span): readonly Entry[] {
  const map = at(nodeOf(values), place);
  return map.kind === "map" ? map.entries : [];
}

/** The node with all of it at one place. */
function at(node: SourceNode, place: Span): SourceNode {
  if (node.kind === "scalar") return { ...node, at: place };
  if (node.kind === "list") return { ...node, at: place, items: node.items.map(item => at(item, place)) };
  return {
    ...node,
    at: place,
    entries: node.entries.map(entry => ({ key: { ...entry.key, at: place }, value: at(entry.value, place), at: place })),
  };
}

function pairsIn(root: SourceNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (node: SourceNode): void => {
    if (node.kind === "list") for (const item of node.items) walk(item);
    if (node.kind !== "map") return;
    for (const { key, value } of node.entries) {
      if (value.kind === "scalar" && typeof value.value === "string") found.set(String(key.value), value.value);
      walk(value);
    }
  };
  walk(root);
  return found;
}
