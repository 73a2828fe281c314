import type { Builtin } from "./builtin.ts";
import { listBuiltins } from "./lists.ts";
import { numberBuiltins } from "./numbers.ts";
import { textBuiltins } from "./texts.ts";
import { timeBuiltins } from "./times.ts";

/** The builtin functions by name. Source: expr-lang/expr v1.17.7 `builtin/builtin.go`. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [...listBuiltins, ...numberBuiltins, ...textBuiltins, ...timeBuiltins].map(row => [row.name, row]),
);

export interface PredicateArgument {
  readonly kind: "expression" | "predicate";
  readonly optional?: true;
}

const list: PredicateArgument = { kind: "expression" };
const each: PredicateArgument = { kind: "predicate" };
const maybeEach: PredicateArgument = { kind: "predicate", optional: true };
const maybe: PredicateArgument = { kind: "expression", optional: true };

/** The builtins that take what is to be done with each item, and their arguments. Source: expr-lang/expr v1.17.7 `parser/parser.go`. */
export const predicateArguments: { readonly [name: string]: readonly PredicateArgument[] } = {
  all: [list, each],
  none: [list, each],
  any: [list, each],
  one: [list, each],
  filter: [list, each],
  map: [list, each],
  count: [list, maybeEach],
  sum: [list, maybeEach],
  find: [list, each],
  findIndex: [list, each],
  findLast: [list, each],
  findLastIndex: [list, each],
  groupBy: [list, each],
  sortBy: [list, each, maybe],
  reduce: [list, each, maybe],
};

/** What they answer, for people, and their type as Go writes it. */
export const predicates: { readonly [name: string]: { readonly does: string; readonly signature: string } } = {
  all: { does: "Is it so for every item? Of an empty list it is.", signature: "func([]interface {}, func(interface {}) bool) bool" },
  none: { does: "Is it so for no item?", signature: "func([]interface {}, func(interface {}) bool) bool" },
  any: { does: "Is it so for at least one item?", signature: "func([]interface {}, func(interface {}) bool) bool" },
  one: { does: "Is it so for exactly one item?", signature: "func([]interface {}, func(interface {}) bool) bool" },
  filter: { does: "The items for which it is so.", signature: "func([]interface {}, func(interface {}) bool) []interface {}" },
  map: { does: "What is made of each item.", signature: "func([]interface {}, func(interface {}) interface {}) []interface {}" },
  count: { does: "For how many items it is so.", signature: "func([]interface {}, func(interface {}) bool) int" },
  sum: { does: "The sum of the items, or of what is made of them.", signature: "func([]interface {}, func(interface {}) bool) int" },
  find: { does: "The first item for which it is so, or nil.", signature: "func([]interface {}, func(interface {}) bool) interface {}" },
  findIndex: { does: "Where that item stands, or nil.", signature: "func([]interface {}, func(interface {}) bool) int" },
  findLast: { does: "The last item for which it is so, or nil.", signature: "func([]interface {}, func(interface {}) bool) interface {}" },
  findLastIndex: { does: "Where that item stands, or nil.", signature: "func([]interface {}, func(interface {}) bool) int" },
  groupBy: {
    does: "The items by what is made of them.",
    signature: "func([]interface {}, func(interface {}) interface {}) map[interface {}][]interface {}",
  },
  sortBy: {
    does: "The items in the order of what is made of them.",
    signature: "func([]interface {}, func(interface {}) bool, string) []interface {}",
  },
  reduce: {
    does: "One value of all items: `#acc` is what came of those before.",
    signature: "func([]interface {}, func(interface {}, interface {}) interface {}, interface {}) interface {}",
  },
};
