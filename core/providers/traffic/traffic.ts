/** What a traffic system can do, and what a rollout over it needs: rules, plans and pictures ask this and name no system. */
export interface TrafficProvider {
  readonly id: string;
  /** The key under `spec.strategy.canary.trafficRouting` of a Rollout (or below `plugins`), where Argo Rollouts can drive it. */
  readonly argoKey?: string;
  readonly argoPlugin?: true;
  /** Values of a Canary's `spec.provider`, where Flagger can drive it. */
  readonly flagger?: readonly string[];
  readonly label: string;
  readonly supports: {
    readonly headerRoute: boolean;
    readonly mirrorRoute: boolean;
    readonly experimentWeight: boolean;
    readonly pingPong: boolean;
    readonly maxTrafficWeight: boolean;
  };
  /** Does Argo Rollouts refuse a Rollout over it without `stableService` and `canaryService`? Source: `argo-rollouts.md` AR-V024. */
  readonly needsServices: "always" | "unless ping-pong" | "unless subsets" | "never";
  /** Do our machines predict what is written to it? */
  readonly predicted: { readonly argo: boolean; readonly flagger: boolean };
}

/** One traffic system, described. */
export function defineTraffic<T extends TrafficProvider>(provider: T): T {
  return provider;
}
