import type { Machine, Run } from "./machine.ts";
import { add, type Comparison, compare, contained, divide, equal, exponent, modulo, multiply, subtract } from "./operators.ts";
import { pattern } from "./pattern.ts";
import type { Node } from "./syntax.ts";
import { asserted, EvaluationError, intList, isNil, List, NotKnown, text, toInt, truth, typeName, type Value, wrapped } from "./values.ts";

/** What stands between two values, ready to run. Source: expr-lang/expr v1.17.7 `compiler/compiler.go`, `vm/vm.go`. */
export function operatorRun(node: Node & { kind: "binary" }, left: Run, right: Run): Run {
  switch (node.operator) {
    case "and":
    case "&&":
      return machine => {
        const value = left(machine);
        return truth(value) ? right(machine) : value;
      };
    case "or":
    case "||":
      return machine => {
        const value = left(machine);
        return truth(value) ? value : right(machine);
      };
    case "??":
      return machine => {
        const value = left(machine);
        return isNil(value) ? right(machine) : value;
      };
    case "matches":
      if (node.right.kind === "string") {
        const { value: written } = node.right;
        return machine => matches(left(machine), written);
      }
      return machine => {
        const value = left(machine);
        const by = right(machine);
        return isNil(by) ? false : matches(value, by);
      };
    case "<":
    case "<=":
    case ">":
    case ">=":
      return ordering(node.operator, left, right);
    case "==":
      return equality(node, left, right);
    case "!=": {
      const same = equality(node, left, right);
      return machine => !same(machine);
    }
  }
  const of = Object.hasOwn(operations, node.operator) ? operations[node.operator] : undefined;
  if (!of) throw new NotKnown(`the operator \`${node.operator}\``);
  return machine => {
    const value = left(machine);
    return of(value, right(machine), machine);
  };
}

function ordering(operator: Comparison, left: Run, right: Run): Run {
  switch (operator) {
    case "<":
      return machine => {
        const a = left(machine);
        const b = right(machine);
        return typeof a === "number" && typeof b === "number" ? a < b : compare(operator, a, b);
      };
    case "<=":
      return machine => {
        const a = left(machine);
        const b = right(machine);
        return typeof a === "number" && typeof b === "number" ? a <= b : compare(operator, a, b);
      };
    case ">":
      return machine => {
        const a = left(machine);
        const b = right(machine);
        return typeof a === "number" && typeof b === "number" ? a > b : compare(operator, a, b);
      };
    case ">=":
      return machine => {
        const a = left(machine);
        const b = right(machine);
        return typeof a === "number" && typeof b === "number" ? a >= b : compare(operator, a, b);
      };
  }
}

/** Where both sides are said to be `int` or `string`, Go takes them for that, and what is not is an error. */
function equality(node: Node & { kind: "binary" }, left: Run, right: Run): Run {
  const [a, b] = [node.left.nature?.type?.name, node.right.nature?.type?.name];
  if (a === b && (a === "int" || a === "string"))
    return machine => {
      const x = left(machine);
      const y = right(machine);
      asserted(x, a);
      asserted(y, a);
      return x === y;
    };
  return machine => {
    const x = left(machine);
    return equal(x, right(machine));
  };
}

function matches(value: Value, by: Value): boolean {
  if (isNil(value)) return false;
  const written = text(by);
  if (typeof value !== "string") throw new EvaluationError(`interface conversion: interface {} is ${typeName(value)}, not []uint8`);
  return pattern(written).test(value);
}

const ofTexts =
  (test: (a: string, b: string) => boolean) =>
  (a: Value, b: Value): boolean => {
    if (isNil(a) || isNil(b)) return false;
    const whole = text(a);
    return test(whole, text(b));
  };

const operations: { readonly [operator: string]: (a: Value, b: Value, machine: Machine) => Value } = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": divide,
  "%": modulo,
  "**": exponent,
  "^": exponent,
  in: contained,
  contains: ofTexts((a, b) => a.includes(b)),
  startsWith: ofTexts((a, b) => a.startsWith(b)),
  endsWith: ofTexts((a, b) => a.endsWith(b)),
  "..": (a, b, machine) => {
    const [from, to] = [toInt(a), toInt(b)];
    const size = wrapped(to - from + 1n);
    if (size <= 0n) return new List([], intList);
    machine.grow(size > 2_000_000n ? 2_000_000 : Number(size));
    return new List(
      Array.from({ length: Number(size) }, (_, i) => from + BigInt(i)),
      intList,
    );
  },
};
