/** What the answer of a metric provider looks like to a condition. */
export type ResultShape = "number" | "list of numbers" | "other" | "none";

/** A source of measurements, described. */
export interface MetricProvider {
  /** The key below `provider` of an Argo Rollouts metric. */
  readonly key: string;
  readonly label: string;
  /** Usual shape of `result` in `successCondition` and `failureCondition`. Source: `argo-rollouts.md` part 5. */
  readonly result: ResultShape;
  /**
   * Go types that `result` can have, as `core/conditions` writes them; none where nobody knows before it is measured. An answer without
   * data can be nil besides. Source: argoproj/argo-rollouts metricproviders.
   */
  readonly types: readonly string[];
  /** Language of the query, where there is one. */
  readonly query?: "PromQL";
  /** Paths (below the provider) of texts that say what is measured. */
  readonly queryAt: readonly string[];
}
