import { percent } from "../../base/figures.ts";
import type { Json } from "../../base/json.ts";
import { rfc3339 } from "../../base/time.ts";
import type { Action, ActionId, ActionRequest, JsonPatchOperation } from "../platform.ts";
import { runNamed } from "./analysis-runs.ts";
import type { RolloutSpec } from "./spec.ts";
import type { RolloutState } from "./state.ts";
import { fullyPromoted, percentOf } from "./targets.ts";

const group = "argoproj.io";
const patchStatus = { verb: "patch", group, resource: "rollouts/status" } as const;
const patchDeployment = { verb: "patch", group: "apps", resource: "deployments" } as const;
const patchSpec = { verb: "patch", group, resource: "rollouts" } as const;

/**
 * What an operator may do now, with the same changes as the upstream CLI sends (`argo-rollouts.md` 9.1), guarded by tests of what
 * the action saw: the version, the step, the pauses, the abort.
 */
export function actions(spec: RolloutSpec, state: RolloutState, image?: string): readonly Action[] {
  const on = (subresource: "status" | undefined, patch: readonly JsonPatchOperation[]): ActionRequest => ({
    target: { apiVersion: `${group}/v1alpha1`, kind: "Rollout", name: spec.name },
    ...(subresource ? { subresource } : {}),
    patch: [...guard(state), ...patch],
  });
  const done = fullyPromoted(state);
  const idle = "Nothing is under way: the newest version has all traffic.";
  return [
    setImage(spec, image, on),
    promote(spec, state, on, done ? idle : undefined),
    {
      id: "promoteFull",
      label: "Promote fully",
      effect: "Skips every step, pause and analysis that is left, and sends all traffic to the new version once its pods are ready.",
      ...(done ? { refused: idle } : {}),
      requests: [...(done ? [] : [on("status", [{ op: "add", path: "/status/promoteFull", value: true }])]), ...unpause(spec, state, on)],
      rights: spec.paused ? [patchStatus, patchSpec] : [patchStatus],
    },
    {
      id: "pause",
      label: "Pause",
      effect: "Stops the rollout where it is until somebody resumes it. The clock of a pause step runs on.",
      ...(spec.paused ? { refused: "It is paused by a person already." } : {}),
      requests: [on(undefined, [{ op: "add", path: "/spec/paused", value: true }])],
      rights: [patchSpec],
    },
    {
      id: "resume",
      label: "Resume",
      effect: "Takes back the pause that a person set. A pause step is ended by promoting.",
      ...(spec.paused ? {} : { refused: "No person has paused it." }),
      requests: unpause(spec, state, on),
      rights: [patchSpec],
    },
    {
      id: "abort",
      label: "Abort",
      effect: "Sends all traffic back to the stable version now.",
      ...(done ? { refused: idle } : state.abort ? { refused: "It was aborted already. Retry begins again at the first step." } : {}),
      requests: [on("status", [{ op: "add", path: "/status/abort", value: true }])],
      rights: [patchStatus],
    },
    {
      id: "retry",
      label: "Retry",
      effect: "Begins again at the first step with the same version.",
      ...(state.abort ? {} : { refused: "Only an aborted rollout can be tried again." }),
      requests: [on("status", [{ op: "add", path: "/status/abort", value: false }])],
      rights: [patchStatus],
    },
  ];
}

type On = (subresource: "status" | undefined, patch: readonly JsonPatchOperation[]) => ActionRequest;

// JSON patch can test only what is there: an absent field needs no guard, since the version and the step say the rest.
function guard(state: RolloutState): readonly JsonPatchOperation[] {
  const tests: JsonPatchOperation[] = [{ op: "test", path: "/status/currentPodHash", value: state.currentHash }];
  if (state.stepIndex !== undefined) tests.push({ op: "test", path: "/status/currentStepIndex", value: state.stepIndex });
  if (state.pauses.length > 0) tests.push({ op: "test", path: "/status/pauseConditions", value: pauseConditions(state) });
  if (state.abort) tests.push({ op: "test", path: "/status/abort", value: true });
  return tests;
}

function pauseConditions(state: RolloutState): Json {
  return state.pauses.map(pause => ({ reason: pause.reason, startTime: rfc3339(pause.startTime) }));
}

/** Takes a person's pause back. It may follow a change of the status (*Promote fully*), so of what was seen it tests the version alone. */
function unpause(spec: RolloutSpec, state: RolloutState, on: On): readonly ActionRequest[] {
  if (!spec.paused) return [];
  const patch: readonly JsonPatchOperation[] = [
    { op: "test", path: "/status/currentPodHash", value: state.currentHash },
    { op: "test", path: "/spec/paused", value: true },
    { op: "replace", path: "/spec/paused", value: false },
  ];
  return [{ ...on(undefined, []), patch }];
}

/** With `workloadRef` it is the workload that gets the image; the upstream command line looks for a Deployment whatever the kind is. */
function setImage(spec: RolloutSpec, image: string | undefined, on: On): Action {
  const path = "/spec/template/spec/containers/0/image";
  const { workload } = spec;
  const target = workload ? { target: { apiVersion: "apps/v1", kind: "Deployment", name: workload.name } } : {};
  const refused =
    workload && workload.kind !== "Deployment"
      ? `Its pods come from the ${workload.kind} ${workload.name}. An image can be set on a Deployment only.`
      : image === spec.version.image
        ? `It runs \`${image}\` already.`
        : undefined;
  return {
    id: "setImage",
    label: "Set image",
    effect:
      image === undefined
        ? "Starts a rollout of another image."
        : `Starts a rollout of \`${image}\`, or begins again at the first step when one is under way.`,
    ...(refused === undefined ? {} : { refused }),
    requests:
      image === undefined
        ? []
        : [
            // The guard of a start is the image that is replaced: where the rollout stands does not matter to it.
            {
              ...on(undefined, []),
              ...target,
              patch: [
                { op: "test", path, value: spec.version.image },
                { op: "replace", path, value: image },
              ],
            },
          ],
    rights: [workload ? patchDeployment : patchSpec],
  };
}

/** The three forms of `promote`: end a pause, leave a step that is running, or leave an analysis that was inconclusive. */
function promote(spec: RolloutSpec, state: RolloutState, on: On, refused: string | undefined): Action {
  const steps = spec.strategy.kind === "canary" ? spec.strategy.steps : [];
  const following = Math.min((state.stepIndex ?? 0) + 1, steps.length);
  const patch: JsonPatchOperation[] = [];
  const inconclusive = runNamed(state, state.stepRun)?.phase === "Inconclusive";
  if (state.pauses.length > 0) patch.push({ op: "remove", path: "/status/pauseConditions" });
  if (state.pauses.length > 0 && inconclusive && state.controllerPause)
    patch.push(
      { op: "add", path: "/status/controllerPause", value: false },
      { op: "add", path: "/status/currentStepIndex", value: following },
    );
  if (state.pauses.length === 0 && steps.length > 0 && !(spec.paused && state.phase === "Paused" && state.stepIndex === undefined))
    patch.push({ op: "add", path: "/status/currentStepIndex", value: following });
  return {
    id: "promote",
    label: "Promote",
    effect: promoteEffect(spec, state, following),
    ...(refused ? { refused } : state.abort ? { refused: "It was aborted. Retry begins again at the first step." } : {}),
    // A person's pause first: a controller that looks between the two begins the pause of the step anew where only that one was ended.
    requests: [...unpause(spec, state, on), ...(patch.length > 0 ? [on("status", patch)] : [])],
    rights: spec.paused ? [patchStatus, patchSpec] : [patchStatus],
  };
}

function promoteEffect(spec: RolloutSpec, state: RolloutState, following: number): string {
  const canary = spec.strategy.kind === "canary" ? spec.strategy : undefined;
  const steps = canary?.steps ?? [];
  const verb = state.pauses.length > 0 ? "Ends this pause" : "Leaves the step that is running";
  for (let i = following; i < steps.length; i++) {
    const step = steps[i];
    if (step?.kind === "setWeight") return `${verb} and goes on to ${percent(canary ? percentOf(canary, step.weight) : step.weight)}.`;
    if (step?.kind === "analysis")
      return `${verb} and goes on to the analysis ${step.use.templates.map(template => template.name).join(", ")}.`;
    if (step?.kind === "pause" && step.seconds === undefined) return `${verb} and waits at the next one.`;
  }
  return `${verb} and sends all traffic to the new version.`;
}

/** The action of this id. */
export function actionNamed(list: readonly Action[], id: ActionId): Action | undefined {
  return list.find(action => action.id === id);
}
