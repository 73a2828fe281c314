import { fnv1a } from "../../../core/base/hash.ts";
import type { Json } from "../../../core/base/json.ts";
import type { Span } from "../../../core/base/span.ts";
import { type Entry, type ListNode, type MapNode, nodeOf, type ScalarNode, type SourceNode } from "../../../core/syntax/nodes.ts";
import { readRendering } from "../../../core/syntax/read.ts";
import { type Choice, masked, type Template } from "../../../core/syntax/template.ts";
import { type Openings, openingsOf } from "../../../core/syntax/template-nodes.ts";
import type { Schema, SchemaKind } from "../generated/schemas.js";
import { inside, schemaAt } from "../validation/index.ts";
import { sampleFields, sampleItems, sampleOf } from "./samples.ts";

/** A document that a template could make, with the places of the template; what an action made stands where the action does. */
export interface Rendering {
  readonly text: string;
  readonly root: SourceNode;
}

/** The renderings of one choice of branches, by how what is not known is filled in; undefined where the choice gives no YAML. */
export function renderingsOf(template: Template, choice: Choice, kind: SchemaKind): ((filling: number) => Rendering) | undefined {
  const { root, problems } = readRendering(template, choice);
  if (!root || problems.length > 0) return undefined;
  const text = masked(template, choice);
  const openings = openingsOf(template, choice, root);
  const labels = pairsIn(root);
  return filling => ({ text, root: filled({ template, openings, filling, labels }, root, schemaAt(kind, [])) ?? nodeOf({}) });
}

interface Filler {
  readonly template: Template;
  readonly openings: Openings;
  /** 0 leaves out what is not known. */
  readonly filling: number;
  /** Free keys and texts of the whole document: an action may put any of them elsewhere too, as it does with labels. */
  readonly labels: ReadonlyMap<string, string>;
}

/** The node with everything filled in; undefined for a value that is left out. */
function filled(filler: Filler, node: SourceNode, schema: Schema | undefined): SourceNode | undefined {
  if (node.kind === "scalar") return filler.openings.unknown(node) ? made(filler, node, schema) : node;
  return node.kind === "map" ? filledMap(filler, node, schema) : filledList(filler, node, schema);
}

function made(filler: Filler, node: ScalarNode, schema: Schema | undefined): SourceNode | undefined {
  const { filling, template } = filler;
  if (filling === 0) return undefined;
  const types = schema?.type ?? "string";
  const value =
    filling % 2 === 0 && types === "string" && !schema?.enum && !schema?.pattern ? letters(node, template) : sampleOf(schema, filling);
  return value === undefined ? undefined : at(nodeOf(value), node.at);
}

/** A text with something of its own for each action, so that two values are alike where their actions are. */
function letters({ raw }: ScalarNode, { actions }: Template): string {
  return actions
    .filter(({ at: { start, end }, inner }) => end - start > 0 && raw.includes(inner))
    .reduce(
      (text, { inner, constant }) =>
        text.replace(new RegExp(`\\{\\{-?\\s*${escaped(inner)}\\s*-?\\}\\}`), () => constant ?? `t${fnv1a(inner) % 997}`),
      raw,
    )
    .replace(/^["']|["']$/g, "");
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function filledMap(filler: Filler, node: MapNode, schema: Schema | undefined): MapNode {
  let open = filler.openings.open(node);
  const entries: Entry[] = [];
  for (const entry of node.entries) {
    if (filler.openings.unknown(entry.key)) {
      open = [...open, entry.key.at];
      continue;
    }
    const value = filled(filler, entry.value, schema && inside(schema, String(entry.key.value)));
    if (value) entries.push(value === entry.value ? entry : { ...entry, value });
  }
  const [place] = open;
  if (!place || filler.filling === 0) return { ...node, entries };
  const present = new Set(entries.map(({ key }) => String(key.value)));
  const more = schema?.properties ? sampleFields(schema, filler.filling, 1, present) : free(filler, present);
  return { ...node, entries: [...entries, ...entriesOf(more, place)] };
}

/** What a map of free keys could have besides: every pair that stands anywhere else. */
function free({ labels }: Filler, present: ReadonlySet<string>): { [key: string]: Json } {
  return Object.fromEntries([...labels].filter(([key]) => !present.has(key)));
}

function filledList(filler: Filler, node: ListNode, schema: Schema | undefined): ListNode {
  const items = node.items.flatMap(item => filled(filler, item, schema?.items) ?? []);
  const places = filler.openings.open(node);
  if (places.length === 0 || filler.filling === 0) return { ...node, items };
  return {
    ...node,
    items: places.reduce<readonly SourceNode[]>((all, place) => inserted(all, place, samplesFor(schema, filler.filling)), items),
  };
}

function samplesFor(schema: Schema | undefined, filling: number): readonly Json[] {
  return schema ? sampleItems(schema, filling, 0) : [sampleOf(undefined, filling) ?? ""];
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
