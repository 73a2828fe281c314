import type { Checking } from "./checking.ts";
import { patternFault } from "./pattern.ts";
import type { Node } from "./syntax.ts";
import {
  assignable,
  comparable,
  dereferenced,
  isBool,
  isDuration,
  isFloat,
  isInteger,
  isList,
  isMap,
  isNumber,
  isString,
  isTime,
  isUnknown,
  itemOf,
  listOf,
  type Nature,
  nameOf,
  nature,
  nilNature,
  unknownNature,
} from "./types.ts";

/** What operators take and give. Source: expr-lang/expr v1.17.7 `checker/checker.go`. */

type Test = (n: Nature) => boolean;

/** May it go well, as far as anybody knows: one side is unknown, and the other one is unknown or right? */
function maybe(a: Nature, b: Nature, ...tests: readonly Test[]): boolean {
  const fits = (n: Nature): boolean => isUnknown(n) || tests.some(test => test(n));
  return (isUnknown(a) && fits(b)) || (isUnknown(b) && fits(a));
}

const bool = nature("bool");
const int = nature("int");
const float = nature("float64");
const duration = nature("time.Duration");
const time = nature("time.Time");

function promoted(a: Nature, b: Nature): Nature {
  return isFloat(a) || isFloat(b) ? float : int;
}

const both = (a: Nature, b: Nature, test: Test): boolean => test(a) && test(b);

/** The nature that an operator gives; undefined where it does not take these two. */
type Rule = (a: Nature, b: Nature) => Nature | undefined;

const logical: Rule = (a, b) => (both(a, b, isBool) || maybe(a, b, isBool) ? bool : undefined);
const ordering: Rule = (a, b) => {
  const tests = [isNumber, isString, isTime, isDuration];
  return tests.some(test => both(a, b, test)) || maybe(a, b, ...tests) ? bool : undefined;
};
const ofTexts: Rule = (a, b) => (both(a, b, isString) || maybe(a, b, isString) ? bool : undefined);
const equality: Rule = (a, b) => (comparable(a, b) ? bool : undefined);
const toFloat: Rule = (a, b) => (both(a, b, isNumber) || maybe(a, b, isNumber) ? float : undefined);

const rules: { readonly [operator: string]: Rule } = {
  "==": equality,
  "!=": equality,
  or: logical,
  "||": logical,
  and: logical,
  "&&": logical,
  "<": ordering,
  ">": ordering,
  ">=": ordering,
  "<=": ordering,
  "+": (a, b) => {
    if (both(a, b, isNumber)) return promoted(a, b);
    if (both(a, b, isString)) return nature("string");
    if ((isTime(a) && isDuration(b)) || (isDuration(a) && isTime(b))) return time;
    if (both(a, b, isDuration)) return duration;
    return maybe(a, b, isNumber, isString, isTime, isDuration) ? unknownNature : undefined;
  },
  "-": (a, b) => {
    if (both(a, b, isNumber)) return promoted(a, b);
    if (both(a, b, isTime) || both(a, b, isDuration)) return duration;
    if (isTime(a) && isDuration(b)) return time;
    return maybe(a, b, isNumber, isTime, isDuration) ? unknownNature : undefined;
  },
  "*": (a, b) => {
    if (both(a, b, isNumber)) return promoted(a, b);
    if ((isNumber(a) && isDuration(b)) || (isDuration(a) && isNumber(b)) || both(a, b, isDuration)) return duration;
    return maybe(a, b, isNumber, isDuration) ? unknownNature : undefined;
  },
  "/": toFloat,
  "**": toFloat,
  "^": toFloat,
  "%": (a, b) => (both(a, b, isInteger) || maybe(a, b, isInteger) ? int : undefined),
  matches: ofTexts,
  contains: ofTexts,
  startsWith: ofTexts,
  endsWith: ofTexts,
  "..": (a, b) => (both(a, b, isInteger) || maybe(a, b, isInteger) ? listOf(int) : undefined),
  "??": (a, b) => {
    if (a.nil && b.nil) return nilNature;
    if (a.nil) return b;
    if (b.nil) return a;
    return assignable(b, a) ? a : unknownNature;
  },
};

export function operatorNature(checker: Checking, node: Node & { kind: "unary" | "binary" }): Nature {
  if (node.kind === "unary") {
    const of = dereferenced(checker.visit(node.of));
    const { operator } = node;
    if (operator === "!" || operator === "not") {
      if (isBool(of) || isUnknown(of)) return bool;
    } else if (isNumber(of)) return of;
    else if (isUnknown(of)) return unknownNature;
    return checker.fail(node, `invalid operation: ${operator} (mismatched type ${nameOf(of)})`);
  }
  const left = dereferenced(checker.visit(node.left));
  const right = dereferenced(checker.visit(node.right));
  if (node.operator === "in") {
    const found = membership(left, right);
    if (typeof found === "string") return checker.fail(node, found);
    if (found) return found;
  }
  if (node.operator === "matches" && node.right.kind === "string") {
    const wrong = patternFault(node.right.value);
    if (wrong !== undefined) return checker.fail(node, wrong);
  }
  const found = Object.hasOwn(rules, node.operator) ? rules[node.operator]?.(left, right) : undefined;
  return found ?? checker.fail(node, `invalid operation: ${node.operator} (mismatched types ${nameOf(left)} and ${nameOf(right)})`);
}

/** The nature of `in`, what is wrong with it, or undefined where the two have nothing to do with each other. */
function membership(left: Nature, right: Nature): Nature | string | undefined {
  if ((isString(left) || isUnknown(left)) && right.type?.kind === "struct") return bool;
  if (isMap(right) && right.type?.key) {
    const key = nature(right.type.key);
    return isUnknown(left) || assignable(left, key) ? bool : `cannot use ${nameOf(left)} as type ${nameOf(key)} in map key`;
  }
  if (isList(right)) {
    const item = itemOf(right);
    return comparable(left, item) ? bool : `cannot use ${nameOf(left)} as type ${nameOf(item)} in array`;
  }
  return (isUnknown(left) && isString(right)) || isUnknown(right) ? bool : undefined;
}
