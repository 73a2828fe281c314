import type { Surroundings } from "./builtins/builtin.ts";
import { controllerFunctions } from "./builtins/numbers.ts";
import { goType } from "./types.ts";
import { Callable, EvaluationError, GoMap, type Value } from "./values.ts";

/** The state of an evaluation. Source: expr-lang/expr v1.17.7 `vm/vm.go`. */

/** Something to evaluate. */
export type Run = (machine: Machine) => Value;

/** One pass over a list. */
export interface Scope {
  readonly items: readonly Value[];
  index: number;
  acc: Value;
}

const memoryBudget = 1_000_000;

/** The state of one evaluation. */
export class Machine implements Surroundings {
  readonly result: Value;
  readonly now: bigint | undefined;
  readonly scopes: Scope[] = [];
  #environment: GoMap | undefined;
  readonly variables: Value[] = [];
  #made = 0;

  constructor(result: Value, now: bigint | undefined) {
    this.result = result;
    this.now = now;
  }

  /** All names at once, as `$env` gives them. */
  get environment(): GoMap {
    this.#environment ??= environment(this.result);
    return this.#environment;
  }

  grow(items: number): void {
    this.#made += items;
    if (this.#made >= memoryBudget) throw new EvaluationError("memory budget exceeded");
  }
}

/** The item that a pass over a list is at. */
export function itemIn(scope: Scope): Value {
  const item = scope.items[scope.index];
  if (item === undefined) throw new EvaluationError("reflect: slice index out of range");
  return item;
}

function environment(result: Value): GoMap {
  const functions = Object.entries(controllerFunctions).map(([name, { signature }]): [Value, Value] => [
    name,
    new Callable(name, goType(signature)),
  ]);
  return new GoMap(new Map<Value, Value>([["result", result], ...functions]));
}
