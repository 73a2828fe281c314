import { builtins } from "./builtins/index.ts";
import type { Checking } from "./checking.ts";
import type { Node } from "./syntax.ts";
import {
  assignable,
  dereferenced,
  type GoType,
  goType,
  isFloat,
  isInteger,
  isList,
  isMap,
  isUnknown,
  itemOf,
  type Nature,
  nameOf,
  nature,
  unknownNature,
} from "./types.ts";
import { NotKnown } from "./values.ts";

/** Calls of functions: how many arguments, and of which types. Source: expr-lang/expr v1.17.7 `checker/checker.go`. */

type Call = Node & { kind: "call" | "builtin" };
type Outcome = { readonly nature: Nature } | { readonly wrong: string; readonly at: Node };

export function checkCall(checker: Checking, node: Call): Nature {
  if (node.kind === "builtin") return checkBuiltin(checker, node, node.name);
  const callee = checker.visit(node.callee);
  if (isUnknown(callee)) return unknownNature;
  const { callee: called } = node;
  const name =
    called.kind === "identifier"
      ? called.name
      : called.kind === "member" && called.property.kind === "string"
        ? called.property.value
        : "function";
  if (callee.nil) return checker.fail(node, `${name} is nil; cannot call nil as function`);
  if (callee.type?.kind !== "func") return checker.fail(node, `${nameOf(callee)} is not callable`);
  if (called.kind === "identifier" && !checker.environment(name)) throw new NotKnown("functions kept in variables");
  const outcome = checkArguments(checker, name, callee.type, node);
  if ("nature" in outcome) return outcome.nature;
  return checker.fail(outcome.at, outcome.wrong);
}

function checkBuiltin(checker: Checking, node: Call, name: string): Nature {
  const builtin = builtins.get(name);
  if (builtin?.check) {
    const types = node.arguments.map((argument): GoType | undefined => {
      const found = checker.visit(argument);
      return isUnknown(found) ? goType("interface {}") : found.type;
    });
    const given = builtin.check(types);
    return "wrong" in given ? checker.fail(node, given.wrong) : nature(given);
  }
  let last: Outcome | undefined;
  for (const signature of builtin?.signatures ?? []) {
    last = checkArguments(checker, name, goType(signature), node);
    if ("nature" in last) return last.nature;
  }
  return last && "wrong" in last ? checker.fail(last.at, last.wrong) : unknownNature;
}

function checkArguments(checker: Checking, name: string, type: GoType, node: Call): Outcome {
  const takes = type.takes ?? [];
  const gives = nature(type.gives ?? goType("interface {}"));
  if (node.arguments.length !== takes.length) {
    for (const argument of node.arguments) checker.visit(argument);
    return { wrong: `${node.arguments.length > takes.length ? "too many" : "not enough"} arguments to call ${name}`, at: node };
  }
  for (const [i, wanted] of takes.entries()) {
    const argument = node.arguments[i];
    if (!argument) continue;
    const found = checker.visit(argument);
    const to = nature(wanted);
    if (isFloat(to) && isInteger(found)) {
      node.arguments[i] = asFloats(argument);
      continue;
    }
    if (isInteger(to) && isInteger(found)) continue;
    if (found.nil) {
      if (wanted.kind === "ptr" || wanted.kind === "interface") continue;
      return { wrong: `cannot use nil as argument (type ${wanted.name}) to call ${name}`, at: argument };
    }
    if (!assignable(found, to) && !assignable(dereferenced(found), to) && !isUnknown(found))
      return { wrong: `cannot use ${nameOf(found)} as argument (type ${wanted.name}) to call ${name} `, at: argument };
  }
  return { nature: gives };
}

/** The integers that are written in an argument become floats where a float is wanted. Computed ones stay what they are. */
function asFloats(node: Node): Node {
  if (node.kind === "integer")
    return { kind: "float", value: Number(node.value), written: String(node.value), at: node.at, nature: nature("float64") };
  if (node.kind === "unary") node.of = asFloats(node.of);
  if (node.kind === "binary" && ["+", "-", "*"].includes(node.operator)) {
    node.left = asFloats(node.left);
    node.right = asFloats(node.right);
  }
  return node;
}

export function checkGet(checker: Checking, node: Node & { kind: "builtin" }): Nature {
  const [from, key] = node.arguments;
  if (!from || !key || node.arguments.length !== 2)
    return checker.fail(node, `invalid number of arguments (expected 2, got ${node.arguments.length})`);
  const base = checker.visit(from);
  const index = dereferenced(checker.visit(key));
  if (from.kind === "identifier" && from.name === "$env") return (key.kind === "string" && checker.environment(key.value)) || unknownNature;
  if (isUnknown(base)) return unknownNature;
  if (isList(base)) {
    if (!isInteger(index) && !isUnknown(index)) return checker.fail(key, `non-integer slice index ${nameOf(index)}`);
    return itemOf(base);
  }
  if (isMap(base)) {
    const wanted = nature(base.type?.key ?? goType("interface {}"));
    if (!assignable(index, wanted) && !isUnknown(index))
      return checker.fail(key, `cannot use ${nameOf(index)} to get an element from ${nameOf(base)}`);
    return itemOf(base);
  }
  return checker.fail(from, `type ${nameOf(base)} does not support indexing`);
}
