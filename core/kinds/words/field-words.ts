/** What a field means, in our words: for hovers, completion and whoever asks. */
export interface FieldWords {
  /** The end of the field's path, long enough to mean nothing else in its kind. */
  readonly field: string;
  /** What it does, and the trap in it where there is one. One or two sentences. */
  readonly words: string;
  /** What holds where nothing is written. */
  readonly usual?: string;
}
