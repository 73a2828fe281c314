import type { Millis } from "../core/base/duration.ts";

/**
 * The clock of a server, as its answers show it. A `Date` header says the time to the second, so each answer bounds the offset from
 * both sides, and many answers narrow it down. A sandbox tells its time to the millisecond, and how fast it runs.
 */
export class ServerClock {
  readonly #local: () => Millis;
  readonly #monotonic: () => Millis;
  #low = Number.NEGATIVE_INFINITY;
  #high = Number.POSITIVE_INFINITY;
  #told: { readonly now: Millis; readonly at: Millis; readonly speed: number } | undefined;

  constructor(local: () => Millis = Date.now, monotonic: () => Millis = () => performance.now()) {
    this.#local = local;
    this.#monotonic = monotonic;
  }

  /** Milliseconds of the server's clock; the local clock's where nothing was heard of it yet. */
  now(): Millis {
    const told = this.#told;
    if (told) return told.now + (this.#monotonic() - told.at) * told.speed;
    return this.#local() + this.offset;
  }

  /** How much the server's clock is ahead of the local one. */
  get offset(): Millis {
    if (this.#low === Number.NEGATIVE_INFINITY) return 0;
    // Clocks that agree as far as can be seen are taken to agree.
    return this.#low <= 0 && this.#high >= 0 ? 0 : (this.#low + this.#high) / 2;
  }

  /** How many times faster than the wall clock it runs: 1 for all but a sandbox. */
  get speed(): number {
    return this.#told?.speed ?? 1;
  }

  /** Takes in an answer's headers. `sent` is the local time when the question left. */
  heard(headers: { readonly [name: string]: string | undefined }, sent: Millis): void {
    const now = Number(headers["stepwise-now"]);
    const speed = Number(headers["stepwise-speed"]);
    if (Number.isFinite(now) && speed > 0) {
      // The answer was on its way for a while, so it says what is at least the time: the latest such word is the best one.
      if (this.#told?.speed !== speed || now >= this.now()) this.#told = { now, at: this.#monotonic(), speed };
      return;
    }
    const date = Date.parse(headers.date ?? "");
    if (Number.isNaN(date)) return;
    // The server's time was within this second at some moment between the question and the answer.
    const low = date - this.#local();
    const high = date + 1000 - sent;
    if (low > this.#high || high < this.#low) [this.#low, this.#high] = [low, high];
    else [this.#low, this.#high] = [Math.max(this.#low, low), Math.min(this.#high, high)];
  }
}
