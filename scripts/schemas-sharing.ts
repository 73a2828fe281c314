import type { Json } from "../core/base/json.ts";
import { isObject } from "../core/base/json.ts";
import type { Schema } from "./schemas-crd.ts";

/** Schemas whose repeated parts stand once in `definitions`, parts before wholes, and are referred to from everywhere else. */
export interface Shared {
  readonly roots: Readonly<Record<string, Schema>>;
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** One distinct subschema: `shape` has the places of its children in place of the children. */
interface Part {
  readonly shape: Schema;
  readonly children: readonly number[];
  readonly names: Map<string, number>;
  uses: number;
}

const reference = "#/$defs/";

/** Below this many characters a reference saves nothing and costs a reader a jump. */
const worthSharing = 90;

/**
 * Writes each repeated subschema once. What stands inside `oneOf`, `anyOf`, `allOf` and `not` stays where it is: those parts are
 * small, and a failing branch is told from a failing field by its path.
 */
export function share(roots: Readonly<Record<string, Schema>>): Shared {
  const nodes = new Parts();
  const rootNodes = Object.entries(roots).map(([name, schema]) => [name, nodes.intern(schema, "")] as const);
  const names = definitionNames(nodes.all, new Set(rootNodes.map(([, node]) => node)));
  const write = (index: number): Schema => fill(nodes.at(index).shape, nodes.at(index).children, child => written(child));
  const written = (index: number): Schema => {
    const name = names.get(index);
    return name === undefined ? write(index) : { $ref: reference + name };
  };
  return {
    roots: Object.fromEntries(rootNodes.map(([name, index]) => [name, write(index)])),
    definitions: Object.fromEntries([...names].map(([index, name]) => [name, write(index)])),
  };
}

/** The opposite: each reference replaced by what it names. Equal references give the very same object, so the result stays small. */
export function inline(root: Schema): Schema {
  const { $defs, ...schema } = root;
  const definitions = isObject($defs) ? $defs : {};
  const done = new Map<string, Schema>();
  const expand = (part: Schema): Schema => {
    const target = part.$ref;
    if (typeof target !== "string") {
      const { shape, children } = apart(part, "");
      return fill(shape, children, expand);
    }
    const name = target.slice(reference.length);
    const found = done.get(name);
    if (found !== undefined) return found;
    const definition = definitions[name];
    if (!isObject(definition)) throw new Error(`Nothing is called ${target}.`);
    const expanded = expand(definition);
    done.set(name, expanded);
    return expanded;
  };
  return expand(schema);
}

class Parts {
  readonly all: Part[] = [];
  readonly #byText = new Map<string, number>();
  readonly #bySchema = new Map<Schema, number>();

  at(index: number): Part {
    const node = this.all[index];
    if (node === undefined) throw new Error(`There is no node ${index}.`);
    return node;
  }

  /** The number of a subschema that a field of this name holds; equal subschemas have equal numbers, and children have smaller ones than their parents. */
  intern(schema: Schema, name: string): number {
    const known = this.#bySchema.get(schema);
    if (known !== undefined) return known;
    const { shape, children, names } = apart(schema, name);
    const indexes = children.map((child, slot) => this.intern(child, names[slot] ?? ""));
    const text = JSON.stringify([shape, indexes]);
    let index = this.#byText.get(text);
    if (index === undefined) {
      index = this.all.push({ shape, children: indexes, names: new Map(), uses: 0 }) - 1;
      this.#byText.set(text, index);
      indexes.forEach((child, slot) => {
        const used = this.at(child);
        const name = names[slot] || "part";
        used.uses += 1;
        used.names.set(name, (used.names.get(name) ?? 0) + 1);
      });
    }
    this.#bySchema.set(schema, index);
    return index;
  }
}

/** Names for the nodes that are worth sharing, in the words of the fields that hold them. */
function definitionNames(nodes: readonly Part[], roots: ReadonlySet<number>): Map<number, string> {
  const names = new Map<number, string>();
  const taken = new Set<string>();
  const lengths: number[] = [];
  nodes.forEach((node, index) => {
    const length = node.children.reduce(
      (sum, child) => sum + (names.has(child) ? 30 : (lengths[child] ?? 0)),
      JSON.stringify(node.shape).length,
    );
    lengths.push(length);
    if (node.uses < 2 || length < worthSharing || roots.has(index)) return;
    const [mostUsed = "part"] = [...node.names].sort(([, a], [, b]) => b - a).map(([name]) => name);
    let name = mostUsed;
    for (let n = 2; taken.has(name); n += 1) name = `${mostUsed}${n}`;
    taken.add(name);
    names.set(index, name);
  });
  return names;
}

/** Where a child stood: `fill` puts it back. No schema has a number there. */
type Apart = { readonly shape: Schema; readonly children: readonly Schema[]; readonly names: readonly string[] };

function apart(schema: Schema, name: string): Apart {
  const children: Schema[] = [];
  const names: string[] = [];
  const take = (child: Schema, called: string): number => {
    names.push(called);
    return children.push(child) - 1;
  };
  const shape = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]): [string, Json] => {
      if (keyword === "properties" && isObject(value)) {
        const fields = Object.entries(value).map(
          ([field, child]) => [field, isObject(child) ? take(child, identifier(field)) : child] as const,
        );
        return [keyword, Object.fromEntries(fields)];
      }
      if (keyword === "items" && isObject(value)) return [keyword, take(value, `${name}Item`)];
      if (keyword === "additionalProperties" && isObject(value)) return [keyword, take(value, `${name}Value`)];
      return [keyword, value];
    }),
  );
  return { shape, children, names };
}

function fill<T>(shape: Schema, children: readonly T[], write: (child: T) => Schema): Schema {
  const put = (slot: Json): Json => {
    const child = typeof slot === "number" ? children[slot] : undefined;
    return child === undefined ? slot : write(child);
  };
  return Object.fromEntries(
    Object.entries(shape).map(([keyword, value]): [string, Json] => {
      if (keyword === "properties" && isObject(value)) {
        return [keyword, Object.fromEntries(Object.entries(value).map(([field, slot]) => [field, put(slot)]))];
      }
      return [keyword, keyword === "items" || keyword === "additionalProperties" ? put(value) : value];
    }),
  );
}

function identifier(field: string): string {
  return field.replace(/[^A-Za-z0-9]/g, "_");
}
