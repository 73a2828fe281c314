/** Numbers below 1 that are the same in each run. Source: Numerical Recipes' linear congruential generator. */
export function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
