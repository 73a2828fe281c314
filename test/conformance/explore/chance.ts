import fc from "fast-check";

/** One of these, each as likely as its number (with at most one decimal) says beside those of the others. */
export function oneOf<T>(...choices: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<T>])[]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight: Math.round(weight * 10), arbitrary })));
}

/** One of these values, all as likely. */
export function among<T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** A whole number of a range. */
export function between(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max });
}

/** In so many of a hundred cases the value, else nothing. */
export function sometimes<T>(percent: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return oneOf<T | undefined>([percent, arbitrary], [100 - percent, fc.constant(undefined)]);
}

/** An object with those of the fields that are there. */
export function fields(model: { readonly [key: string]: fc.Arbitrary<unknown> }): fc.Arbitrary<{ readonly [key: string]: unknown }> {
  return fc.record(model).map(made => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));
}
