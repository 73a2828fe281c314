import type { Scenario } from "../../protocol/forecast.ts";
import type { Millis } from "../base/duration.ts";
import { purposes, uniform } from "../statistics/philox.ts";
import type { ErrorDraws } from "./answers.ts";
import type { ShareHistory } from "./requests.ts";

/** Requests and failed ones that a window saw. */
export interface Seen {
  readonly requests: number;
  readonly errors: number;
}

interface Block {
  readonly from: Millis;
  readonly to: Millis;
  readonly canary: Seen;
  readonly stable: Seen;
}

/**
 * The errors behind one metric, drawn once for each stretch of time: windows that overlap see the same errors, so that failures come
 * in runs as they do in truth. Stretches are as long as the windows and the interval have in common, so that windows begin at borders.
 */
export class ErrorProcess {
  readonly #scenario: Scenario;
  readonly #shares: ShareHistory;
  readonly #draws: ErrorDraws;
  readonly #uniform: (purpose: number) => number;
  readonly #blocks: Block[] = [];
  readonly #grid: Millis;

  constructor(
    about: {
      readonly scenario: Scenario;
      readonly shares: ShareHistory;
      readonly draws: ErrorDraws;
      readonly seed: number;
      readonly replication: number;
      readonly metric: number;
    },
    windowSeconds: number,
    intervalSeconds: number,
  ) {
    this.#scenario = about.scenario;
    this.#shares = about.shares;
    this.#draws = about.draws;
    this.#grid = Math.max(1, common(Math.round(windowSeconds), Math.round(intervalSeconds))) * 1000;
    this.#uniform = purpose => uniform(about.seed, about.replication, this.#blocks.length, about.metric, purpose);
  }

  /** What the window that ends now saw: of the new version alone, or of both. */
  window(now: Millis, windowMs: Millis, canaryOnly: boolean): Seen {
    const from = Math.max(0, now - windowMs);
    // The first window is cut backwards from its end, so that later ones begin at borders of it.
    let at = this.#blocks.at(-1)?.to ?? now - Math.ceil((now - from) / this.#grid) * this.#grid;
    while (at < now) {
      const to = Math.min(now, at + this.#grid);
      this.#blocks.push(this.#draw(at, to));
      at = to;
    }
    let requests = 0;
    let errors = 0;
    for (let i = this.#blocks.length - 1; i >= 0; i--) {
      const block = this.#blocks[i];
      if (!block || block.to <= from || block.from < from - 500) break;
      requests += block.canary.requests + (canaryOnly ? 0 : block.stable.requests);
      errors += block.canary.errors + (canaryOnly ? 0 : block.stable.errors);
    }
    return { requests, errors };
  }

  #draw(from: Millis, to: Millis): Block {
    const { requestsPerSecond, errorRate, stableErrorRate } = this.#scenario;
    // Whole requests up to each border, so that nothing is lost between stretches.
    const until = (time: Millis): number => Math.floor(this.#shares.integral(0, Math.max(0, time)) * requestsPerSecond + 1e-9);
    const all = (time: Millis): number => Math.floor((Math.max(0, time) / 1000) * requestsPerSecond + 1e-9);
    const canary = until(to) - until(from);
    const stable = Math.max(0, all(to) - all(from) - canary);
    return {
      from,
      to,
      canary: { requests: canary, errors: this.#draws.draw(canary, errorRate, this.#uniform(purposes.canaryErrors)) },
      stable: { requests: stable, errors: this.#draws.draw(stable, stableErrorRate, this.#uniform(purposes.stableErrors)) },
    };
  }
}

/** The greatest number of whole seconds that divides both. */
function common(a: number, b: number): number {
  return b === 0 ? a : common(b, a % b);
}
