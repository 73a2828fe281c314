import { type Fix, onlyRepair, type Problem, type TextEdit } from "../core/base/problem.ts";
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
    const taken = helpful(service, uri, found);
    if (taken.length === 0) break;
    service.setFile(uri, applyEdits(service.fileOf(uri)?.text ?? "", editsOf(taken)));
    count += taken.length;
  }
  return { text: service.fileOf(uri)?.text ?? "", count };
}

/** A finding and the one repair that it has. */
interface Repairable {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** Repairs that do what they say. Nearly always all of them do, which takes one check of the file and not one for each. */
function helpful(service: Service, uri: string, found: readonly Problem[]): readonly Repairable[] {
  const possible = found.flatMap((problem): Repairable[] => {
    const fix = onlyRepair(problem);
    return fix ? [{ problem, fix }] : [];
  });
  const all = apart(possible);
  if (all.length === 0 || help(service, uri, all, found, found.length - all.length)) return all;
  return apart(possible.filter(one => help(service, uri, [one], found, found.length)));
}

/** Are the findings gone once they are repaired, and no more than `most` left? Leaves the file as it was. */
function help(service: Service, uri: string, repaired: readonly Repairable[], found: readonly Problem[], most: number): boolean {
  const text = service.fileOf(uri)?.text ?? "";
  service.setFile(uri, applyEdits(text, editsOf(repaired)));
  const left = service.diagnostics(uri, "all");
  service.setFile(uri, text);
  const [before, after, gone] = [counted(found), counted(left), counted(repaired.map(({ problem }) => problem))];
  return left.length <= most && [...gone].every(([said, times]) => (after.get(said) ?? 0) <= (before.get(said) ?? 0) - times);
}

function counted(problems: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, message } of problems) counts.set(`${code} ${message}`, (counts.get(`${code} ${message}`) ?? 0) + 1);
  return counts;
}

function editsOf(repaired: readonly Repairable[]): readonly TextEdit[] {
  return repaired.flatMap(({ fix }) => fix.edits);
}

/** Repairs that do not touch one another's characters, the first of those that do. */
function apart(repairs: readonly Repairable[]): readonly Repairable[] {
  const taken: Repairable[] = [];
  const meets = ({ fix }: Repairable): boolean =>
    taken.some(other => other.fix.edits.some(a => fix.edits.some(b => a.at.start <= b.at.end && b.at.start <= a.at.end)));
  for (const one of repairs) if (!meets(one)) taken.push(one);
  return taken;
}
