import type { Span } from "../base/span.ts";

/**
 * The actions of a Go template, as Helm reads one: `{{ … }}` with strings, raw strings and comments in it, and the blocks that they
 * make. Source: Go's text/template/parse/lex.go and parse.go.
 */
export interface Action {
  readonly at: Span;
  /** What is between the braces, without dashes and white space. */
  readonly inner: string;
  /** `text` writes something, a `border` begins, divides or ends a block, and what is `silent` leaves nothing behind. */
  readonly sort: "text" | "border" | "silent";
  /** Nothing but actions on its lines. */
  readonly alone: boolean;
  /** Alone, and between lines of a block text: what stands there is no comment. */
  readonly inBlockText: boolean;
  /** `{{-` and `-}}` take the white space before and behind them away. */
  readonly trims: { readonly before: boolean; readonly behind: boolean };
  /** The text that it writes, where that is written in it: `{{ "{{ args.x }}" }}`. */
  readonly constant?: string;
  /** How far in its lines go, where `indent` or `nindent` says it. */
  readonly indent?: number;
}

/** A part of a template of which one branch is rendered, or none. */
export interface Block {
  readonly word: string;
  /** The text between its borders; of a `range` the one that is repeated. */
  readonly branches: readonly Span[];
  /** One of the branches is always rendered: there is an `else`. */
  readonly exhaustive: boolean;
}

/** The actions of a text, in order. One that is not closed ends with its line. */
export function actionsIn(text: string): readonly Action[] {
  const spans: Span[] = [];
  for (let start = text.indexOf("{{"); start >= 0; start = text.indexOf("{{", spans.at(-1)?.end ?? start + 2))
    spans.push({ start, end: endOf(text, start) });
  const alone = loneliness(text, spans);
  const inside = blockTextLines(
    text,
    spans.filter((_, i) => alone[i]),
  );
  return spans.map((at, i) => actionOf(text, at, alone[i] === true, inside.has(at)));
}

/** The blocks that actions make of a text. What is opened or closed in another document reaches to the border of this one. */
export function blocksIn(text: string, actions: readonly Action[]): readonly Block[] {
  const blocks: Block[] = [];
  const open: Opened[] = [];
  for (const action of actions) {
    if (action.sort !== "border") continue;
    const word = wordOf(action.inner);
    if (word !== "else" && word !== "end") {
      open.push({ word, from: action.at.end, branches: [], exhaustive: false });
      continue;
    }
    const inner = open.pop() ?? { word: "if", from: 0, branches: [], exhaustive: false };
    inner.branches.push({ start: inner.from, end: action.at.start });
    if (word === "end") blocks.push(inner);
    else open.push({ ...inner, from: action.at.end, exhaustive: /^else$/.test(action.inner) });
  }
  for (const left of open) blocks.push({ ...left, branches: [...left.branches, { start: left.from, end: text.length }] });
  return blocks;
}

interface Opened {
  readonly word: string;
  readonly from: number;
  readonly branches: Span[];
  readonly exhaustive: boolean;
}

const borders = new Set(["if", "with", "range", "block", "define", "else", "end"]);

function actionOf(text: string, at: Span, alone: boolean, inBlockText: boolean): Action {
  const trims = { before: /^\{\{-\s/.test(text.slice(at.start, at.start + 4)), behind: /\s-\}\}$/.test(text.slice(at.start, at.end)) };
  const inner = text.slice(at.start + (trims.before ? 3 : 2), at.end - (trims.behind ? 3 : 2)).trim();
  const indent = /\bn?indent\s+(\d+)\s*$/.exec(inner)?.[1] ?? /^n?indent\s+(\d+)\b/.exec(inner)?.[1];
  const constant = literalOf(inner);
  return {
    at,
    inner,
    alone,
    inBlockText,
    trims,
    sort: borders.has(wordOf(inner)) ? "border" : isSilent(inner) ? "silent" : "text",
    ...(constant === undefined ? {} : { constant }),
    ...(indent === undefined ? {} : { indent: Number(indent) }),
  };
}

function wordOf(inner: string): string {
  return /^[a-z]+\b/.exec(inner)?.[0] ?? "";
}

/** Comments, variables and what only ever fails. */
function isSilent(inner: string): boolean {
  return /^\/\*/.test(inner) || /^\$\w*\s*(,\s*\$\w+\s*)?:?=/.test(inner) || /^(break|continue|fail)\b/.test(inner);
}

function literalOf(inner: string): string | undefined {
  if (/^`[^`]*`$/.test(inner)) return inner.slice(1, -1);
  if (!/^"(?:[^"\\\n]|\\.)*"$/.test(inner)) return undefined;
  try {
    return String(JSON.parse(inner));
  } catch {
    return undefined;
  }
}

/** Behind the `}}` that closes the action at `start`. */
function endOf(text: string, start: number): number {
  const comment = /^\{\{(?:-\s)?\s*\/\*/.exec(text.slice(start, start + 16));
  const pattern = comment ? /\*\/\s*-?\}\}/g : /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'|\}\}/g;
  pattern.lastIndex = start + (comment?.[0].length ?? 2);
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) if (found[0].endsWith("}}")) return pattern.lastIndex;
  const line = text.indexOf("\n", start);
  return line < 0 ? text.length : line;
}

/** For each action: is there nothing but actions on the lines that it stands on? */
function loneliness(text: string, spans: readonly Span[]): readonly boolean[] {
  const rows: { bare: boolean; readonly ends: number[] }[] = [];
  let before = 0;
  for (const { start, end } of spans) {
    const row = rows.at(-1);
    const gap = text.slice(before, start);
    if (row && !gap.includes("\n")) {
      row.bare &&= gap.trim() === "";
      row.ends.push(end);
    } else {
      if (row) row.bare &&= gap.slice(0, gap.indexOf("\n")).trim() === "";
      rows.push({ bare: gap.slice(gap.lastIndexOf("\n") + 1).trim() === "", ends: [end] });
    }
    before = end;
  }
  const last = rows.at(-1);
  if (last) last.bare &&= (text.slice(before).split("\n", 1)[0] ?? "").trim() === "";
  return rows.flatMap(({ bare, ends }) => ends.map(() => bare));
}

/** The spans, of actions that are alone, which have lines of a block text (`|`, `>`) before and behind them. */
function blockTextLines(text: string, spans: readonly Span[]): ReadonlySet<Span> {
  const found = new Set<Span>();
  let waiting: Span[] = [];
  let key: number | undefined;
  let start = 0;
  let next = 0;
  for (const line of text.split("\n")) {
    const end = start + line.length;
    const here: Span[] = [];
    for (let span = spans[next]; span && span.start <= end; span = spans[next]) {
      here.push(span);
      if (span.end > end) break;
      next += 1;
    }
    const column = line.search(/\S/);
    if (here.length > 0) waiting.push(...here);
    else if (column >= 0) {
      if (key !== undefined && column > key) for (const span of waiting) found.add(span);
      else key = blockTextKey(line);
      waiting = [];
    }
    start = end + 1;
  }
  return found;
}

/** The column that lines of a block text stand behind, for the line that begins one. */
function blockTextKey(line: string): number | undefined {
  if (!/(?:^|[:\s-])[|>][-+0-9]*[ \t]*(?:#.*)?\r?$/.test(line)) return undefined;
  const lead = /^[ ]*(?:-[ ]+)*/.exec(line)?.[0] ?? "";
  return /^[|>]/.test(line.slice(lead.length)) ? Math.max(lead.lastIndexOf("-"), -1) : lead.length;
}
