import type { Frame } from "../../kit/manifests.ts";

/** A spec that is refused for the reason of a row alone, with what we say of it. */
export interface Refusal {
  readonly row: string;
  readonly frame?: Frame;
  /** Refused for what is not there, so that no objects are put beside it. */
  readonly absent?: true;
  readonly fixture: string;
}
