import type { Rollout, Service, Workload } from "./objects.ts";
import { rolloutRoute, serviceNames } from "./routes/rollout.ts";
import type { View } from "./sight.ts";
import type { Replicas, State } from "./trace.ts";

const podHash = "rollouts-pod-template-hash";

/** The state that a Rollout and the objects around it show. */
export function rolloutState(view: View, name: string): State {
  const rollout = view.get<Rollout>("Rollout", name);
  if (rollout === undefined) return {};
  const { status = {}, metadata } = rollout;
  const owned = view.all<Workload>("ReplicaSet").filter(rs => rs.metadata.ownerReferences?.some(o => o.uid === metadata.uid));
  const byHash = (hash: string | undefined) => (hash === undefined ? undefined : owned.find(rs => rs.metadata.labels?.[podHash] === hash));
  const stable = byHash(status.stableRS);
  const current = byHash(status.currentPodHash);
  const canary = current === stable ? undefined : current;
  const old = sum(owned.filter(rs => rs !== stable && rs !== canary));
  const routed = rolloutRoute(rollout, view);
  const { active, preview } = shownServices(rollout);
  const imageBehind = (service: string | undefined) => firstImage(byHash(view.get<Service>("Service", service)?.spec.selector?.[podHash]));
  return {
    phase: status.phase,
    message: status.message || undefined,
    stepIndex: status.currentStepIndex,
    weight: routed?.route[1] ?? status.canary?.weights?.canary.weight,
    abort: status.abort === true ? true : undefined,
    pauses: status.pauseConditions?.length ? status.pauseConditions.map(p => p.reason).sort() : undefined,
    revision: metadata.annotations?.["rollout.argoproj.io/revision"],
    stable: stable && replicas(stable),
    canary: canary && replicas(canary),
    old: old.desired + old.ready === 0 ? undefined : old,
    active: imageBehind(active),
    preview: imageBehind(preview),
    route: routed?.route,
    managed: routed?.managed.length ? routed.managed : undefined,
  };
}

/** `{desired, ready}` of a ReplicaSet or Deployment. */
export function replicas({ spec, status }: Workload): Replicas {
  return { desired: spec.replicas ?? 1, ready: status?.readyReplicas ?? 0 };
}

/** Image of the first container, where version 1 and version 2 of a script differ. */
export function firstImage(workload: Workload | undefined): string | undefined {
  return workload?.spec.template.spec?.containers[0]?.image;
}

function shownServices(rollout: Rollout): { readonly active: string | undefined; readonly preview: string | undefined } {
  const { blueGreen } = rollout.spec.strategy;
  if (blueGreen) return { active: blueGreen.activeService, preview: blueGreen.previewService };
  const { stable, canary } = serviceNames(rollout);
  return { active: stable, preview: canary };
}

function sum(sets: readonly Workload[]): Replicas {
  return sets
    .map(replicas)
    .reduce((total, r) => ({ desired: total.desired + r.desired, ready: total.ready + r.ready }), { desired: 0, ready: 0 });
}
