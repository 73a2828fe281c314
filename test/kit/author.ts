import assert from "node:assert/strict";
import type { Problem } from "../../core/base/problem.ts";
import { applyEdits } from "../../core/syntax/edit.ts";
import type { Proposal } from "../../server/service/completion/proposal.ts";
import { plainOf, workspace } from "./service.ts";

/** Somebody who writes a file with nothing but the editor's help: a cursor, what is offered there, and an editor's ways with snippets. */
export interface Author {
  readonly text: string;
  /** The labels that are offered at the cursor. */
  offers(): readonly string[];
  /** Takes an offer. Its places are filled in order, with what they propose where nothing is said; the cursor goes to the first that stays empty. */
  take(label: string, ...fills: readonly string[]): void;
  /** Types what nobody can propose: a name, an image, a query. */
  type(words: string): void;
  /** Goes to a new line behind the last, this far in. */
  line(column: number): void;
  /** Takes the repair with this title, of whatever finding offers it. */
  mend(title: string): void;
  findings(): readonly Problem[];
}

/** An author of a file that is empty yet, beside others that are there. */
export function author(beside: { readonly [file: string]: string } = {}): Author {
  const file = "written.yaml";
  const service = workspace({ ...beside, [file]: "" });
  let text = "";
  let at = 0;
  const put = (from: number, to: number, words: string, cursor: number): void => {
    text = text.slice(0, from) + words + text.slice(to);
    at = cursor;
    service.setFile(file, text);
  };
  const offered = (): readonly Proposal[] => service.completion(file, at);
  return {
    get text() {
      return text;
    },
    offers: () => offered().map(({ label }) => label),
    take(label, ...fills) {
      const proposals = offered();
      const proposal = proposals.find(candidate => candidate.label === label);
      assert.ok(
        proposal,
        `${label} is not offered at the end of\n${text}\nbut ${proposals.map(other => other.label).join(", ") || "nothing"}`,
      );
      const { start, end } = proposal.replace;
      const indent = /^[ ]*/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1, start))?.[0] ?? "";
      const { words, cursor } = filled(proposal.insert.replaceAll("\n", `\n${indent}`), fills);
      put(start, end, words, start + cursor);
    },
    type: words => put(at, at, words, at + words.length),
    line: column => {
      const words = `${text === "" || text.endsWith("\n") ? "" : "\n"}${" ".repeat(column)}`;
      put(text.length, text.length, words, text.length + words.length);
    },
    mend(title) {
      const repairs = service.diagnostics(file, "all").flatMap(({ fixes = [] }) => fixes);
      const repair = repairs.find(candidate => candidate.title === title);
      assert.ok(repair, `${title} is not offered, but ${repairs.map(other => other.title).join(", ") || "nothing"}`);
      text = applyEdits(text, repair.edits);
      at = text.length;
      service.setFile(file, text);
    },
    findings: () => service.diagnostics(file, "all"),
  };
}

/** A snippet with its places filled, and where the first is that stays empty. */
function filled(snippet: string, fills: readonly string[]): { readonly words: string; readonly cursor: number } {
  let words = "";
  let cursor: number | undefined;
  let rest = snippet;
  // The same place may stand more than once, and is filled alike.
  const given = new Map<string, string>();
  const next = [...fills];
  for (
    let found = /\$\{(\d+)(?::(?:\\.|[^}\\])*|\|(?:\\.|[^|\\])*\|)?\}/.exec(rest);
    found;
    found = /\$\{(\d+)(?::(?:\\.|[^}\\])*|\|(?:\\.|[^|\\])*\|)?\}/.exec(rest)
  ) {
    const place = found[1] ?? "";
    const value = given.get(place) ?? next.shift() ?? plainOf(found[0]);
    given.set(place, value);
    words += plainOf(rest.slice(0, found.index));
    if (value === "" && cursor === undefined) cursor = words.length;
    words += value;
    rest = rest.slice(found.index + found[0].length);
  }
  words += plainOf(rest);
  return { words, cursor: cursor ?? words.length };
}
