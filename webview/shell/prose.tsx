// A figure and its unit are never parted at the end of a line.
const beforeUnit = /(\d) (?=%|(?:ms|s|min|h|d)\b)/g;

/** A sentence as `core` writes it: what stands between backticks is code, and everything else is text, never markup. */
export function Prose({ text }: { readonly text: string }) {
  const parts = text.replace(beforeUnit, "$1\u00a0").split("`");
  // An odd number of backticks is not ours to interpret.
  if (parts.length % 2 === 0) return <>{text}</>;
  return <>{parts.map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))}</>;
}
