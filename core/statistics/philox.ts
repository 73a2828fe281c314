/**
 * Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", 2011): any
 * draw can be made alone, in any order, so results do not depend on who makes them. Counter: replication, tick, draw, purpose.
 */
export type Words = readonly [number, number, number, number];

/** The four words of a counter under a key. */
export function philox4x32(counter: Words, key: readonly [number, number]): Words {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const high0 = mulHigh(0xd2511f53, c0);
    const low0 = Math.imul(0xd2511f53, c0) >>> 0;
    const high1 = mulHigh(0xcd9e8d57, c2);
    const low1 = Math.imul(0xcd9e8d57, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** The upper 32 bits of a product of two 32-bit words, by 16-bit halves. */
function mulHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = aLow * bLow;
  const middle = aHigh * bLow + (low >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + (cross >>> 16)) >>> 0;
}

/** What a draw is for: it names the quantity, so that the same draw serves every configuration (common random numbers). */
export const purposes = { canaryErrors: 1, stableErrors: 2, latency: 3 } as const;

/** A uniform number strictly inside (0, 1), made of 52 bits. */
export function uniform(seed: number, replication: number, tick: number, draw: number, purpose: number): number {
  const [w0, w1] = philox4x32(
    [replication >>> 0, tick >>> 0, draw >>> 0, purpose >>> 0],
    [seed >>> 0, Math.floor(seed / 0x100000000) >>> 0],
  );
  return (Math.floor(w0 / 64) * 67108864 + Math.floor(w1 / 64) + 0.5) / 4503599627370496;
}
