/** What a field means, in our words: for hovers, completion, the schemas and whoever asks. */
export interface FieldWords {
  /** What it does, its unit, and the trap in it where there is one. One to three sentences. */
  readonly words: string;
  /** What holds where nothing is written. */
  readonly usual?: string;
  /** The version of the platform that brought the field, where versions without it are still about. */
  readonly since?: string;
  /** Few specs have it: lists of fields put it below the others. */
  readonly seldom?: true;
}

/**
 * Words by field. A field is the end of a path, long enough to mean one thing in its kinds: `pause.duration`. It begins with a dot
 * where it is the whole path (`.spec.paused`), has `[]` for the items of a list, and `*` for any key of a map.
 */
export type WordTable = { readonly [field: string]: string | FieldWords };

/** The same words for fields below something: `livenessProbe` and `periodSeconds` make `livenessProbe.periodSeconds`. */
export function under(above: string, table: WordTable): WordTable {
  return Object.fromEntries(Object.entries(table).map(([field, words]) => [`${above}.${field}`, words]));
}
