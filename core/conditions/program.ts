import { builtins, predicates } from "./builtins/index.ts";
import { callController, controllerFunctions } from "./builtins/numbers.ts";
import { loop } from "./loops.ts";
import { losesOperands } from "./lost-operands.ts";
import { itemIn, type Run } from "./machine.ts";
import { operatorRun } from "./operator-runs.ts";
import { fetched, negate, sliced } from "./operators.ts";
import type { Node } from "./syntax.ts";
import { goType } from "./types.ts";
import { byteLength, Callable, EvaluationError, GoMap, isNil, List, NotKnown, text, truth, typeName, type Value } from "./values.ts";

/** A checked and rewritten tree as closures. Source: expr-lang/expr v1.17.7 `compiler/compiler.go`, `vm/vm.go`. */

/** What a chain gives that met nil at a `?.`; nobody outside sees it. */
const skipped = new List([], undefined, true);

/** Makes a tree ready to run. */
export function programOf(tree: Node): Run {
  return new Compiler().compile(tree);
}

class Compiler {
  readonly #variables: string[] = [];
  #declared = 0;
  readonly #slots = new Map<string, number>();

  compile(node: Node): Run {
    if (losesOperands(node)) throw new NotKnown("a search from the end behind another value, which the controller loses");
    switch (node.kind) {
      case "missing":
      case "template":
        return () => {
          throw new NotKnown("what is not written yet");
        };
      case "nil":
        return () => null;
      case "integer":
      case "float":
      case "bool":
      case "string":
      case "constant": {
        const { value } = node;
        return () => value;
      }
      case "identifier":
        return this.#identifier(node.name);
      case "unary":
        return this.#unary(node);
      case "binary":
        return operatorRun(node, this.compile(node.left), this.compile(node.right));
      case "chain": {
        const of = this.compile(node.of);
        return machine => {
          const value = of(machine);
          return isNil(value) ? null : value;
        };
      }
      case "member":
        return this.#member(node);
      case "slice":
        return this.#slice(node);
      case "call":
        return this.#call(node);
      case "builtin":
        return Object.hasOwn(predicates, node.name) ? loop(part => this.compile(part), node) : this.#builtin(node);
      case "predicate":
        return this.compile(node.of);
      case "pointer":
        return pointer(node.name);
      case "let":
        return this.#let(node);
      case "sequence": {
        const runs = node.nodes.map(part => this.compile(part));
        return machine => {
          let last: Value = null;
          for (const run of runs) last = run(machine);
          return last;
        };
      }
      case "conditional": {
        const [condition, then, otherwise] = [this.compile(node.condition), this.compile(node.then), this.compile(node.otherwise)];
        return machine => (truth(condition(machine)) ? then(machine) : otherwise(machine));
      }
      case "array": {
        const runs = node.nodes.map(part => this.compile(part));
        return machine => {
          const items = runs.map(run => run(machine));
          machine.grow(items.length);
          return new List(items);
        };
      }
      case "map":
        return this.#map(node);
    }
  }

  #identifier(name: string): Run {
    if (this.#variables.includes(name)) {
      const slot = this.#slots.get(name) ?? 0;
      return machine => machine.variables[slot] ?? null;
    }
    if (name === "result") return machine => machine.result;
    if (name === "$env") return machine => machine.environment;
    const added = Object.hasOwn(controllerFunctions, name) ? controllerFunctions[name] : undefined;
    const value = added ? new Callable(name, goType(added.signature)) : null;
    return () => value;
  }

  #unary(node: Node & { kind: "unary" }): Run {
    const of = this.compile(node.of);
    if (node.operator === "+") return of;
    return node.operator === "-" ? machine => negate(of(machine)) : machine => !truth(of(machine));
  }

  #member(node: Node & { kind: "member" }): Run {
    const of = this.compile(node.of);
    if (node.property.kind === "integer" && !node.optional) {
      // The most frequent of all: `result[0]`.
      const { value: index } = node.property;
      const place = Number(index);
      return machine => {
        const from = of(machine);
        if (from === skipped) return from;
        if (from instanceof List && place >= 0) {
          const item = from.items[place];
          if (item !== undefined) return item;
        }
        return fetched(from, index);
      };
    }
    const property = this.compile(node.property);
    return machine => {
      const from = of(machine);
      if (from === skipped || (node.optional && isNil(from))) return skipped;
      return fetched(from, property(machine));
    };
  }

  #slice(node: Node & { kind: "slice" }): Run {
    const of = this.compile(node.of);
    const from = node.from && this.compile(node.from);
    const to = node.to && this.compile(node.to);
    return machine => {
      const whole = of(machine);
      if (whole === skipped) return skipped;
      const end = to ? to(machine) : lengthOf(whole);
      return sliced(whole, from ? from(machine) : 0n, end);
    };
  }

  #call(node: Node & { kind: "call" }): Run {
    const given = node.arguments.map(argument => this.compile(argument));
    const callee = this.compile(node.callee);
    const typed = node.callee.nature?.type?.kind === "func";
    return machine => {
      const values = given.map(run => run(machine));
      const called = callee(machine);
      if (called === skipped) return skipped;
      if (called === null) throw new EvaluationError("invalid operation: cannot call nil");
      if (!(called instanceof Callable))
        throw new EvaluationError(`invalid operation: cannot call non-function of type ${typeName(called)}`);
      if (!typed && values.length !== called.type.takes?.length) throw new NotKnown("calls with another number of arguments");
      if (!typed && called.name.startsWith("is") && called.name !== "isNil" && typeof values[0] !== "number")
        throw new NotKnown("calls with arguments of other types");
      return callController(called.name, values, machine.result);
    };
  }

  #builtin(node: Node & { kind: "builtin" }): Run {
    const builtin = builtins.get(node.name);
    if (!builtin) throw new NotKnown(`the function \`${node.name}\``);
    const { call } = builtin;
    const given = node.arguments.map(argument => this.compile(argument));
    return machine => {
      const values: Value[] = [];
      for (const run of given) values.push(run(machine));
      return call(values, machine);
    };
  }

  #let(node: Node & { kind: "let" }): Run {
    const value = this.compile(node.value);
    const slot = this.#declared++;
    this.#variables.push(node.name);
    this.#slots.set(node.name, slot);
    const body = this.compile(node.body);
    this.#variables.pop();
    return machine => {
      machine.variables[slot] = value(machine);
      return body(machine);
    };
  }

  #map(node: Node & { kind: "map" }): Run {
    const pairs = node.pairs.map(({ key, value }) => [this.compile(key), this.compile(value)] as const);
    return machine => {
      const found = pairs.map(([key, value]) => [key(machine), value(machine)] as const);
      machine.grow(found.length);
      // From the last to the first, so that of two values for one key the first stays.
      return new GoMap(new Map(found.toReversed().map(([key, value]) => [text(key), value])));
    };
  }
}

function pointer(name: string): Run {
  return machine => {
    const scope = machine.scopes.at(-1);
    if (!scope) throw new NotKnown("an item outside of a list");
    if (name === "index") return BigInt(scope.index);
    return name === "acc" ? scope.acc : itemIn(scope);
  };
}

function lengthOf(value: Value): bigint {
  if (value instanceof List) return BigInt(value.items.length);
  if (value instanceof GoMap) return BigInt(value.entries.size);
  if (typeof value === "string") return BigInt(byteLength(value));
  throw new EvaluationError(`invalid argument for len (type ${typeName(value)})`);
}
