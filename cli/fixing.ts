import { type Fix, onlyRepair, type Problem } from "../core/base/problem.ts";
import { applyEdits } from "../core/syntax/edit.ts";
import type { Service } from "../server/service/index.ts";

// A repair can uncover another one; what goes on longer than this goes round in circles.
const rounds = 10;

/** A file as it is after its repairs. */
export interface Repaired {
  readonly text: string;
  readonly count: number;
}

/**
 * Repairs what can be repaired in one way only, and only where that is gone afterwards and no more is found than before. Of findings with a
 * choice of repairs none is touched: that is for a person.
 */
export function repair(service: Service, uri: string): Repaired {
  let count = 0;
  for (let round = 0; round < rounds; round++) {
    const found = service.diagnostics(uri, "all");
    const taken = apart(found.filter(problem => helps(service, uri, problem, found)).flatMap(problem => onlyRepair(problem) ?? []));
    if (taken.length === 0) break;
    const edits = taken.flatMap(fix => fix.edits);
    service.setFile(uri, applyEdits(service.fileOf(uri)?.text ?? "", edits));
    count += taken.length;
  }
  return { text: service.fileOf(uri)?.text ?? "", count };
}

/** Is there one repair, and does it do what it says? Leaves the file as it was. */
function helps(service: Service, uri: string, { code, message, fixes = [] }: Problem, found: readonly Problem[]): boolean {
  const fix = onlyRepair({ fixes });
  if (!fix) return false;
  const alike = (problems: readonly Problem[]): number => problems.filter(other => other.code === code && other.message === message).length;
  const text = service.fileOf(uri)?.text ?? "";
  service.setFile(uri, applyEdits(text, fix.edits));
  const left = service.diagnostics(uri, "all");
  service.setFile(uri, text);
  return left.length <= found.length && alike(left) < alike(found);
}

/** Fixes that do not touch one another's characters, the first of those that do. */
function apart(fixes: readonly Fix[]): readonly Fix[] {
  const taken: Fix[] = [];
  const meets = (fix: Fix): boolean =>
    taken.some(other => other.edits.some(a => fix.edits.some(b => a.at.start <= b.at.end && b.at.start <= a.at.end)));
  for (const fix of fixes) if (!meets(fix)) taken.push(fix);
  return taken;
}
