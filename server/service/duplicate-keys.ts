import type { Problem } from "../../core/base/problem.ts";
import type { SourceNode } from "../../core/syntax/nodes.ts";

/** Keys that a map has twice: `kubectl` takes the last one without a word, so what the other says never happens. */
export function duplicateKeys(node: SourceNode): readonly Problem[] {
  // An alias repeats what stands elsewhere, and is looked at there.
  if (node.kind === "scalar" || node.original) return [];
  if (node.kind === "list") return node.items.flatMap(duplicateKeys);
  const own = node.entries.filter(entry => !entry.merged);
  const seen = new Set<string>();
  return own.flatMap(({ key, value }) => {
    const name = String(key.value);
    const below = duplicateKeys(value);
    if (!seen.has(name)) {
      seen.add(name);
      return below;
    }
    const message = `Only this \`${name}\` counts: the one further up is dropped without a word. Remove one of them.`;
    return [{ code: "yaml/duplicate-key", severity: "warning" as const, at: key.at, message }, ...below];
  });
}
