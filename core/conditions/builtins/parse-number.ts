import { quoted } from "../lexer.ts";
import { NotKnown } from "../values.ts";

/** Numbers in texts, as Go's `strconv` reads them, with its words for what is none. */
export type Read<T> = { readonly value: T } | { readonly wrong: string };

export function parseInt64(text: string): Read<bigint> {
  const wrong = (why: string): Read<bigint> => ({ wrong: `strconv.ParseInt: parsing ${quoted(text)}: ${why}` });
  if (!/^[+-]?\d+$/.test(text)) return wrong("invalid syntax");
  const value = BigInt(text.replace("+", ""));
  return BigInt.asIntN(64, value) === value ? { value } : wrong("value out of range");
}

export function parseFloat64(text: string): Read<number> {
  const wrong = (why: string): Read<number> => ({ wrong: `strconv.ParseFloat: parsing ${quoted(text)}: ${why}` });
  if (/^[+-]?0x/i.test(text)) throw new NotKnown("floats in base 16");
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (word) {
    if (word[2]?.toLowerCase() === "nan") return word[1] === "" ? { value: Number.NaN } : wrong("invalid syntax");
    return { value: word[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY };
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return wrong("invalid syntax");
  const value = Number(text);
  return Number.isFinite(value) ? { value } : wrong("value out of range");
}
