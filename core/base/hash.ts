import type { Json } from "./json.ts";

const safe = "bcdfghjklmnpqrstvwxz2456789";

/** FNV-1a, 32 bit, of a text's UTF-16 units: a short name for a content. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A name in Kubernetes' safe alphabet for plain data, made as pod hashes are (the decimal digits, each replaced); equal for equal data. */
export function safeHash(value: Json): string {
  return inSafeAlphabet(fnv1a(stable(value))).padStart(6, "b");
}

/** The same of a text, to the letter as Kubernetes makes it: of its bytes. */
export function hashText(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of bytesOf(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return inSafeAlphabet(hash >>> 0);
}

function inSafeAlphabet(hash: number): string {
  return [...String(hash)].map(digit => safe[digit.charCodeAt(0) % 27]).join("");
}

// UTF-8; neither an encoder nor a buffer is at hand where there is no platform. Half a letter has no bytes there.
function bytesOf(text: string): readonly number[] {
  return [...text].flatMap(letter => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) return [code];
    const [first, more] = code < 0x800 ? [0xc0, 1] : code < 0x10000 ? [0xe0, 2] : [0xf0, 3];
    const rest = Array.from({ length: more }, (_, i) => 0x80 | ((code >> (6 * (more - 1 - i))) & 0x3f));
    return [first | (code >> (6 * more)), ...rest];
  });
}

/** The same, made when it is asked for: most readers of a spec never do. */
export function lazyHash(value: () => Json): () => string {
  return lazyValue(() => safeHash(value()));
}

/** A value that is made when it is asked for, and once. */
export function lazyValue<Value>(value: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: value() };
    return made.value;
  };
}

/** JSON with the keys of objects in order. */
function stable(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(item => stable(item as Json)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const object = value as { [key: string]: Json };
    return `{${Object.keys(object)
      .sort()
      .map(key => `${JSON.stringify(key)}:${stable(object[key] ?? null)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value);
}
