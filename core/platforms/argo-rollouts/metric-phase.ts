export type MetricPhase = "Pending" | "Running" | "Successful" | "Failed" | "Error" | "Inconclusive";

/** A phase as a status writes it; what is none yet is pending. */
export function metricPhase(text: string | undefined): MetricPhase {
  return text === "Running" || text === "Successful" || text === "Failed" || text === "Error" || text === "Inconclusive" ? text : "Pending";
}
