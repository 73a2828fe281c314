import { equal, fetched, keyed, unhashable } from "../operators.ts";
import { sorted } from "../sorting.ts";
import { type GoType, goType } from "../types.ts";
import { byteLength, EvaluationError, GoMap, integerIn, List, NotKnown, Struct, text, toInt, typeName, type Value } from "../values.ts";
import { anyType, type Builtin, kindOf, listIn, ofOne, reflectKind, written } from "./builtin.ts";

const lists: readonly string[] = ["slice", "array"];
const anyList = goType("[]interface {}");
const anyMap = goType("map[interface {}]interface {}");
const pairList = goType("[][2]interface {}");
const pairType = goType("[2]interface {}");

/** The first or the last item; nil where there is none. */
const end = (name: string, which: string, index: bigint): Builtin => ({
  name,
  does: `The ${which} item of a list; nil of an empty one.`,
  check: ofOne(
    lists,
    type => (type.kind === "interface" ? anyType : (type.elem ?? anyType)),
    type => `cannot get ${which} element from ${type}`,
  ),
  call: ([value = null]) => {
    try {
      return fetched(value, index);
    } catch (problem) {
      if (problem instanceof EvaluationError) return null;
      throw problem;
    }
  },
});

/** What is in a map. Go gives it in any order, so that of more than one entry nobody knows which comes first. */
const contents = (name: string, does: string, wrong: string, of: (key: Value, value: Value) => Value, type: GoType = anyList): Builtin => ({
  name,
  does,
  check: ofOne(
    ["map"],
    () => anyList,
    written => `${wrong.replace("%s", written)}`,
  ),
  call: ([value = null]) => {
    if (!(value instanceof GoMap)) throw new EvaluationError(wrong.replace("%s", reflectKind(value)));
    if (value.entries.size > 1) throw new NotKnown("the order of the keys of a map, which is another one each time");
    return new List(
      [...value.entries].map(([key, item]) => of(key, item)),
      type,
    );
  },
});

const whole = (name: string, does: string, make: (list: List) => readonly Value[], costs: boolean): Builtin => ({
  name,
  does,
  check: ofOne(
    lists,
    () => anyList,
    type => `cannot ${name} ${type}`,
  ),
  call: ([value = null], surroundings) => {
    const made = make(listIn(value, kind => `cannot ${name} ${kind}`));
    if (costs) surroundings.grow(made.length);
    return new List(made);
  },
});

const flat = (list: List): readonly Value[] => list.items.flatMap(item => (item instanceof List ? flat(item) : [item]));

export const listBuiltins: readonly Builtin[] = [
  {
    name: "len",
    does: "How many items, entries or letters there are.",
    check: ofOne(
      ["array", "map", "slice", "string"],
      () => goType("int"),
      type => `invalid argument for len (type ${type})`,
    ),
    call: ([value = null]) => {
      if (value instanceof List) return BigInt(value.items.length);
      if (value instanceof GoMap) return BigInt(value.entries.size);
      if (typeof value === "string") return BigInt([...value].length);
      throw new EvaluationError(`invalid argument for len (type ${typeName(value)})`);
    },
  },
  end("first", "first", 0n),
  end("last", "last", -1n),
  {
    name: "get",
    does: "The item or the field of that name; nil where there is none.",
    call: ([from = null, index = null]) => {
      if (from instanceof List || typeof from === "string") {
        const length = BigInt(from instanceof List ? from.items.length : byteLength(from));
        const at = toInt(index);
        const place = at < 0n ? length + at : at;
        return place < 0n || place >= length ? null : fetched(from, place);
      }
      if (from instanceof GoMap) return keyed(from, index) ?? null;
      if (from instanceof Struct) return from.fields.get(text(index)) ?? null;
      return null;
    },
  },
  {
    name: "take",
    does: "The first items of a list, as many as are asked for.",
    check: types => {
      const [list, count] = types;
      if (types.length !== 2) return { wrong: `invalid number of arguments (expected 2, got ${types.length})` };
      if (!["interface", ...lists].includes(kindOf(list) ?? "")) return { wrong: `cannot take from ${written(list)}` };
      if (!["interface", "int", "int64"].includes(kindOf(count) ?? "")) return { wrong: `cannot take ${written(count)} elements` };
      return list ?? anyType;
    },
    call: ([value = null, count = null]) => {
      const list = listIn(value, kind => `cannot take from ${kind}`);
      const wanted = integerIn(count);
      if (wanted === undefined) throw new EvaluationError(`cannot take ${reflectKind(count)} elements`);
      if (wanted < 0n) throw new EvaluationError("reflect.Value.Slice: slice index out of bounds");
      return new List(list.items.slice(0, Number(wanted)), list.type, list.isNil);
    },
  },
  contents("keys", "The keys of a map.", "cannot get keys from %s", key => key),
  contents("values", "The values of a map.", "cannot get values from %s", (_, value) => value),
  contents(
    "toPairs",
    "Key and value of each entry of a map.",
    "cannot transform %s to pairs",
    (key, value) => new List([key, value], pairType),
    pairList,
  ),
  {
    name: "fromPairs",
    does: "A map of a list of keys and values.",
    check: ofOne(
      lists,
      () => anyMap,
      type => `cannot transform ${type} from pairs`,
    ),
    call: ([value = null]) => {
      if (!(value instanceof List)) throw new EvaluationError("cannot transform this from pairs", false);
      const entries = new Map<Value, Value>();
      for (const pair of value.items) {
        if (!(pair instanceof List)) throw new EvaluationError("invalid pair", false);
        if (pair.items.length !== 2) throw new EvaluationError("invalid pair length", false);
        const [key = null, item = null] = pair.items;
        if (key instanceof List || key instanceof GoMap) throw unhashable(key, true);
        // Asked for the sake of keys that are not kept apart here.
        keyed(new GoMap(entries, anyMap), key);
        entries.set(key, item);
      }
      return new GoMap(entries, anyMap);
    },
  },
  whole("reverse", "The items from the last to the first.", list => [...list.items].reverse(), true),
  whole(
    "uniq",
    "The items, each one once.",
    list => {
      const once: Value[] = [];
      for (const item of list.items) if (!once.some(other => equal(item, other))) once.push(item);
      return once;
    },
    false,
  ),
  whole("flatten", "The items of lists inside of lists, as one list.", flat, true),
  {
    name: "concat",
    does: "The items of all lists, as one list.",
    check: types => {
      if (types.length === 0) return { wrong: "invalid number of arguments (expected at least 1, got 0)" };
      const wrong = types.find(type => !["interface", ...lists].includes(kindOf(type) ?? ""));
      return types.includes(undefined) || wrong ? { wrong: `cannot concat ${written(wrong)}` } : anyList;
    },
    call: (values, surroundings) => {
      const items = values.flatMap(value => listIn(value, kind => `cannot concat ${kind}`).items);
      surroundings.grow(items.length);
      return new List(items, anyList, items.length === 0);
    },
  },
  {
    name: "sort",
    does: "The items in order, upwards (`asc`) or downwards (`desc`).",
    signatures: [
      "func([]interface {}, string) []interface {}",
      "func([]int, string) []interface {}",
      "func([]float64, string) []interface {}",
      "func([]string, string) []interface {}",
      "func([]interface {}) []interface {}",
      "func([]float64) []interface {}",
      "func([]string) []interface {}",
      "func([]int) []interface {}",
    ],
    call: ([value = null, order], surroundings) => {
      const sortable = value instanceof List && ["interface {}", "int", "float64", "string"].includes(value.type.elem?.name ?? "");
      let descending = false;
      if (order !== undefined) {
        const word = text(order);
        if (word !== "asc" && word !== "desc") throw new EvaluationError(`invalid order ${word}, expected asc or desc`);
        descending = word === "desc";
      }
      const items = sortable ? sorted(value.items, value.items, descending) : [];
      surroundings.grow(items.length);
      return new List(items, anyList, !sortable);
    },
  },
];
