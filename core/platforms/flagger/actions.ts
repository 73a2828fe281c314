import type { Action, ActionRequest, JsonPatchOperation } from "../platform.ts";
import type { CanarySpec } from "./spec.ts";
import type { CanaryState } from "./state.ts";

const group = "flagger.app";
const patchSpec = { verb: "patch", group, resource: "canaries" } as const;

/** What an operator may do now. Flagger has no verbs: these are the writes that it obeys (`flagger.md` part 6). They act at the next tick. */
export function actions(spec: CanarySpec, state: CanaryState, image?: string): readonly Action[] {
  const canary = { apiVersion: `${group}/v1beta1`, kind: "Canary", name: spec.name };
  const underWay = state.phase === "Progressing" || state.phase === "WaitingPromotion";
  const idle = "No run is under way.";
  const request = (patch: readonly JsonPatchOperation[], subresource?: "status"): ActionRequest => ({
    target: canary,
    ...(subresource ? { subresource } : {}),
    patch: [...guard(state), ...patch],
  });
  const every = `${spec.interval / 1000} s`;
  return [
    setImage(spec, image),
    {
      id: "promote",
      label: "Promote",
      effect: `Skips the checks that are left: at the next tick (every ${every}) the primary gets the new version and all traffic. \`skipAnalysis\` stays on until it is taken back.`,
      ...(underWay || state.phase === "Promoting" ? {} : { refused: idle }),
      requests: [request([{ op: "add", path: "/spec/skipAnalysis", value: true }])],
      rights: [patchSpec],
    },
    {
      id: "pause",
      label: "Suspend",
      effect: "Flagger stops looking at it: weights and pods stay as they are until it is resumed.",
      ...(spec.suspend ? { refused: "It is suspended already." } : {}),
      requests: [request([{ op: "add", path: "/spec/suspend", value: true }])],
      rights: [patchSpec],
    },
    {
      id: "resume",
      label: "Resume",
      effect: `Flagger goes on at its next tick (every ${every}).`,
      ...(spec.suspend ? {} : { refused: "It is not suspended." }),
      requests: [request([{ op: "add", path: "/spec/suspend", value: false }])],
      rights: [patchSpec],
    },
    {
      id: "abort",
      label: "Abort",
      effect: `Writes \`failedChecks\` = ${spec.threshold} into the status: at the next tick (every ${every}) all traffic goes back to the primary.`,
      ...(underWay ? {} : { refused: idle }),
      requests: [request([{ op: "add", path: "/status/failedChecks", value: spec.threshold }], "status")],
      rights: [{ verb: "patch", group, resource: "canaries/status" }],
    },
  ];
}

function guard(state: CanaryState): readonly JsonPatchOperation[] {
  return [
    { op: "test", path: "/status/phase", value: state.phase },
    { op: "test", path: "/status/lastAppliedSpec", value: state.lastApplied },
  ];
}

function setImage(spec: CanarySpec, image: string | undefined): Action {
  const path = "/spec/template/spec/containers/0/image";
  return {
    id: "setImage",
    label: "Set image",
    effect:
      image === undefined
        ? "Starts a run with another image."
        : `Starts a run of \`${image}\` at the next tick, or begins again at 0 % when one is under way.`,
    ...(image === spec.target.version.image ? { refused: `It runs \`${image}\` already.` } : {}),
    requests:
      image === undefined
        ? []
        : [
            {
              target: { apiVersion: "apps/v1", kind: spec.target.kind, name: spec.target.name },
              patch: [
                { op: "test", path, value: spec.target.version.image },
                { op: "replace", path, value: image },
              ],
            },
          ],
    rights: [{ verb: "patch", group: "apps", resource: "deployments" }],
  };
}
