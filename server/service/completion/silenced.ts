import { rules } from "../../../core/rules/index.ts";
import { codesBesideRules } from "../codes.ts";
import { type Proposal, ranks } from "./proposal.ts";

const directives = [
  { label: "stepwise-disable-next-line", detail: "silences rules on the line below" },
  { label: "stepwise-disable", detail: "silences rules in this document" },
] as const;

/** In a comment: the words that silence findings, and behind them the names of rules. Undefined where no such comment is begun. */
export function silencingProposals(text: string, offset: number): readonly Proposal[] | undefined {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const [, words = ""] = /^[ \t]*#[ \t]*([^#]*)$/.exec(line) ?? [undefined, undefined];
  if (!/^s\w*(-[\w-]*)?$|^stepwise-disable(-next-line)?[ \t]/.test(words) || words.includes(" -- ")) return undefined;
  const begun = /[\w/-]*$/.exec(words)?.[0] ?? "";
  const replace = { start: offset - begun.length, end: offset + (/^[\w/-]*/.exec(text.slice(offset))?.[0].length ?? 0) };
  const said = new Set(words.split(/[\s,]+/).slice(1));
  const offered = /[ \t]/.test(words)
    ? [...rules.map(({ id, summary }) => ({ label: id, detail: summary })), ...codes].filter(
        ({ label }) => label === begun || !said.has(label),
      )
    : directives;
  return offered.map(({ label, detail }) => ({ label, detail, sort: "value", insert: label, replace, rank: ranks.likely }));
}

const codes = Object.entries(codesBesideRules).map(([label, { summary }]) => ({ label, detail: summary }));
