import type { Fix, Problem } from "../../../core/base/problem.ts";
import type { Span } from "../../../core/base/span.ts";
import type { SourceNode } from "../../../core/syntax/nodes.ts";
import type { Chunk } from "../../../core/syntax/read.ts";
import { touchesAction } from "../../../core/syntax/template.ts";
import type { Block } from "../../../core/syntax/template-actions.ts";
import type { SchemaKind } from "../generated/schemas.js";
import { type Rendering, renderingsOf } from "./renderings.ts";
import { echoesOf, type Filling, fillings } from "./samples.ts";

/** What a document without a template around it has of findings: of all codes, or of these. */
export type Check = (text: string, root: SourceNode, codes?: ReadonlySet<string>) => readonly Problem[];

/** What the schema says of one key or one value alone, whatever stands beside it. */
const alone = new Set(["unknown-field", "type", "enum", "pattern", "format", "range"].map(code => `schema/${code}`));

/**
 * The findings that hold whatever a template is given: those at plain text that are found, in the same words, in renderings that
 * differ in all that is not plain. No rule knows of templates. A finding inside of a branch has to hold wherever the branch is.
 */
export function templateFindings(chunk: Chunk, kind: SchemaKind, check: Check): readonly Problem[] {
  const { template } = chunk;
  if (!template) return [];
  const renderings = new Map<string, ReturnType<typeof renderingsOf>>();
  const renderingOf = (selection: Selection, filling: Filling): Rendering | undefined => {
    const key = selection.join();
    if (!renderings.has(key)) {
      const choice = (block: Block): number | undefined => selection[template.blocks.indexOf(block)];
      renderings.set(key, renderingsOf(template, choice, kind));
    }
    return renderings.get(key)?.(filling);
  };
  const most = Math.min(Math.max(Math.floor(reading / template.text.length), 4), 40);
  const base = selectionsOf(template.blocks).slice(0, most);
  const candidates = new Map<string, Candidate>();
  for (const selection of base) {
    const rendering = renderingOf(selection, blank);
    for (const [words, problem] of rendering ? byWords(check(rendering.text, rendering.root)) : [])
      if (!touchesAction(template, problem.at))
        candidates.set(words, { problem, selections: selectionsFor(template.blocks, base, problem.at) });
  }
  /** Drops what is not found with this filling, and the repairs that are others there. Only the rules that are left are asked. */
  const sift = (filling: Filling, asked: ReadonlyMap<string, Candidate>): void => {
    const codes = new Set([...asked.values()].map(({ problem }) => problem.code));
    const found = new Map<string, ReadonlyMap<string, Problem>>();
    for (const [words, { selections }] of asked)
      for (const selection of selections) {
        const key = selection.join();
        // Where a choice is no YAML nothing is known of it, and nothing is said.
        const rendering = found.has(key) ? undefined : renderingOf(selection, filling);
        if (rendering) found.set(key, byWords(check(rendering.text, rendering.root, codes)));
        const same = found.get(key)?.get(words);
        const known = candidates.get(words);
        if (!same) candidates.delete(words);
        else if (known) candidates.set(words, { ...known, problem: withFixes(known.problem, same.fixes ?? []) });
        if (!same) break;
      }
  };
  for (const words of beyond(candidates, most)) candidates.delete(words);
  sift(blank, new Map(candidates));
  const hanging = (): ReadonlyMap<string, Candidate> => new Map([...candidates].filter(([, { problem }]) => !alone.has(problem.code)));
  for (const filling of fillings.slice(1)) sift(filling, hanging());
  for (const word of new Set([...hanging().values()].flatMap(({ problem }) => wordsIn(problem.message, chunk))))
    for (const filling of echoesOf(word)) sift(filling, spokenOf(hanging(), word));
  return [...candidates.values()].map(({ problem }) => {
    const fixes = problem.fixes?.filter(fix => !fix.edits.some(({ at }) => touchesAction(template, at))) ?? [];
    const { fixes: _fixes, ...rest } = problem;
    return fixes.length > 0 ? { ...rest, fixes } : rest;
  });
}

// Letters that are read again, at most, before nothing more is said of a template: a long one has to be answered between two keystrokes too.
const reading = 120_000;

/** The candidates that would need too many choices of branches, or are too many themselves: of those nothing is said. */
function beyond(candidates: ReadonlyMap<string, Candidate>, most: number): readonly string[] {
  const choices = new Set<string>();
  let hanging = 0;
  return [...candidates].flatMap(([words, { problem, selections }]) => {
    const fresh = selections.map(selection => selection.join()).filter(key => !choices.has(key));
    if (!alone.has(problem.code)) hanging += 1;
    if (choices.size + fresh.length > most || hanging > most) return [words];
    for (const key of fresh) choices.add(key);
    return [];
  });
}

interface Candidate {
  readonly problem: Problem;
  /** The choices of branches in which it has to be found. */
  readonly selections: readonly Selection[];
}

/** The candidates that speak of a word, each in the fullest of its choices: there most is left open. */
function spokenOf(candidates: ReadonlyMap<string, Candidate>, word: string): ReadonlyMap<string, Candidate> {
  const speaking = [...candidates].filter(([, { problem }]) => problem.message.includes(`\`${word}\``));
  return new Map(speaking.map(([words, { problem, selections }]) => [words, { problem, selections: selections.slice(0, 1) }]));
}

function withFixes(problem: Problem, others: readonly Fix[]): Problem {
  return problem.fixes ? { ...problem, fixes: problem.fixes.filter(fix => others.some(other => alike(fix, other))) } : problem;
}

/** Of these choices those that have the place, and the leanest that has it. */
function selectionsFor(blocks: readonly Block[], base: readonly Selection[], at: Span): readonly Selection[] {
  const chain = chainOf(blocks, at);
  const having = base.filter(selection => chain.every(({ block, branch }) => selection[block] === branch));
  return [...having, leanest(blocks, chain)];
}

const [blank = { turn: undefined }] = fillings;

/** The values of the document that a finding speaks of: what an action makes may be the same. */
function wordsIn(message: string, { text }: Chunk): readonly string[] {
  const words = new Set([...message.matchAll(/`([^`\n]+)`/g)].map(found => found[1] ?? ""));
  return [...words].filter(word => isValue(text, word));
}

/** Does the word stand anywhere but before a colon? */
function isValue(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/^["']?:\s/.test(text.slice(at + word.length, at + word.length + 3))) return true;
  return false;
}

/** For each block the branch that is rendered; its number of branches stands for none. */
type Selection = readonly number[];

/**
 * Choices of branches in which every branch is there at least once: all first ones, all last ones, and each of the others by itself.
 */
function selectionsOf(blocks: readonly Block[]): readonly Selection[] {
  const first = blocks.map(() => 0);
  const last = blocks.map(none);
  const covered = (selection: Selection, block: number, branch: number): boolean =>
    selection[block] === branch &&
    chainOf(blocks, { start: blocks[block]?.branches[branch]?.start ?? 0 }).every(link => selection[link.block] === link.branch);
  const rest = blocks.flatMap((block, i) =>
    block.word === "define"
      ? []
      : block.branches.flatMap(({ start }, branch) =>
          covered(first, i, branch) || covered(last, i, branch) ? [] : [leanest(blocks, chainOf(blocks, { start }))],
        ),
  );
  const selections = blocks.length > 0 ? [first, last, ...rest] : [first];
  return [...new Map(selections.map(selection => [selection.join(), selection] as const)).values()];
}

/** As little as can be: an `else` where there is one. */
function none({ branches, exhaustive }: Block): number {
  return exhaustive ? branches.length - 1 : branches.length;
}

interface Link {
  readonly block: number;
  readonly branch: number;
}

/** The branches around an offset. */
function chainOf(blocks: readonly Block[], { start }: Pick<Span, "start">): readonly Link[] {
  return blocks.flatMap(({ branches }, block) => {
    const branch = branches.findIndex(span => span.start <= start && start < span.end);
    return branch < 0 ? [] : [{ block, branch }];
  });
}

/** Only these branches, and of the other blocks as little as can be. */
function leanest(blocks: readonly Block[], chain: readonly Link[]): Selection {
  const selection = blocks.map(none);
  for (const { block, branch } of chain) selection[block] = branch;
  return selection;
}

function byWords(problems: readonly Problem[]): ReadonlyMap<string, Problem> {
  return new Map(problems.map(problem => [`${problem.code} ${problem.at.start} ${problem.at.end} ${problem.message}`, problem]));
}

function alike(a: Fix, b: Fix): boolean {
  return a.title === b.title && JSON.stringify(a.edits) === JSON.stringify(b.edits);
}
