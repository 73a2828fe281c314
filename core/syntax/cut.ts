/** A document of a file: its text, from its `---` (if it has one) to the next, and where in the file it begins. */
export interface Slice {
  readonly text: string;
  readonly start: number;
}

/**
 * Cuts a file into its documents. By the YAML specification a line that begins with `---` or `...` and goes on with white space
 * or ends is a border wherever it stands, block and quoted scalars included (production `c-forbidden`), so lines are all one
 * needs to look at. Directives and comments belong to the document that follows them.
 */
export function cut(text: string): readonly Slice[] {
  const starts = [0];
  let content = false;
  let before = 0;
  // A file is cut at each keystroke: what is between the markers is only looked at for the first thing that is written there.
  for (const found of text.matchAll(marker)) {
    const at = found.index + (found[0].startsWith("\n") ? 1 : 0);
    content ||= hasContent(text.slice(before, at));
    const line = text.indexOf("\n", at);
    before = line < 0 ? text.length : line + 1;
    if (found[1] === "---") {
      if (content) starts.push(at);
      content = true;
    } else {
      if (content) starts.push(before);
      content = false;
    }
  }
  return starts
    .map((start, i) => ({ start, text: text.slice(start, starts[i + 1] ?? text.length) }))
    .filter((slice, i) => i === 0 || slice.text !== "");
}

const marker = /(?:^|\n)(---|\.\.\.)(?=[ \t\r\n]|$)/g;

/** Is there a line that is neither empty, nor a comment, nor a directive? */
function hasContent(text: string): boolean {
  return /(?:^|\n)(?!%)[^\S\n]*[^\s#]/.test(text);
}
