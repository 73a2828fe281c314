import { itemsOf, numberOf, type Path, type SourceNode } from "../../../core/syntax/nodes.ts";

const usual = [20, 10, 5, 25, 50, 75, 100];

/** Weights that a step at a place of a Rollout's curve could set: those that go on as it began come first. */
export function weightsAt(root: SourceNode, index: number): readonly number[] {
  const steps = itemsOf(root, "spec", "strategy", "canary", "steps");
  const weights = (from: readonly SourceNode[]): readonly number[] => from.flatMap(step => numberOf(step, "setWeight") ?? []);
  return weightsBetween(weights(steps.slice(0, index)), weights(steps.slice(index + 1))[0] ?? 101);
}

/** The index of the step that a path leads into; undefined for a path elsewhere. */
export function stepIndexOf([spec, strategy, canary, steps, index]: Path): number | undefined {
  const inSteps = spec === "spec" && strategy === "strategy" && canary === "canary" && steps === "steps";
  return inSteps && typeof index === "number" ? index : undefined;
}

function weightsBetween(before: readonly number[], below: number): readonly number[] {
  const [earliest, earlier = 0, last] = [before.at(-3), before.at(-2), before.at(-1)];
  if (last === undefined) return usual.filter(weight => weight < below);
  const further = last + (last - earlier);
  const doubled = last * 2;
  // 5, 10, 20 doubles; 10, 20 adds, until somebody says otherwise.
  const doubles = earliest !== undefined && earlier === earliest * 2 && last === earlier * 2;
  const next = [...(doubles ? [doubled, further] : [further, doubled]), 25, 50, 75, 100];
  const possible = next.filter(weight => weight > last && weight < below && weight <= 100);
  return [...new Set(possible)];
}
