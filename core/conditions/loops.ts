import { reflectKind } from "./builtins/builtin.ts";
import { itemIn, type Machine, type Run, type Scope } from "./machine.ts";
import { add, unhashable } from "./operators.ts";
import { sorted } from "./sorting.ts";
import type { BuiltinCall, Node } from "./syntax.ts";
import { goType } from "./types.ts";
import { Duration, EvaluationError, GoMap, Int64, List, NotKnown, Time, text, truth, type Value } from "./values.ts";

/** The builtins that go through a list. Source: expr-lang/expr v1.17.7 `compiler/compiler.go`. */

interface Pass {
  readonly machine: Machine;
  readonly scope: Scope;
  /** What is done with the item that the scope is at; the item itself where nothing is. */
  readonly each: () => Value;
  readonly map: Run | undefined;
  readonly throws: boolean;
}

/** What a builtin answers of a list, the scope being open. */
const passes: { readonly [name: string]: (pass: Pass, extra: Run | undefined) => Value } = {
  all: pass => !first(pass, value => !truth(value)),
  none: pass => !first(pass, value => truth(value)),
  any: pass => first(pass, value => truth(value)),
  one: pass => counted(pass) === 1,
  count: pass => BigInt(counted(pass)),
  filter: pass => {
    const kept: Value[] = [];
    forward(pass, () => {
      if (truth(pass.each())) kept.push(itemOrMap(pass));
    });
    pass.machine.grow(kept.length);
    return new List(kept);
  },
  map: pass => {
    const made: Value[] = [];
    forward(pass, () => made.push(pass.each()));
    pass.machine.grow(made.length);
    return new List(made);
  },
  sum: pass => {
    let sum: Value = 0n;
    forward(pass, () => {
      sum = add(pass.each(), sum);
    });
    return sum;
  },
  find: pass => (first(pass, value => truth(value)) ? itemOrMap(pass) : absent(pass)),
  findIndex: pass => (first(pass, value => truth(value)) ? BigInt(pass.scope.index) : null),
  findLast: pass => (last(pass) ? itemOrMap(pass) : absent(pass)),
  findLastIndex: pass => (last(pass) ? BigInt(pass.scope.index) : null),
  groupBy: pass => {
    const groups = new Map<Value, Value[]>();
    forward(pass, () => {
      const key = pass.each();
      if (key instanceof List || key instanceof GoMap) throw unhashable(key, groups.size > 0);
      if (key instanceof Int64 || key instanceof Time || key instanceof Duration || Number.isNaN(key))
        throw new NotKnown("groups of that type");
      const group = groups.get(key);
      if (group) group.push(itemIn(pass.scope));
      else groups.set(key, [itemIn(pass.scope)]);
    });
    return new GoMap(new Map([...groups].map(([key, items]) => [key, new List(items)])), goType("map[interface {}][]interface {}"));
  },
  sortBy: (pass, extra) => {
    const order = extra ? text(extra(pass.machine)) : "asc";
    if (order !== "asc" && order !== "desc") throw new EvaluationError("unknown order, use asc or desc");
    const items: Value[] = [];
    const values: Value[] = [];
    forward(pass, () => {
      values.push(pass.each());
      items.push(itemIn(pass.scope));
    });
    pass.machine.grow(items.length);
    return new List(sorted(items, values, order === "desc"));
  },
  reduce: (pass, extra) => {
    const { scope } = pass;
    if (extra) scope.acc = extra(pass.machine);
    else {
      scope.acc = itemIn(scope);
      scope.index++;
    }
    forward(pass, () => {
      scope.acc = pass.each();
    });
    return scope.acc;
  },
};

/** Makes a call of one of them ready to run; `compile` does so with its parts. */
export function loop(compile: (part: Node) => Run, node: BuiltinCall): Run {
  const [list, each, extra] = node.arguments.map(compile);
  const map = node.map && compile(node.map);
  const pass = Object.hasOwn(passes, node.name) ? passes[node.name] : undefined;
  if (!list || !pass) throw new NotKnown(`the function \`${node.name}\``);
  return machine => {
    const scope: Scope = { items: itemsOf(list(machine)), index: 0, acc: null };
    machine.scopes.push(scope);
    const item = each ? () => each(machine) : () => itemIn(scope);
    const value = pass({ machine, scope, each: item, map, throws: node.throws ?? false }, extra);
    machine.scopes.pop();
    return value;
  };
}

function itemsOf(value: Value): readonly Value[] {
  if (value instanceof List) return value.items;
  // Go counts letters and entries all the same, and fails at the first one that is asked for.
  if ((typeof value === "string" && value !== "") || (value instanceof GoMap && value.entries.size > 0))
    throw new NotKnown("what goes through something that is no list");
  if (typeof value === "string" || value instanceof GoMap) return [];
  throw new EvaluationError(`reflect: call of reflect.Value.Len on ${value === null ? "zero" : reflectKind(value)} Value`);
}

function forward({ scope }: Pass, act: () => void): void {
  for (; scope.index < scope.items.length; scope.index++) act();
}

/** Goes on until it is so; the scope stays where it is. */
function first({ scope, each }: Pass, test: (value: Value) => boolean): boolean {
  for (; scope.index < scope.items.length; scope.index++) if (test(each())) return true;
  return false;
}

function last({ scope, each }: Pass): boolean {
  for (scope.index = scope.items.length - 1; scope.index >= 0; scope.index--) if (truth(each())) return true;
  return false;
}

function counted(pass: Pass): number {
  let count = 0;
  forward(pass, () => {
    if (truth(pass.each())) count++;
  });
  return count;
}

function itemOrMap({ machine, scope, map }: Pass): Value {
  return map ? map(machine) : itemIn(scope);
}

function absent({ throws }: Pass): Value {
  if (throws) throw new EvaluationError("reflect: slice index out of range");
  return null;
}
