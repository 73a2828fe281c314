import type { Millis } from "../../base/duration.ts";
import type { Workload } from "../workloads.ts";
import type { CanarySpec } from "./spec.ts";
import type { CanaryState } from "./state.ts";

/** The state at the end of the tick that initialised a Canary. */
export function start(spec: CanarySpec, now: Millis): CanaryState {
  const { hash } = spec.target.version;
  return {
    phase: "Initialized",
    statusWeight: 0,
    weight: 0,
    failedChecks: 0,
    iterations: 0,
    lastApplied: hash,
    lastPromoted: hash,
    primary: { version: spec.target.version, desired: spec.target.replicas, restarts: 0 },
    targetReplicas: 0,
    phaseSince: now,
    nextTick: now + spec.interval,
    checking: false,
  };
}

/** The primary and the target, for the world that looks after pods. */
export function workloads(spec: CanarySpec, state: CanaryState): readonly Workload[] {
  const { target } = spec;
  const rolling = { maxSurge: target.maxSurge, maxUnavailable: target.maxUnavailable };
  return [
    {
      name: `${target.name}-primary`,
      version: `${state.primary.version.hash}-${state.primary.restarts}`,
      image: state.primary.version.image,
      desired: state.primary.desired,
      minReadySeconds: target.minReadySeconds,
      rolling,
    },
    {
      name: target.name,
      version: target.version.hash,
      image: target.version.image,
      desired: state.targetReplicas,
      minReadySeconds: target.minReadySeconds,
      rolling,
    },
  ];
}
