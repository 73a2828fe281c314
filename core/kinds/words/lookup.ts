import type { Path } from "../../syntax/nodes.ts";
import type { FieldWords, WordTable } from "./field-words.ts";

/** Words that were found, and the field of the table that they stand at. */
export interface Found {
  readonly field: string;
  readonly said: FieldWords;
}

/** Fields by their last segment, then by the one before it: a path is looked up from its end, one step for each segment. */
interface Branch {
  found?: Found;
  readonly before: Map<string, Branch>;
}

/** A way to look up the words of tables: for a path, those of the field that states most of the path. */
export function lookupIn(tables: readonly WordTable[]): (path: Path) => Found | undefined {
  const root: Branch = { before: new Map() };
  for (const [field, words] of tables.flatMap(table => Object.entries(table))) {
    const branch = field.split(".").reduceRight<Branch>((at, segment) => {
      const next = at.before.get(segment) ?? { before: new Map() };
      at.before.set(segment, next);
      return next;
    }, root);
    branch.found = { field, said: typeof words === "string" ? { words } : words };
  }
  return path => {
    const segments = segmentsOf(path);
    const found = deepest(root, segments, segments.length - 1)?.found;
    // An item that nothing is said of is told of by its list.
    return (
      found ?? (typeof path.at(-1) === "number" ? deepest(root, segmentsOf(path.slice(0, -1)), segments.length - 1)?.found : undefined)
    );
  };
}

/** Keys, those of lists with `[]` for each level of items; an empty one stands before the first, as a field of a whole path has it. */
function segmentsOf(path: Path): readonly string[] {
  const segments = [""];
  for (const step of path) {
    if (typeof step === "string") segments.push(step);
    else segments[segments.length - 1] += "[]";
  }
  return segments;
}

interface Reached {
  readonly found: Found;
  /** Index of the first segment that the field states: the smaller, the more it says. */
  readonly from: number;
}

function deepest({ before }: Branch, segments: readonly string[], at: number): Reached | undefined {
  const segment = segments[at];
  if (segment === undefined) return undefined;
  const named = reached(before.get(segment), segments, at);
  const any = segment === "" ? undefined : reached(before.get("*"), segments, at);
  return any && (!named || any.from < named.from) ? any : named;
}

function reached(branch: Branch | undefined, segments: readonly string[], at: number): Reached | undefined {
  if (!branch) return undefined;
  return deepest(branch, segments, at - 1) ?? (branch.found && { found: branch.found, from: at });
}
