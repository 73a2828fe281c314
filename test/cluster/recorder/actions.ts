import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Desk } from "../answers.ts";
import type { Api, KubeObject, Reference } from "../api.ts";
import { moved, type Place, referenceTo } from "./manifests.ts";
import type { Canary, Rollout, Workload } from "./objects.ts";
import type { Action, Script } from "./script.ts";
import type { View } from "./sight.ts";

/** Where and with what an action is done. */
export interface Hands {
  readonly api: Api;
  /** The upstream CLI, and the kubeconfig it is to use. */
  readonly argoRollouts: string;
  readonly kubeconfig: string;
  readonly script: Script;
  readonly place: Place;
  readonly desk: Pick<Desk, "openGate">;
  readonly objects: readonly KubeObject[];
  readonly view: View;
}

/** Does what a person would do. Resolves to the refusal, in the words of the CLI or the server, or to undefined. */
export async function perform(action: Action, hands: Hands): Promise<string | undefined> {
  try {
    await (onAnyObject(action, hands) ?? (hands.script.target.kind === "Rollout" ? onRollout(action, hands) : onCanary(action, hands)));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function onAnyObject(action: Action, hands: Hands): Promise<void> | undefined {
  const { api, script, place, objects } = hands;
  if (action.do === "delete") return api.delete(referenceTo(action.kind, action.name, objects, place));
  if (action.do !== "patch") return undefined;
  const { kind, name } = script.target;
  const { status, ...rest } = moved(action.merge, place) as Readonly<Record<string, unknown>>;
  return patchParts(api, referenceTo(action.kind ?? kind, action.name ?? name, objects, place), rest, status);
}

// The main resource ignores a `status`, and the status subresource ignores the rest.
async function patchParts(api: Api, ref: Reference, rest: Readonly<Record<string, unknown>>, status: unknown): Promise<void> {
  if (Object.keys(rest).length > 0) await api.patch(ref, rest);
  if (status !== undefined) await api.patch({ ...ref, subresource: "status" }, { status });
}

async function onRollout(action: Action, hands: Hands): Promise<void> {
  const { name } = hands.script.target;
  const cli = (...args: string[]) => argoRollouts(args, hands);
  const spec = (patch: object) => hands.api.patch(targetReference(hands), { spec: patch });
  switch (action.do) {
    case "setImage":
      return cli("set", "image", name, `${firstContainer(hands)}=${action.image}`);
    case "promote":
      return cli("promote", name);
    case "promoteFull":
      return cli("promote", name, "--full");
    case "skipCurrentStep":
      return cli("promote", name, "--skip-current-step");
    case "skipAllSteps":
      return cli("promote", name, "--skip-all-steps");
    case "abort":
      return cli("abort", name);
    case "retry":
      return cli("retry", "rollout", name);
    case "restart":
      return cli("restart", name);
    case "undo":
      return cli("undo", name, ...(action.toRevision === undefined ? [] : [`--to-revision=${action.toRevision}`]));
    case "pause":
      await spec({ paused: true });
      return;
    case "resume":
      // The CLI has no word for it that does nothing else.
      await spec({ paused: false });
      return;
    case "scale":
      await spec({ replicas: action.replicas });
      return;
    default:
      throw new Error(`${action.do} means nothing for a Rollout`);
  }
}

async function onCanary(action: Action, hands: Hands): Promise<void> {
  const { api, desk, view, script } = hands;
  const canary = targetReference(hands);
  const live = view.get<Canary>("Canary", script.target.name);
  const workload = {
    ...canary,
    apiVersion: live?.spec.targetRef.apiVersion ?? "apps/v1",
    kind: live?.spec.targetRef.kind ?? "Deployment",
    name: live?.spec.targetRef.name,
  };
  switch (action.do) {
    case "setImage":
      await api.patch(workload, [{ op: "replace", path: "/spec/template/spec/containers/0/image", value: action.image }], "json");
      return;
    case "promote":
      if (action.path === undefined) await api.patch(canary, { spec: { skipAnalysis: true } });
      else desk.openGate(action.path);
      return;
    case "abort":
      if (action.path === undefined)
        await api.patch({ ...canary, subresource: "status" }, { status: { failedChecks: live?.spec.analysis.threshold ?? 0 } });
      else desk.openGate(action.path);
      return;
    case "pause":
      await api.patch(canary, { spec: { suspend: true } });
      return;
    case "resume":
      await api.patch(canary, { spec: { suspend: false } });
      return;
    case "scale":
      await api.patch(workload, { spec: { replicas: action.replicas } });
      return;
    default:
      throw new Error(`${action.do} means nothing for a Canary`);
  }
}

function targetReference({ script, place, objects }: Hands): Reference {
  return referenceTo(script.target.kind, script.target.name, objects, place);
}

function firstContainer({ view, script }: Hands): string {
  const rollout = view.get<Rollout>("Rollout", script.target.name);
  const template = rollout?.spec.workloadRef
    ? view.get<Workload>("Deployment", rollout.spec.workloadRef.name)?.spec.template
    : rollout?.spec.template;
  return template?.spec?.containers[0]?.name ?? "*";
}

async function argoRollouts(args: readonly string[], { argoRollouts: program, kubeconfig, place }: Hands): Promise<void> {
  try {
    await promisify(execFile)(program, [...args, `--kubeconfig=${kubeconfig}`, `--namespace=${place.namespace}`], { timeout: 20_000 });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim();
    throw new Error(said || String(error));
  }
}
