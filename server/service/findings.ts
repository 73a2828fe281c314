import type { Problem } from "../../core/base/problem.ts";
import { shift } from "../../core/base/span.ts";
import { lackedBy } from "../../core/rules/absence.ts";
import { checkFast } from "../../core/rules/engine.ts";
import { withoutSilenced } from "../../core/rules/suppression.ts";
import type { Chunk } from "../../core/syntax/read.ts";
import type { OurDocument } from "./documents.ts";
import { duplicateKeys } from "./duplicate-keys.ts";
import { structuralProblems } from "./structure.ts";

/** What is known of a document from its own text: syntax, structure and the rules that need nothing else. */
export function ownFindings(ours: OurDocument): readonly Problem[] {
  if (ours.templated) return [];
  const { chunk } = ours.document;
  const known = remembered.get(chunk);
  if (known) return known;
  const found = withoutSilenced(chunk.text, distinct(findings(ours)));
  remembered.set(chunk, found);
  return found;
}

const remembered = new WeakMap<Chunk, readonly Problem[]>();

function findings({ document, resource, kind, neighbour }: OurDocument): readonly Problem[] {
  const { problems, root } = document.chunk;
  // Of what anybody writes in YAML other tools tell, and it may not be for a rollout at all.
  if (neighbour) return problems.length > 0 || !root ? [] : structuralProblems(kind, root).map(({ meant: _meant, ...problem }) => problem);
  // While a bracket or a quote is open the rest of the document is read as something that nobody meant.
  if (problems.length > 0 || !root || !resource) return problems;
  const structural = structuralProblems(kind, root);
  const meant = new Set(structural.flatMap(problem => problem.meant ?? []));
  // A field that is there under a misspelt name is not missing as well.
  // What is refused as it stands is not wrong in another way as well.
  const refusedAt = new Set(structural.map(({ at }) => `${at.start} ${at.end}`));
  const ruled = checkFast(resource, document.chunk.text).filter(
    ({ code, severity, at }) =>
      !lackedBy(code).some(field => meant.has(field)) && !(severity === "error" && refusedAt.has(`${at.start} ${at.end}`)),
  );
  return [...duplicateKeys(root), ...structural.map(({ meant: _meant, ...problem }) => problem), ...ruled];
}

/** What an anchor holds is checked at every place that uses it, and told once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, at, message }) => {
    const key = `${at.start} ${at.end} ${code} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Does the finding speak of what is not there? Of a patch, which is a part of an object, nothing can be missing. */
export function speaksOfAbsence({ code }: Problem): boolean {
  return code === "schema/required" || code === "schema/one-of" || lackedBy(code).length > 0;
}

/** The finding with offsets of the file. */
export function inFile(problem: Problem, start: number): Problem {
  if (start === 0) return problem;
  const fixes = problem.fixes?.map(fix => ({ ...fix, edits: fix.edits.map(edit => ({ ...edit, at: shift(edit.at, start) })) }));
  return { ...problem, at: shift(problem.at, start), ...(fixes ? { fixes } : {}) };
}
