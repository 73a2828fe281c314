/** Fixtures with the expectation drawn under the text, as comments: the fixture stays a file that can be applied. */

/** A place that a comment marks. Lines and columns count from 0. */
export interface Mark {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly code: string;
}

/**
 * Comments that mark the line above them (or the last one above that is no mark itself): `# ^^^ steps/two-kinds` under the characters
 * that are meant, and `#<-- steps/two-kinds` where they begin under the `#`. Several marks of one place stand on lines of their own.
 */
export function marksIn(text: string): readonly Mark[] {
  const marks: Mark[] = [];
  let line = 0;
  for (const [i, content] of text.split("\n").entries()) {
    const found = /^(\s*)#(\s*)(\^+|<-*)\s+(\S+)\s*$/.exec(content);
    if (!found) {
      line = i;
      continue;
    }
    const [, indent = "", gap = "", arrows = "", code = ""] = found;
    const under = arrows.startsWith("^");
    const from = under ? indent.length + 1 + gap.length : indent.length;
    marks.push({ line, from, to: from + arrows.length + (under ? 0 : 1), code });
  }
  return marks;
}

/** A mark in words, so that a difference between two lists can be read. */
export function markText({ line, from, to, code }: Mark): string {
  return `line ${line + 1}, columns ${from + 1}-${to}: ${code}`;
}

/** The text without the common white space at the beginning of its lines, and without the empty line that a backtick leaves. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, "")
    .replace(/\n[ \t]*$/, "\n")
    .split("\n");
  const widths = lines.filter(line => line.trim() !== "").map(line => /^ */.exec(line)?.[0].length ?? 0);
  const width = Math.min(...widths, 100);
  return lines.map(line => line.slice(width)).join("\n");
}
