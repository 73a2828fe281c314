import { at, type Json, same, textAt } from "../core/base/json.ts";
import { type Kind, kindOf } from "../core/kinds/index.ts";
import type { Action, ActionId, ActionRequest, ClusterObject, JsonPatchOperation } from "../core/platforms/platform.ts";
import { isNamed } from "../core/platforms/shown.ts";
import type { Target } from "../protocol/live.ts";
import type { ClusterConnection } from "./connection.ts";
import type { Failure } from "./failure.ts";
import { type Look, lookAt } from "./look.ts";
import { readTarget } from "./target.ts";
import { whatChanged } from "./what-changed.ts";

/** What came of an action. `said` is for people. */
export type ActResult =
  /** The cluster has it: `echo` are the objects as it answered. */
  | { readonly kind: "accepted"; readonly said: string; readonly echo: readonly ClusterObject[] }
  /** It cannot be done as things stand; nothing was sent. */
  | { readonly kind: "not now"; readonly said: string }
  /** The rollout is no longer where it was when the action was shown; nothing was changed. */
  | { readonly kind: "moved on"; readonly said: string }
  | { readonly kind: "not allowed"; readonly said: string; readonly verb: string; readonly resource: string }
  /** The first of two changes is made, the second is not. */
  | { readonly kind: "half done"; readonly said: string; readonly echo: readonly ClusterObject[] }
  /** The cluster could not be asked, or refused for another reason. */
  | { readonly kind: "failed"; readonly said: string };

export interface Acting {
  /** The objects for which the action was shown: what its guard tests. */
  readonly shown: readonly ClusterObject[];
  /** The image of *set image*. */
  readonly image?: string;
  /** Ask the cluster to check it all, and to change nothing. */
  readonly dryRun?: boolean;
}

const notDone: { readonly [id in ActionId]: string } = {
  setImage: "Image not set",
  promote: "Not promoted",
  promoteFull: "Not promoted",
  pause: "Not paused",
  resume: "Not resumed",
  abort: "Not aborted",
  retry: "Not retried",
};

/** The action of this id as it stands for these objects, with the requests that it would send; or why there is none. */
export function actionFor(
  target: Target,
  id: ActionId,
  { shown, image }: Acting,
): { readonly action: Action; readonly look: Look } | { readonly problem: string } {
  const look = lookAt(target, shown);
  if ("problem" in look) return look;
  const action = look.actions(image).find(candidate => candidate.id === id);
  return action ? { action, look } : { problem: `${look.platform.label} has no such action.` };
}

/**
 * The requests of an action as they are sent: guarded also by the identity of the objects that were shown, since one that was deleted
 * and made again under its name can look just like the one before.
 */
export function requestsOf(action: Action, shown: readonly ClusterObject[]): readonly ActionRequest[] {
  return action.requests.map(request => {
    const object = shown.find(candidate => isNamed(candidate, request.target.kind, request.target.name));
    const uid = textAt(object, "metadata", "uid");
    return uid === undefined ? request : { ...request, patch: [{ op: "test", path: "/metadata/uid", value: uid }, ...request.patch] };
  });
}

/**
 * Does what was shown. Each request is a JSON patch whose tests hold only as long as the rollout is where it was: where the cluster
 * refuses because of them, the result says what has changed. Never throws.
 */
export async function act(connection: ClusterConnection, target: Target, id: ActionId, acting: Acting): Promise<ActResult> {
  const found = actionFor(target, id, acting);
  if ("problem" in found) return { kind: "not now", said: `${notDone[id]}. ${found.problem}` };
  const { action, look } = found;
  if (action.refused !== undefined) return { kind: "not now", said: `${notDone[id]}. ${action.refused}` };
  if (action.requests.length === 0)
    return { kind: "not now", said: `${notDone[id]}. ${id === "setImage" ? "No image was given." : "There is nothing to change."}` };
  const echo: ClusterObject[] = [];
  const sent: ActionRequest[] = [];
  for (const request of requestsOf(action, acting.shown)) {
    const refused = await send(connection, target, withoutOwn(request, sent), acting.dryRun === true, echo);
    if (refused) {
      const result = await explain(connection, target, id, look, refused);
      return sent.length === 0 ? result : halfDone(action, sent, request, result, echo);
    }
    sent.push(request);
  }
  return { kind: "accepted", said: `${action.label} accepted. ${action.effect}`, echo };
}

/** Sends one request, and reads in the answer whether the cluster did it. */
async function send(
  connection: ClusterConnection,
  target: Target,
  request: ActionRequest,
  dryRun: boolean,
  echo: ClusterObject[],
): Promise<Failure | undefined> {
  const { apiVersion, name } = request.target;
  const kind = kindOf(apiVersion, request.target.kind) as Kind;
  const place = { kind, namespace: target.namespace, name, ...(request.subresource ? { subresource: request.subresource } : {}) };
  const answer = await connection.patch(place, request.patch, { dryRun });
  if (!answer.ok) return answer.failure;
  echo.push(answer.value);
  const ignored = request.patch.find(operation => operation.op !== "test" && !shows(answer.value, operation));
  if (!ignored) return undefined;
  return {
    kind: "refused",
    code: 200,
    why: `The cluster took the request and left \`${fieldOf(ignored)}\` as it was. Check what changes ${request.target.kind} objects on their way in.`,
  };
}

/** What was tested may be what an earlier request of the same action has just changed: then it is tested no more. */
function withoutOwn(request: ActionRequest, sent: readonly ActionRequest[]): ActionRequest {
  const written = sent.flatMap(({ patch }) => patch.filter(({ op }) => op !== "test").map(({ path }) => path));
  return { ...request, patch: request.patch.filter(({ op, path }) => op !== "test" || !written.includes(path)) };
}

/** Does the object show what the operation wanted? */
function shows(object: ClusterObject, operation: JsonPatchOperation): boolean {
  const there = valueAt(object, operation.path);
  if (operation.op === "remove") return there === undefined || (Array.isArray(there) && there.length === 0);
  // Servers leave out what is false or nothing.
  return same(there, operation.value) || (there === undefined && (operation.value === false || operation.value === null));
}

async function explain(connection: ClusterConnection, target: Target, id: ActionId, before: Look, failure: Failure): Promise<ActResult> {
  if (failure.kind === "forbidden") return { kind: "not allowed", said: failure.why, verb: failure.verb, resource: failure.resource };
  const moved = failure.kind === "conflict" || (failure.kind === "invalid" && failure.what === "patch");
  const gone = failure.kind === "missing" && failure.what === "object";
  if (!moved && !gone) return { kind: "failed", said: `${notDone[id]}. ${failure.why}` };
  const fresh = await readTarget(connection, target);
  if (!fresh.ok && fresh.failure.kind !== "missing")
    return {
      kind: "moved on",
      said: `${notDone[id]}: it is no longer where you saw it, and what changed cannot be read. ${fresh.failure.why}`,
    };
  const after = fresh.ok ? lookAt(target, fresh.value.objects) : undefined;
  // One that was made again has not been looked at by its controller yet.
  const changed = after && "problem" in after ? `the ${target.kind} was deleted and made again` : whatChanged(before, after);
  if (changed !== undefined) return { kind: "moved on", said: `${notDone[id]}: since you looked, ${changed}.` };
  if (gone) return { kind: "failed", said: `${notDone[id]}. ${failure.why}` };
  return {
    kind: "moved on",
    said: `${notDone[id]}: it changed and changed back while you looked. Look again, and repeat it if it is still what you want.`,
  };
}

function halfDone(
  action: Action,
  sent: readonly ActionRequest[],
  failed: ActionRequest,
  result: ActResult,
  echo: readonly ClusterObject[],
): ActResult {
  const done = sent.map(({ target, subresource }) => `the ${subresource ?? "spec"} of ${target.kind} ${target.name}`).join(" and ");
  const resumes = ({ patch }: ActionRequest): boolean => patch.some(({ op, path }) => op !== "test" && path === "/spec/paused");
  const rest = resumes(failed)
    ? " It stays paused by a person: resume it to go on."
    : sent.some(resumes)
      ? " It is paused by no person any more, and stands at its step as before."
      : "";
  return {
    kind: "half done",
    said: `${action.label} is half done: ${done} was changed, and the ${failed.subresource ?? "spec"} was not. ${result.said}${rest}`,
    echo,
  };
}

function valueAt(object: ClusterObject, path: string): Json | undefined {
  const steps = path
    .split("/")
    .slice(1)
    .map(step => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return at(object, ...steps.map(step => (/^\d+$/.test(step) ? Number(step) : step)));
}

function fieldOf({ path }: JsonPatchOperation): string {
  return path.slice(1).replaceAll("/", ".");
}
