import { forPeople } from "../../base/duration.ts";
import type { Platform, Standing } from "../platform.ts";
import { actions } from "./actions.ts";
import { advance } from "./advance.ts";
import { observe } from "./observe.ts";
import { plan, weights } from "./plan.ts";
import { readCanary } from "./read.ts";
import { render } from "./render.ts";
import type { CanarySpec } from "./spec.ts";
import { start, workloads } from "./start.ts";
import { type CanaryState, messages } from "./state.ts";

/** Flagger 1.44.0. */
export const flagger: Platform<CanarySpec, CanaryState> = {
  id: "flagger",
  label: "Flagger",
  kind: "Canary",
  read: readCanary,
  plan,
  version: spec => spec.target.version,
  deploy: (spec, version) => ({ ...spec, target: { ...spec.target, version } }),
  // With `skipAnalysis` nobody waits for the primary of a new Canary (`flagger.md` FL-V047).
  startsReady: spec => !spec.skipAnalysis,
  start,
  advance,
  workloads,
  standing,
  render,
  observe,
  actions,
  promoted: () => undefined,
};

/** Where the Canary stands, for people. */
function standing(spec: CanarySpec, state: CanaryState): Standing {
  const done = state.phase === "Succeeded" || state.phase === "Failed" || state.phase === "Initialized";
  const promoted = state.phase === "Succeeded" || state.phase === "Initialized";
  const index = weights(spec).findLastIndex(weight => weight <= state.weight);
  return {
    phase: state.phase,
    message: messages[state.phase],
    // Once the primary runs the new version it has what the canary does not.
    weight: promoted || state.phase === "Finalising" ? 100 : state.weight,
    workloads: { stable: `${spec.target.name}-primary`, canary: state.targetReplicas > 0 ? spec.target.name : undefined },
    stepCount: weights(spec).length,
    revisions: [
      ...(state.targetReplicas > 0
        ? [
            {
              revision: "canary",
              role: "canary" as const,
              image: spec.target.version.image,
              workload: spec.target.name,
              desired: state.targetReplicas,
            },
          ]
        : []),
      {
        revision: "primary",
        role: "stable",
        image: state.primary.version.image,
        workload: `${spec.target.name}-primary`,
        desired: state.primary.desired,
      },
    ],
    stepIndex: state.phase === "Progressing" && index >= 0 ? index : undefined,
    ended: state.phase === "Succeeded" ? "promoted" : state.phase === "Failed" ? "rolled back" : undefined,
    looksEvery: spec.interval,
    waitsForPerson: spec.suspend || state.phase === "Waiting" || state.phase === "WaitingPromotion",
    waiting: spec.suspend
      ? "a person: it is suspended"
      : done
        ? "nothing"
        : state.phase === "Initializing"
          ? "the pods of its primary"
          : state.phase === "Promoting"
            ? "the primary to run the new version"
            : spec.metrics.length > 0 && state.weight > 0
              ? `the next check, every ${forPeople(spec.interval)}: ${spec.metrics.map(metric => metric.name).join(", ")}`
              : `the next tick, every ${forPeople(spec.interval)}`,
  };
}
