import { builtins, predicates } from "./builtins/index.ts";
import { controllerFunctions } from "./builtins/numbers.ts";
import { checkCall, checkGet } from "./calls.ts";
import type { Checking } from "./checking.ts";
import type { Fault } from "./lexer.ts";
import { operatorNature } from "./operator-types.ts";
import { checkPredicateCall } from "./predicates.ts";
import type { Node } from "./syntax.ts";
import {
  assignable,
  dereferenced,
  type GoType,
  goType,
  isBool,
  isInteger,
  isList,
  isUnknown,
  itemOf,
  listOf,
  type Nature,
  nameOf,
  nature,
  nilNature,
  unknownNature,
} from "./types.ts";
import { NotKnown } from "./values.ts";

/**
 * The types of a condition for one type of `result`, as the controller finds them before it evaluates: it knows the real value by then.
 * Writes the nature of each node into the tree. Source: expr-lang/expr v1.17.7 `checker/checker.go`.
 */
export interface Checked {
  readonly nature: Nature;
  /** The first thing that is wrong. */
  readonly fault: Fault | undefined;
  /** Why the types are not known here, where they are not. */
  readonly unknown: string | undefined;
}

/** Checks a tree. `result` is the nature of what the provider answers. */
export function checkCondition(tree: Node, result: Nature): Checked {
  const checker = new Checker(result);
  try {
    return { nature: checker.visit(tree), fault: checker.fault, unknown: undefined };
  } catch (problem) {
    if (!(problem instanceof NotKnown)) throw problem;
    return { nature: unknownNature, fault: checker.fault, unknown: checker.fault ? undefined : problem.why };
  }
}

interface PredicateScope {
  readonly list: Nature;
  readonly names: { readonly [name: string]: Nature };
}

class Checker implements Checking {
  readonly #result: Nature;
  readonly #scopes: PredicateScope[] = [];
  readonly #variables: { readonly name: string; readonly nature: Nature }[] = [];
  fault: Fault | undefined;

  constructor(result: Nature) {
    this.#result = result;
  }

  visit(node: Node): Nature {
    const found = this.#natureOf(node);
    node.nature = found;
    return found;
  }

  fail(node: Node, message: string): Nature {
    this.fault ??= { message, at: node.at };
    return unknownNature;
  }

  inside(list: Nature, names: { readonly [name: string]: Nature }, node: Node): Nature {
    this.#scopes.push({ list, names });
    const found = this.visit(node);
    this.#scopes.pop();
    return found;
  }

  environment(name: string): Nature | undefined {
    if (name === "result") return this.#result;
    const added = Object.hasOwn(controllerFunctions, name) ? controllerFunctions[name] : undefined;
    return added && nature(added.signature);
  }

  #natureOf(node: Node): Nature {
    switch (node.kind) {
      case "missing":
      case "template":
        return unknownNature;
      case "nil":
        return nilNature;
      case "integer":
        return nature("int");
      case "float":
        return nature("float64");
      case "bool":
        return nature("bool");
      case "string":
        return nature("string");
      case "constant":
        return node.nature ?? unknownNature;
      case "identifier":
        return this.#identifier(node, node.name);
      case "unary":
      case "binary":
        return operatorNature(this, node);
      case "chain":
        return this.visit(node.of);
      case "member":
        return this.#member(node);
      case "slice":
        return this.#slice(node);
      case "call":
        return checkCall(this, node);
      case "builtin":
        if (Object.hasOwn(predicates, node.name)) return checkPredicateCall(this, node);
        return node.name === "get" ? checkGet(this, node) : checkCall(this, node);
      case "predicate":
        return this.visit(node.of);
      case "pointer":
        return this.#pointer(node, node.name);
      case "let":
        return this.#let(node);
      case "sequence":
        return node.nodes.map(part => this.visit(part)).at(-1) ?? unknownNature;
      case "conditional":
        return this.#conditional(node);
      case "array":
        return this.#array(node.nodes);
      case "map":
        for (const { key, value } of node.pairs) {
          this.visit(key);
          this.visit(value);
        }
        return nature("map[string]interface {}");
    }
  }

  #identifier(node: Node, name: string): Nature {
    const variable = this.#variables.findLast(declared => declared.name === name);
    if (variable) return variable.nature;
    if (name === "$env") return unknownNature;
    const found = this.environment(name);
    if (found) return found;
    const builtin = builtins.get(name);
    if (builtin) return nature(builtin.signatures?.[0] ?? "func(...interface {}) (interface {}, error)");
    const predicate = Object.hasOwn(predicates, name) ? predicates[name] : undefined;
    return predicate ? nature(predicate.signature) : this.fail(node, `unknown name ${name}`);
  }

  #member(node: Node & { kind: "member" }): Nature {
    const name = node.property.kind === "string" ? node.property.value : undefined;
    if (node.of.kind === "identifier" && node.of.name === "$env") {
      if (name === undefined) return unknownNature;
      return this.environment(name) ?? (node.optional ? unknownNature : this.fail(node, `unknown name ${name}`));
    }
    const whole = this.visit(node.of);
    const property = this.visit(node.property);
    if (isUnknown(whole)) return unknownNature;
    if (name !== undefined && whole.nil) return this.fail(node, `type nil has no field ${name}`);
    const base = dereferenced(whole);
    if (name !== undefined && /^time\./.test(base.type?.name ?? "")) throw new NotKnown("fields and methods of instants and durations");
    const type = base.type;
    if (type?.kind === "map" && type.key) {
      const key = nature(type.key);
      if (!assignable(property, key) && !assignable(dereferenced(property), key) && !isUnknown(property))
        return this.fail(node.property, `cannot use ${nameOf(property)} to get an element from ${type.name}`);
      return itemOf(base);
    }
    if (isList(base)) {
      const index = dereferenced(property);
      if (!isInteger(index) && !isUnknown(index))
        return this.fail(node.property, `array elements can only be selected using an integer (got ${nameOf(index)})`);
      return itemOf(base);
    }
    if (name === undefined) return this.fail(node, `type ${nameOf(base)}[${nameOf(property)}] is undefined`);
    const field: GoType | undefined = type?.fields?.[name];
    if (field) return nature(field);
    return this.fail(node, `type ${nameOf(base)} has no ${node.method ? "method" : "field"} ${name}`);
  }

  #slice(node: Node & { kind: "slice" }): Nature {
    const whole = this.visit(node.of);
    if (isUnknown(whole)) return unknownNature;
    if (!["string", "array", "slice"].includes(whole.type?.kind ?? "")) return this.fail(node, `cannot slice ${nameOf(whole)}`);
    for (const bound of [node.from, node.to]) {
      if (!bound) continue;
      const found = dereferenced(this.visit(bound));
      if (!isInteger(found) && !isUnknown(found)) return this.fail(bound, `non-integer slice index ${nameOf(found)}`);
    }
    return whole;
  }

  #pointer(node: Node, name: string): Nature {
    const scope = this.#scopes.at(-1);
    if (!scope) return this.fail(node, "cannot use pointer accessor outside predicate");
    if (name === "") return isUnknown(scope.list) ? unknownNature : itemOf(scope.list);
    return scope.names[name] ?? this.fail(node, `unknown pointer #${name}`);
  }

  #let(node: Node & { kind: "let" }): Nature {
    const { name } = node;
    if (this.environment(name)) return this.fail(node, `cannot redeclare ${name}`);
    if (builtins.has(name) || Object.hasOwn(predicates, name)) return this.fail(node, `cannot redeclare builtin ${name}`);
    if (this.#variables.some(declared => declared.name === name)) return this.fail(node, `cannot redeclare variable ${name}`);
    this.#variables.push({ name, nature: this.visit(node.value) });
    const body = this.visit(node.body);
    this.#variables.pop();
    return body;
  }

  #conditional(node: Node & { kind: "conditional" }): Nature {
    const condition = dereferenced(this.visit(node.condition));
    if (!isBool(condition) && !isUnknown(condition))
      return this.fail(node.condition, `non-bool expression (type ${nameOf(condition)}) used as condition`);
    const then = this.visit(node.then);
    const otherwise = this.visit(node.otherwise);
    if (then.nil && otherwise.nil) return nilNature;
    if (then.nil) return otherwise;
    if (otherwise.nil) return then;
    if (!assignable(then, otherwise)) return unknownNature;
    if (isList(then) && isList(otherwise)) {
      const [a, b] = [itemOf(then), itemOf(otherwise)];
      if (!assignable(a, b) || !assignable(b, a)) return nature("[]interface {}");
    }
    return then;
  }

  #array(nodes: readonly Node[]): Nature {
    const natures = nodes.map(item => this.visit(item));
    const kind = (n: Nature | undefined): string => n?.type?.kind ?? "";
    const same = natures.every((n, i) => i === 0 || kind(n) === kind(natures[i - 1]));
    return same ? listOf(natures.at(-1) ?? unknownNature) : nature(goType("[]interface {}"));
  }
}
