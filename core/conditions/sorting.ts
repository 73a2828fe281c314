import { compare, equal } from "./operators.ts";
import { NotKnown, type Value } from "./values.ts";

// Up to this many items Go sorts by insertion, which keeps the order of equal ones; beyond, nobody promises it.
const insertionOnly = 12;

/** The items in the order of their values. Comparing happens in Go's order, so that the first pair that cannot be compared is the same. */
export function sorted(items: readonly Value[], values: readonly Value[], descending: boolean): readonly Value[] {
  const order = items.map((_, i) => i);
  const at = (i: number): Value => values[order[i] ?? 0] ?? null;
  const less = (i: number, j: number): boolean => (descending ? compare("<", at(j), at(i)) : compare("<", at(i), at(j)));
  if (items.length > insertionOnly && !unambiguous(values)) throw new NotKnown("the order of many items, some of them equal");
  for (let i = 1; i < order.length; i++)
    for (let j = i; j > 0 && less(j, j - 1); j--) {
      const [a = 0, b = 0] = [order[j], order[j - 1]];
      order[j] = b;
      order[j - 1] = a;
    }
  return order.map(i => items[i] ?? null);
}

function unambiguous(values: readonly Value[]): boolean {
  if (!values.every(value => typeof value === typeof values[0] && typeof value !== "object" && typeof value !== "boolean")) return false;
  if (values.some(value => Number.isNaN(value))) return false;
  return (
    typeof values[0] === "number" ||
    typeof values[0] === "bigint" ||
    !values.some((value, i) => values.some((other, j) => j < i && equal(value, other)))
  );
}
