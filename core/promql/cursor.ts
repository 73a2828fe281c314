import type { Span } from "../base/span.ts";
import type { Word } from "./words.ts";

/** Why Prometheus refuses a query: words in an order that means nothing, or values that do not go together. */
export interface Refusal {
  readonly kind: "syntax" | "type";
  readonly at: Span;
  readonly words: string;
}

/** Thrown where a query cannot be read any further, and caught by whoever began. */
export class Stopped extends Error {}

const deepest = 200;

/** The words of a query, one after the other. What is wrong first is kept; where nothing can be read any further it throws `Stopped`. */
export class Cursor {
  refusal: Refusal | undefined;
  readonly words: readonly Word[];
  readonly end: number;
  private at = 0;
  private depth = 0;

  constructor(words: readonly Word[], end: number) {
    this.words = words;
    this.end = end;
  }

  here(): Word | undefined {
    return this.words[this.at];
  }

  is(text: string, sort?: Word["sort"]): boolean {
    const word = this.here();
    return word !== undefined && word.text.toLowerCase() === text && word.sort !== "string" && (sort === undefined || word.sort === sort);
  }

  take(): Word {
    const word = this.here();
    if (!word) return this.stop("something is missing at its end");
    this.at += 1;
    return word;
  }

  expect(text: string): Word {
    if (!this.is(text)) this.stop(`\`${text}\` is missing before it`);
    return this.take();
  }

  /** Where the word before the next one ends. */
  behind(): number {
    return this.words[this.at - 1]?.end ?? 0;
  }

  /** Ends the reading at a word: the next one, where no other is said. */
  stop(words: string, word = this.here()): never {
    this.refuse("syntax", word ?? { start: this.end, end: this.end }, words);
    throw new Stopped(words);
  }

  refuse(kind: Refusal["kind"], { start, end }: Span, words: string): void {
    this.refusal ??= { kind, at: { start, end }, words };
  }

  /** Reads what is nested one deeper. */
  deeper<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > deepest) this.stop("it is nested too deep");
    const found = read();
    this.depth -= 1;
    return found;
  }

  /** What stands directly behind a word, of which a template makes a part: `{{args.metric}}_total`. */
  adjacent(first: Word): number {
    let { end } = first;
    let template = first.sort === "template";
    for (
      let word = this.here();
      word?.start === end && (word.sort === "template" || (template && (word.sort === "word" || word.sort === "number")));
      word = this.here()
    ) {
      template ||= word.sort === "template";
      ({ end } = this.take());
    }
    return end;
  }
}

/** Is it a number, `Inf` and `NaN` included? */
export function isNumber({ sort, text }: Word): boolean {
  return sort === "number" || (sort === "word" && /^(inf|nan)$/i.test(text));
}
