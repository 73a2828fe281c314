/**
 * Go's types, as far as a condition meets them, and what the checker knows of a part of a condition (its *nature*).
 * Types are written as Go's `reflect` writes them: `[]float64`, `map[string]interface {}`, `func(string) string`.
 * Source: expr-lang/expr v1.17.7 `checker/nature/nature.go`.
 */

export type Kind =
  | "bool"
  | "int"
  | "int64"
  | "uint8"
  | "float64"
  | "string"
  | "interface"
  | "slice"
  | "array"
  | "map"
  | "struct"
  | "func"
  | "ptr";

export interface GoType {
  readonly name: string;
  readonly kind: Kind;
  /** Of lists, maps and pointers. */
  readonly elem?: GoType;
  readonly key?: GoType;
  readonly fields?: { readonly [name: string]: GoType };
  /** Of functions. The second result, an error, is left out. */
  readonly takes?: readonly GoType[];
  readonly gives?: GoType;
}

export interface Nature {
  /** Absent for what nobody knows before it is evaluated. */
  readonly type?: GoType;
  /** The nature of the items where the type says `interface {}` only. */
  readonly items?: Nature;
  /** The value is `nil`. */
  readonly nil?: true;
}

const named: { readonly [name: string]: GoType } = {
  bool: { name: "bool", kind: "bool" },
  int: { name: "int", kind: "int" },
  int64: { name: "int64", kind: "int64" },
  uint8: { name: "uint8", kind: "uint8" },
  float64: { name: "float64", kind: "float64" },
  string: { name: "string", kind: "string" },
  "interface {}": { name: "interface {}", kind: "interface" },
  "time.Time": { name: "time.Time", kind: "struct" },
  "time.Duration": { name: "time.Duration", kind: "int64" },
  "*time.Location": { name: "*time.Location", kind: "ptr", elem: { name: "time.Location", kind: "struct" } },
};
const known = new Map<string, GoType>(Object.entries(named));

/** The type of that name. Structs are told once with `declareStruct`. */
export function goType(name: string): GoType {
  const found = known.get(name);
  if (found) return found;
  const made = derived(name);
  known.set(name, made);
  return made;
}

/** Tells a struct and its fields, so that its name can be used in types. */
export function declareStruct(name: string, fields: { readonly [field: string]: string }): GoType {
  const made: GoType = {
    name,
    kind: "struct",
    fields: Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, goType(type)])),
  };
  known.set(name, made);
  return made;
}

/** Tells a type that has a name of its own and is otherwise like another. */
export function declareNamed(name: string, kind: Kind): GoType {
  const made: GoType = { name, kind };
  known.set(name, made);
  return made;
}

function derived(name: string): GoType {
  const list = /^\[(\d*)\](.+)$/.exec(name);
  if (list) return { name, kind: list[1] === "" ? "slice" : "array", elem: goType(list[2] ?? "") };
  const map = /^map\[(interface \{\}|\w+)\](.+)$/.exec(name);
  if (map) return { name, kind: "map", key: goType(map[1] ?? ""), elem: goType(map[2] ?? "") };
  if (name.startsWith("*")) return { name, kind: "ptr", elem: goType(name.slice(1)) };
  if (name.startsWith("func(")) {
    const close = closingOf(name, 4);
    const takes = topLevel(name.slice(5, close)).map(goType);
    const gives = name.slice(close + 1).trim();
    return { name, kind: "func", takes, gives: goType(gives.startsWith("(") ? (topLevel(gives.slice(1, -1))[0] ?? "") : gives) };
  }
  throw new Error(`no type \`${name}\``);
}

function closingOf(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "(") depth++;
    if (text[i] === ")" && --depth === 0) return i;
  }
  return text.length;
}

function topLevel(list: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const letter of list) {
    if (letter === "(") depth++;
    if (letter === ")") depth--;
    if (letter === "," && depth === 0) {
      parts.push(part.trim());
      part = "";
    } else part += letter;
  }
  return part.trim() === "" ? parts : [...parts, part.trim()];
}

export const unknownNature: Nature = {};
export const nilNature: Nature = { nil: true };

export function nature(type: string | GoType): Nature {
  return { type: typeof type === "string" ? goType(type) : type };
}

/** A list whose items have that nature, as array literals and `filter` give it. */
export function listOf(items: Nature): Nature {
  return { type: goType("[]interface {}"), items };
}

export function isUnknown(n: Nature): boolean {
  return n.type ? n.type.kind === "interface" : !n.nil;
}

export function nameOf(n: Nature): string {
  return n.type?.name ?? "unknown";
}

/** What a pointer points at; anything else is itself. */
export function dereferenced(n: Nature): Nature {
  return n.type?.kind === "ptr" && n.type.elem ? nature(n.type.elem) : n;
}

/** The nature of an item of a list, or of a value of a map. */
export function itemOf(n: Nature): Nature {
  if (n.items && n.type?.kind !== "map") return n.items;
  return n.type?.elem ? nature(n.type.elem) : unknownNature;
}

export const isInteger = (n: Nature): boolean => n.type !== undefined && ["int", "int64", "uint8"].includes(n.type.name);
export const isFloat = (n: Nature): boolean => n.type?.name === "float64";
export const isNumber = (n: Nature): boolean => isInteger(n) || isFloat(n);
export const isString = (n: Nature): boolean => n.type?.kind === "string";
export const isBool = (n: Nature): boolean => n.type?.kind === "bool";
export const isList = (n: Nature): boolean => n.type?.kind === "slice" || n.type?.kind === "array";
export const isMap = (n: Nature): boolean => n.type?.kind === "map";
export const isTime = (n: Nature): boolean => n.type?.name === "time.Time";
export const isDuration = (n: Nature): boolean => n.type?.name === "time.Duration";

const holdsNil = new Set<Kind>(["ptr", "interface", "func", "map", "slice"]);

export function assignable(from: Nature, to: Nature): boolean {
  if (from.nil) return to.type !== undefined && holdsNil.has(to.type.kind);
  if (!from.type || !to.type) return false;
  return to.type.kind === "interface" || from.type.name === to.type.name;
}

/** May the two stand on both sides of `==`? */
export function comparable(a: Nature, b: Nature): boolean {
  if (isUnknown(a) || isUnknown(b) || a.nil || b.nil) return true;
  return (
    (isNumber(a) && isNumber(b)) ||
    (isDuration(a) && isDuration(b)) ||
    (isTime(a) && isTime(b)) ||
    (isList(a) && isList(b)) ||
    assignable(a, b)
  );
}
