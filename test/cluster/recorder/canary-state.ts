import type { Canary, Workload } from "./objects.ts";
import { firstImage, replicas } from "./rollout-state.ts";
import { canaryRoute } from "./routes/canary.ts";
import type { View } from "./sight.ts";
import type { State } from "./trace.ts";

/** The state that a Canary and the objects around it show. */
export function canaryState(view: View, name: string): State {
  const canary = view.get<Canary>("Canary", name);
  if (canary === undefined) return {};
  const { spec, status = {} } = canary;
  const target = view.get<Workload>(spec.targetRef.kind, spec.targetRef.name);
  const primary = view.get<Workload>(spec.targetRef.kind, `${spec.targetRef.name}-primary`);
  return {
    phase: status.phase || undefined,
    message: status.conditions?.find(c => c.type === "Promoted")?.message || undefined,
    weight: status.canaryWeight,
    iterations: status.iterations,
    failedChecks: status.failedChecks,
    stable: primary && replicas(primary),
    canary: target && replicas(target),
    active: firstImage(primary),
    preview: firstImage(target),
    route: canaryRoute(canary, view),
  };
}
