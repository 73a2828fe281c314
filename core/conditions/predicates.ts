import type { Checking } from "./checking.ts";
import type { Node } from "./syntax.ts";
import { dereferenced, isBool, isList, isUnknown, itemOf, listOf, type Nature, nameOf, nature, unknownNature } from "./types.ts";

import { NotKnown } from "./values.ts";

/** The types of builtins that do something with each item of a list. Source: expr-lang/expr v1.17.7 `checker/checker.go`. */

const int = nature("int");
const names: { readonly [builtin: string]: { readonly [name: string]: Nature } } = {
  map: { index: int },
  reduce: { index: int, acc: unknownNature },
};
const questions = new Set(["all", "none", "any", "one", "filter", "count", "find", "findLast", "findIndex", "findLastIndex"]);

/** What each gives, of the list and of what is made of an item. */
const gives: { readonly [builtin: string]: (list: Nature, made: Nature) => Nature } = {
  all: () => nature("bool"),
  none: () => nature("bool"),
  any: () => nature("bool"),
  one: () => nature("bool"),
  filter: list => (isUnknown(list) ? nature("[]interface {}") : listOf(itemOf(list))),
  map: (_, made) => listOf(made),
  count: () => int,
  sum: (_, made) => (isUnknown(made) ? nature("interface {}") : made),
  find: list => (isUnknown(list) ? unknownNature : itemOf(list)),
  findLast: list => (isUnknown(list) ? unknownNature : itemOf(list)),
  findIndex: () => int,
  findLastIndex: () => int,
  groupBy: () => nature("map[interface {}][]interface {}"),
  sortBy: list => list,
  reduce: (_, made) => made,
};

export function checkPredicateCall(checker: Checking, node: Node & { kind: "builtin" }): Nature {
  const { name } = node;
  const [of, each, last] = node.arguments;
  if (!of) return unknownNature;
  const list = dereferenced(checker.visit(of));
  if (!isList(list) && !isUnknown(list)) return checker.fail(of, `builtin ${name} takes only array (got ${nameOf(list)})`);
  if (!each) {
    if (name === "count") return int;
    return isUnknown(list) ? unknownNature : itemOf(list);
  }
  const made = checker.inside(list, names[name] ?? {}, each);
  if (last) checker.visit(last);
  if (made.nil) {
    if (name === "sum") throw new NotKnown("a sum of nothing");
    return checker.fail(each, `predicate should has ${name === "reduce" ? "two" : "one"} input and one output param`);
  }
  if (questions.has(name) && !isBool(made) && !isUnknown(made))
    return checker.fail(each, `predicate should return boolean (got ${nameOf(made)})`);
  return gives[name]?.(list, made) ?? unknownNature;
}
