import type { Span } from "../base/span.ts";
import { type Action, actionsIn, type Block, blocksIn } from "./template-actions.ts";

/** A document with Helm's marks in it. */
export interface Template {
  readonly text: string;
  readonly actions: readonly Action[];
  readonly blocks: readonly Block[];
}

/** Which branch of a block is rendered; undefined for none of them, `all` for a text with every branch one below the other. */
export type Choice = ((block: Block) => number | undefined) | "all";

// What Helm and its like write and neither platform does: `{{ args.x }}` and `{{ namespace }}` are theirs.
const marks =
  /\{\{-?\s*(\.|\$|\/\*|["`]|(include|template|define|block|if|else|end|range|with|toYaml|tpl|required|default|quote|printf|index \.|lookup|ternary|and|or|not|eq|ne)\b|[a-zA-Z]\w*\s+[.$"'`(])/;

/** The template that a text is; undefined where it is none of Helm's. */
export function templateIn(text: string): Template | undefined {
  if (!text.includes("{{") || !marks.test(text)) return undefined;
  const actions = actionsIn(text);
  return { text, actions, blocks: blocksIn(text, actions) };
}

/** Does the span have a character of an action in it, or touch one? */
export function touchesAction({ actions }: Template, { start, end }: Span): boolean {
  return actions.some(({ at }) => at.start <= end && start <= at.end);
}

/** Is the offset inside of an action, where what is typed is no YAML? */
export function inAction({ actions }: Template, offset: number): boolean {
  return actions.some(({ at }) => at.start < offset && offset < at.end);
}

/**
 * Is the layout of what is rendered that of the template? `-}}` takes the end of its line away, so that the line below it goes on
 * where the action stands. At the top of a document, and where both stand in one column, that changes nothing.
 */
export function keepsLayout({ text, actions }: Template): boolean {
  return actions.every(({ at, sort, alone, trims }, i) => {
    const gap = /^\s*\n\s*/.exec(text.slice(at.end))?.[0];
    if (!trims.behind || gap === undefined) return true;
    const next = at.end + gap.length;
    const follower = actions.find(action => action.at.start === next);
    if (next === text.length || (follower?.alone && follower.sort !== "text")) return true;
    if (!alone || sort === "text") return false;
    const before = actions.slice(0, i);
    const column = columnOf(text, next);
    if (before.every(action => action.sort !== "text") && isBlank(text, before, at.start)) return column === 0;
    return !trims.before && columnOf(text, at.start) === column;
  });
}

/** Is there nothing but actions before the offset? */
function isBlank(text: string, actions: readonly Action[], offset: number): boolean {
  let from = 0;
  for (const { at } of actions) {
    if (text.slice(from, at.start).trim() !== "") return false;
    from = at.end;
  }
  return text.slice(from, offset).trim() === "";
}

/**
 * The text as YAML: actions and branches that are not chosen are hidden, and every other character, and every line, is where it was.
 * A line that only has actions is a comment, or empty inside of a block text; an action beside something else is letters.
 */
export function masked({ text, actions, blocks }: Template, choice: Choice): string {
  const letters = text.split("");
  for (const action of actions) hide(letters, action);
  for (const { start, end } of hiddenBranches(blocks, choice)) for (let i = start; i < end; i++) if (!isBreak(letters[i])) letters[i] = " ";
  return letters.join("");
}

/** The branches that a choice leaves out; what a `define` holds is rendered elsewhere. */
export function hiddenBranches(blocks: readonly Block[], choice: Choice): readonly Span[] {
  return blocks.flatMap(block => {
    if (block.word === "define") return block.branches;
    if (choice === "all") return [];
    const chosen = choice(block);
    return block.branches.filter((_, i) => i !== chosen);
  });
}

/** Lines of one action after its first are comments too, or empty. */
function hide(letters: string[], { at, alone, inBlockText }: Action): void {
  const comment = alone && !inBlockText;
  let line: "first" | "begins" | "goes on" = "first";
  for (let i = at.start; i < at.end; i++) {
    if (isBreak(letters[i])) line = "begins";
    else if (inBlockText) letters[i] = " ";
    else if (!comment) letters[i] = line === "first" ? "x" : " ";
    else if (line === "goes on" || (line === "first" && i > at.start)) letters[i] = "x";
    else if (line === "first" || !/\s/.test(letters[i] ?? "")) {
      letters[i] = "#";
      if (line === "begins") line = "goes on";
    }
  }
}

function isBreak(letter: string | undefined): boolean {
  return letter === "\n" || letter === "\r";
}

function columnOf(text: string, offset: number): number {
  return offset - text.lastIndexOf("\n", offset - 1) - 1;
}
