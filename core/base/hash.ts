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
  return [...String(fnv1a(stable(value)))]
    .map(digit => safe[digit.charCodeAt(0) % 27])
    .join("")
    .padStart(6, "b");
}

/** The same, made when it is asked for: most readers of a spec never do. */
export function lazyHash(value: () => Json): () => string {
  let made: string | undefined;
  return () => {
    made ??= safeHash(value());
    return made;
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
