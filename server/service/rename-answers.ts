import type { Place } from "../../core/base/span.ts";

/** Why something is not done, for people. */
export interface Refusal {
  readonly refused: string;
}

/** A name that can be changed: where it stands, without quotes and without the namespace behind a dot. */
export interface Renameable {
  readonly at: Place;
  readonly name: string;
}

/** A text that goes in at a place. */
export interface PlacedEdit {
  readonly at: Place;
  readonly text: string;
}
