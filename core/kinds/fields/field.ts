import type { FieldWords, WordTable } from "../words/field-words.ts";

/** One field of a kind that others define: in the words of JSON Schema what it takes, and in ours what it means. */
export interface Field extends Partial<FieldWords> {
  /** Absent where the fields below it say that it is a map or a list. A pod template is that of a Rollout. */
  readonly type?: "string" | "integer" | "number" | "boolean" | "object" | "pod template" | readonly ["integer", "string"];
  readonly enum?: readonly string[];
  /** What the API server fills in. */
  readonly default?: string | number | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  /** The object that it belongs to is refused without it. */
  readonly required?: true;
}

/** Fields by their whole path, with `[]` for the items of a list and `*` for any key of a map. */
export type FieldTable = { readonly [path: string]: Field };

/** The part of a kind that rollouts depend on. What is not in it is nobody's mistake. */
export interface Part {
  /** Who defines the kind. */
  readonly of: string;
  /** Versions that the part is true of. Of other versions nothing is said. */
  readonly versions: readonly string[];
  readonly fields: FieldTable;
}

/** The same fields below something: `spec.rules[]` and `host` make `spec.rules[].host`. */
export function below(above: string, table: FieldTable): FieldTable {
  return Object.fromEntries(Object.entries(table).map(([path, field]) => [`${above}.${path}`, field]));
}

/** A selector of objects by label. Its words are those of every selector. */
export function selectorAt(path: string): FieldTable {
  return below(path, {
    "matchLabels.*": { type: "string" },
    "matchExpressions[].key": { type: "string", required: true },
    "matchExpressions[].operator": { type: "string", required: true },
    "matchExpressions[].values[]": { type: "string" },
  });
}

export const port = { type: "integer", minimum: 1, maximum: 65_535 } as const;
export const intOrString = ["integer", "string"] as const;

/** The words of a table's fields. */
export function wordsOf(fields: FieldTable): WordTable {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([path, { words, usual, since, seldom }]) =>
      words === undefined
        ? []
        : [[`.${path}`, { words, ...(usual === undefined ? {} : { usual }), ...(since ? { since } : {}), ...(seldom ? { seldom } : {}) }]],
    ),
  );
}
