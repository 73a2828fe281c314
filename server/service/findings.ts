import type { Problem } from "../../core/base/problem.ts";
import { shift } from "../../core/base/span.ts";
import { lackedBy } from "../../core/rules/absence.ts";
import { checkFast } from "../../core/rules/engine.ts";
import { rules } from "../../core/rules/index.ts";
import { withoutSilenced } from "../../core/rules/suppression.ts";
import type { Chunk } from "../../core/syntax/read.ts";
import { renderedAs } from "../../core/workspace/resource.ts";
import { isReadable, type OurDocument } from "./documents.ts";
import { duplicateKeys } from "./duplicate-keys.ts";
import { structuralProblems } from "./structure.ts";
import { templateFindings } from "./templates/findings.ts";

/** What is known of a document from its own text: syntax, structure and the rules that need nothing else. */
export function ownFindings(ours: OurDocument): readonly Problem[] {
  const { chunk } = ours.document;
  if (!isReadable(ours)) return [];
  const known = remembered.get(chunk);
  if (known) return known;
  const found = withoutSilenced(chunk.text, chunk.template ? findingsOfTemplate(ours) : distinct(findings(chunk, ours)));
  remembered.set(chunk, found);
  return found;
}

const remembered = new WeakMap<Chunk, readonly Problem[]>();

function findingsOfTemplate(ours: OurDocument): readonly Problem[] {
  const { chunk } = ours.document;
  return templateFindings(chunk, ours.kind, (text, root, codes) => {
    const resource = ours.resource && renderedAs(ours.resource, root);
    return distinct(findings({ text, root, problems: [] }, { ...ours, resource }, codes));
  });
}

/** All findings, or those of some codes. */
function findings(
  { text, problems, root }: Chunk,
  { resource, kind, neighbour }: OurDocument,
  codes?: ReadonlySet<string>,
): readonly Problem[] {
  // Of what anybody writes in YAML other tools tell, and it may not be for a rollout at all.
  if (neighbour) return problems.length > 0 || !root ? [] : structuralProblems(kind, root).map(({ meant: _meant, ...problem }) => problem);
  // While a bracket or a quote is open the rest of the document is read as something that nobody meant.
  if (problems.length > 0 || !root || !resource) return problems;
  const wanted = (codes && rules.filter(({ id }) => codes.has(id))) ?? rules;
  const structure = !codes || [...codes].some(code => code.startsWith("schema/"));
  const structural = structure ? structuralProblems(kind, root) : [];
  const meant = new Set(structural.flatMap(problem => problem.meant ?? []));
  // A field that is there under a misspelt name is not missing as well.
  // What is refused as it stands is not wrong in another way as well.
  const refusedAt = new Set(structural.map(({ at }) => `${at.start} ${at.end}`));
  const ruled = checkFast(resource, text, wanted).filter(
    ({ code, severity, at }) =>
      !lackedBy(code).some(field => meant.has(field)) && !(severity === "error" && refusedAt.has(`${at.start} ${at.end}`)),
  );
  const doubled = !codes || codes.has("yaml/duplicate-key") ? duplicateKeys(root) : [];
  return [...doubled, ...structural.map(({ meant: _meant, ...problem }) => problem), ...ruled];
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
