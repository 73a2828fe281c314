/** A form that a text has to have: its pattern in the schema, the form in words, and, where there is one, a likely correction. */
interface Form {
  readonly pattern: string;
  readonly words: string;
  readonly corrected?: (written: string) => string | undefined;
}

const name = "lower-case letters, digits and `-`, with a letter or digit at both ends";

/** Every pattern of our kinds. A test fails when upstream brings in one that has no words. */
const forms: readonly Form[] = [
  {
    pattern: "^[0-9]+(m|s)",
    words: "digits with `s` or `m` after them, such as `30s` or `5m`",
    corrected: duration,
  },
  {
    pattern: "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$",
    words: "a quantity, such as `250m`, `2` or `512Mi`",
    corrected: quantity,
  },
  { pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", words: name },
  { pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", words: `parts of ${name}, with dots between them` },
  {
    pattern: "^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
    words: `nothing, or parts of ${name}, with dots between them`,
  },
  { pattern: "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", words: "letters, digits and `-`, with a letter first and no `-` last" },
];

/** The form behind a pattern. */
export function formOf(pattern: string): Pick<Form, "words" | "corrected"> {
  return forms.find(form => form.pattern === pattern) ?? { words: `a text that fits \`${pattern}\`` };
}

/** Flagger counts in minutes and seconds only: `1h` is `60m`, and a bare number can only mean seconds. */
function duration(written: string): string | undefined {
  const found = /^\s*(\d+)\s*(h|hr|hours?|min|minutes?|sec|seconds?)?\s*$/i.exec(written);
  if (found === null) return undefined;
  const [, digits = "", unit = "s"] = found;
  if (/^h/i.test(unit)) return `${Number(digits) * 60}m`;
  return digits + (/^m/i.test(unit) ? "m" : "s");
}

/** The usual slips: `512MB`, `512Mb`, `1gi`, `100 m`. */
function quantity(written: string): string | undefined {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([kmgtpe])(i?)b?\s*$/i.exec(written);
  if (found === null) return undefined;
  const [, digits = "", letter = "", binary = ""] = found;
  if (letter === "m" && binary === "" && !/b\s*$/i.test(written)) return `${digits}m`;
  const unit = binary === "" && letter.toLowerCase() === "k" ? "k" : letter.toUpperCase();
  return digits + unit + binary.toLowerCase();
}
