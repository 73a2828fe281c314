import { rules } from "./index.ts";

const fields = new Map<string, readonly string[]>(rules.flatMap(rule => (rule.lacks ? [[rule.id, rule.lacks]] : [])));

/** The fields whose absence a finding of this code reports; none where it speaks of what is there. */
export function lackedBy(code: string): readonly string[] {
  return fields.get(code) ?? [];
}
