import type { Millis } from "../base/duration.ts";

/** The share of traffic on the new version over time: what a window sees is the integral of it. */
export class ShareHistory {
  readonly #changes: { readonly at: Millis; readonly share: number }[] = [{ at: 0, share: 0 }];

  /** From now on this share (0 to 1). */
  note(at: Millis, share: number): void {
    const last = this.#changes.at(-1);
    if (last?.share === share) return;
    if (last?.at === at) this.#changes.pop();
    this.#changes.push({ at, share });
  }

  /** Seconds of full traffic on the new version between two times. */
  integral(from: Millis, to: Millis): number {
    let sum = 0;
    for (const [i, { at, share }] of this.#changes.entries()) {
      const end = Math.min(to, this.#changes[i + 1]?.at ?? Number.POSITIVE_INFINITY);
      const start = Math.max(from, at);
      if (end > start) sum += share * (end - start);
    }
    return sum / 1000;
  }
}
