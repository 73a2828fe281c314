import type { Canary } from "./spec.ts";
import type { Counts } from "./targets.ts";

/** Are as many pods of a version available as are asked for: all of them, or as many as `replicaProgressThreshold` says? (`ReplicaProgressThresholdMet`) */
export function areThere({ progressThreshold }: Canary, { spec, available }: Counts, desired: number): boolean {
  if (!progressThreshold || progressThreshold.value < 0) return spec === desired && available === desired;
  if (!progressThreshold.percent) return available >= progressThreshold.value;
  // A rounding error holds nothing up.
  return desired === 0 || (available / desired) * 100 >= progressThreshold.value - 1e-10;
}
