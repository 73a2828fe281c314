import type { Problem } from "../../core/base/problem.ts";
import type { SourceNode } from "../../core/syntax/nodes.ts";

/** Keys that a map has twice: `kubectl` takes the last one without a word, so what the other says never happens. */
export function duplicateKeys(node: SourceNode): readonly Problem[] {
  const found: Problem[] = [];
  collect(node, found);
  return found;
}

function collect(node: SourceNode, found: Problem[]): void {
  // An alias repeats what stands elsewhere, and is looked at there.
  if (node.kind === "scalar" || node.original) return;
  if (node.kind === "list") {
    for (const item of node.items) collect(item, found);
    return;
  }
  const seen = new Set<string>();
  for (const { key, value, merged } of node.entries) {
    if (merged) continue;
    const name = String(key.value);
    if (seen.has(name)) {
      const message = `Only this \`${name}\` counts: the one further up is dropped without a word. Remove one of them.`;
      found.push({ code: "yaml/duplicate-key", severity: "warning", at: key.at, message });
    }
    seen.add(name);
    collect(value, found);
  }
}
