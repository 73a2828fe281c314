import { checkCondition } from "./checker.ts";
import { type Comparison, comparisonOf } from "./comparison.ts";
import type { Fault } from "./lexer.ts";
import { Machine, type Run } from "./machine.ts";
import { parseCondition } from "./parser.ts";
import { programOf } from "./program.ts";
import { rewritten } from "./rewriter.ts";
import { walk } from "./syntax.ts";
import { type Nature, unknownNature } from "./types.ts";
import { EvaluationError, floatList, isNil, List, NotKnown, natureOf, typeName, type Value } from "./values.ts";

/**
 * Conditions of Argo Rollouts (expr-lang, as the controller configures it), evaluated as the controller does: it reads, checks and
 * rewrites them anew for the type of each answer. Source: argo-rollouts v1.10.1 `utils/evaluate/evaluate.go` (`argo-rollouts.md` part 5).
 */

export { type Comparison, negated, type Operator } from "./comparison.ts";

/** What a provider answered: a number is one float, a plain list is one of floats, anything else says itself what it is. */
export type Result = Value | readonly number[];

/** `expression` is wrong before it is evaluated, `evaluation` while it is, `outcome` says that what came out is no yes or no. */
export type ErrorClass = "expression" | "evaluation" | "outcome" | "no-data";

export type Outcome =
  | { readonly value: boolean }
  | {
      /** The words of the controller, behind its `could not evaluate …: `. */
      readonly error: string;
      readonly class: ErrorClass;
      /** False where the controller has other words for the same error. */
      readonly exact: boolean;
    }
  /** What is not evaluated here, and why. */
  | { readonly unknown: string };

export interface Evaluates {
  readonly text: string;
  /**
   * One measurement. `now` is the instant of it, in nanoseconds since 1970. Of an answer without data the controller says that and not
   * what is wrong; `bare` asks for what is wrong. Never throws.
   */
  evaluate(result: Result, now?: bigint, saying?: "bare"): Outcome;
}

export type Condition = Evaluates &
  (
    | { readonly understood: true; readonly comparison: Comparison | undefined }
    /** Wrong whatever the provider answers, or with arguments that are not filled in yet. */
    | { readonly understood: false; readonly why: string; readonly fault: Fault | undefined }
  );

const cache = new Map<string, Condition>();
const cacheLimit = 1000;

/** Reads a condition. Never throws. The same text is read once. */
export function readCondition(text: string): Condition {
  const known = cache.get(text);
  if (known) return known;
  if (cache.size >= cacheLimit) cache.clear();
  const condition = read(text);
  cache.set(text, condition);
  return condition;
}

function read(text: string): Condition {
  const { tree, fault, tooMuch } = parseCondition(text);
  let filled = true;
  walk(tree, node => {
    if (node.kind === "template") filled = false;
  });
  if (tooMuch) {
    const why = "so long an expression";
    return { text, understood: false, why, fault: undefined, evaluate: () => ({ unknown: why }) };
  }
  if (!filled || /\{\{[^{}]*\}\}/.test(text)) {
    const why = "its arguments are not filled in yet";
    return { text, understood: false, why, fault: undefined, evaluate: () => ({ unknown: why }) };
  }
  const programs = new Map<string, Program>();
  const evaluate = (result: Result, now?: bigint, saying?: "bare"): Outcome => {
    const value = given(result);
    const shape = typeName(value);
    let program = programs.get(shape);
    if (!program) {
      program = compiled(text, natureOf(value));
      programs.set(shape, program);
    }
    const outcome = outcomeOf(program, value, now);
    return "error" in outcome && saying !== "bare" && isEmpty(value) ? noData : outcome;
  };
  const always = fault ?? checkCondition(tree, unknownNature).fault;
  if (always) return { text, understood: false, why: always.message, fault: always, evaluate };
  return { text, understood: true, comparison: comparisonOf(tree, text), evaluate };
}

type Program = { readonly run: Run } | { readonly fault: string } | { readonly unknown: string };

function compiled(text: string, result: Nature): Program {
  const { tree, fault } = parseCondition(text);
  if (fault) return { fault: fault.message };
  const checked = checkCondition(tree, result);
  if (checked.fault) return { fault: checked.fault.message };
  if (checked.unknown !== undefined) return { unknown: checked.unknown };
  try {
    const { tree: ready, fault: refused } = rewritten(tree);
    if (refused) return { fault: refused.message };
    return { run: programOf(ready) };
  } catch (problem) {
    if (problem instanceof NotKnown) return { unknown: problem.why };
    throw problem;
  }
}

/** What is wrong with a condition for a provider that answers so, before it is evaluated. */
export function faultFor(text: string, result: Nature): Fault | undefined {
  const { tree, fault } = parseCondition(text);
  return fault ?? checkCondition(tree, result).fault;
}

/** The value of any expression, as the judge of the tests asks for it. Throws what `evaluate` catches. */
export function valueFor(text: string, result: Result, now?: bigint): Value {
  const value = given(result);
  const program = compiled(text, natureOf(value));
  if ("fault" in program) throw new EvaluationError(program.fault);
  if ("unknown" in program) throw new NotKnown(program.unknown);
  return program.run(new Machine(value, now));
}

function given(result: Result): Value {
  return Array.isArray(result) ? new List(result as readonly number[], floatList) : (result as Value);
}

function outcomeOf(program: Program, value: Value, now: bigint | undefined): Outcome {
  if ("unknown" in program) return program;
  if ("fault" in program) return { error: program.fault, class: "expression", exact: true };
  try {
    const found = program.run(new Machine(value, now));
    if (typeof found === "boolean") return { value: found };
    return { error: `expected bool, but got ${typeName(found)}`, class: "outcome", exact: true };
  } catch (problem) {
    if (problem instanceof NotKnown) return { unknown: problem.why };
    if (problem instanceof EvaluationError) return { error: problem.message, class: "evaluation", exact: problem.exact };
    // An expression that is nested too deeply for us.
    if (problem instanceof RangeError) return { unknown: "so deep an expression" };
    throw problem;
  }
}

const noData: Outcome = {
  error: "metric result is nil or empty: no data returned from the metric provider",
  class: "no-data",
  exact: true,
};

function isEmpty(value: Value): boolean {
  return isNil(value) || (value instanceof List && value.items.length === 0);
}
