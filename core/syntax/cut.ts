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
  const borders: number[] = [];
  let content = false;
  let offset = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const marker = /^(---|\.\.\.)(?=[ \t\r\n]|$)/.exec(line)?.[1];
    if (marker === "---") {
      if (content) borders.push(offset);
      content = true;
    } else if (marker === "...") {
      if (content) borders.push(offset + line.length);
      content = false;
    } else if (!/^(#.*)?$/.test(line.trim()) && !line.startsWith("%")) content = true;
    offset += line.length;
  }
  const starts = [0, ...borders];
  return starts
    .map((start, i) => ({ start, text: text.slice(start, starts[i + 1] ?? text.length) }))
    .filter((slice, i) => i === 0 || slice.text !== "");
}
