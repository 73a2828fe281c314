import type { Standing } from "../platforms/platform.ts";
import type { WorkloadStatus } from "../platforms/workloads.ts";

/** The share of traffic on the new version, in percent, and where the number comes from. */
export interface Share {
  readonly weight: number;
  readonly source: "router" | "status" | "count of pods" | "phase";
}

/** What share the new version has: all when it is promoted, none when it is rolled back, else the router's weight, else its share of the pods. */
export function shareOf(standing: Standing, pods: ReadonlyMap<string, WorkloadStatus>): Share {
  if (standing.ended === "promoted") return { weight: 100, source: "phase" };
  if (standing.weight !== undefined) return { weight: standing.weight, source: "router" };
  const { stable, canary } = standing.workloads;
  if (canary === undefined) return { weight: 100, source: "phase" };
  const canaryPods = pods.get(canary)?.available ?? 0;
  const stablePods = pods.get(stable)?.available ?? 0;
  return { weight: canaryPods + stablePods === 0 ? 0 : (100 * canaryPods) / (canaryPods + stablePods), source: "count of pods" };
}
