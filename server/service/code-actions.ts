import type { Fix, Problem } from "../../core/base/problem.ts";
import type { Span } from "../../core/base/span.ts";
import type { SourceFile } from "../../core/syntax/file.ts";
import { ourDocumentAt } from "./documents.ts";

/** Something that can be done about a finding with one key. */
export interface Action extends Fix {
  readonly problem: Problem;
  /** The repair that is meant when somebody only says *fix it*. */
  readonly preferred: boolean;
}

/** What can be done about the findings of a part of a file: their repairs, and the comments that silence them. */
export function actionsFor(file: SourceFile, range: Span, problems: readonly Problem[]): readonly Action[] {
  const here = problems.filter(problem => problem.at.start <= range.end && range.start <= problem.at.end);
  const repairs = here.flatMap(problem =>
    (problem.fixes ?? []).map((fix, i): Action => ({ ...fix, problem, preferred: i === 0 && !fix.beyond })),
  );
  const silences = here.flatMap(problem => silencesOf(file, problem));
  return [...repairs, ...silences];
}

function silencesOf(file: SourceFile, problem: Problem): readonly Action[] {
  const line = file.text.lastIndexOf("\n", problem.at.start - 1) + 1;
  const indent = /^[ \t]*/.exec(file.text.slice(line, problem.at.start))?.[0] ?? "";
  const document = ourDocumentAt(file, problem.at.start)?.document.start ?? 0;
  return [
    {
      title: `Silence ${problem.code} on this line`,
      edits: [{ at: { start: line, end: line }, text: `${indent}# stepwise-disable-next-line ${problem.code}${endOf(file.text)}` }],
      problem,
      preferred: false,
    },
    {
      title: `Silence ${problem.code} in this document`,
      edits: [{ at: firstLine(file.text, document), text: `# stepwise-disable ${problem.code}${endOf(file.text)}` }],
      problem,
      preferred: false,
    },
  ];
}

/** The beginning of the first line of a document that is neither its `---` nor blank. */
function firstLine(text: string, document: number): Span {
  const skipped = /^(?:---[^\n]*\n|[ \t\r]*\n)*/.exec(text.slice(document))?.[0].length ?? 0;
  return { start: document + skipped, end: document + skipped };
}

function endOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
