// `core` has neither Node's buffers nor the browser's `btoa`.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A text in base 64, by its bytes in UTF-8. */
export function toBase64(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([\dA-F]{2})|(.)/g)].map(([, hex, letter]) =>
    hex === undefined ? (letter ?? "").charCodeAt(0) : Number.parseInt(hex, 16),
  );
  let written = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.slice(i, i + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    written += alphabet[group >> 18];
    written += alphabet[(group >> 12) & 63];
    written += b === undefined ? "=" : alphabet[(group >> 6) & 63];
    written += c === undefined ? "=" : alphabet[group & 63];
  }
  return written;
}

/** The text that is written; undefined for what is no base 64. Line ends inside are skipped. Bytes that are no UTF-8 throw a `URIError`. */
export function fromBase64(written: string): string | undefined {
  const letters = written.replace(/[\r\n]/g, "");
  if (letters.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(letters)) return undefined;
  const bytes: number[] = [];
  for (let i = 0; i < letters.length; i += 4) {
    const quartet = [...letters.slice(i, i + 4)];
    const filled = quartet.filter(letter => letter !== "=").length;
    const group = quartet.reduce((sum, letter) => sum * 64 + Math.max(0, alphabet.indexOf(letter)), 0);
    bytes.push(...[group >> 16, (group >> 8) & 255, group & 255].slice(0, filled - 1));
  }
  return decodeURIComponent(bytes.map(byte => `%${byte.toString(16).padStart(2, "0")}`).join(""));
}
