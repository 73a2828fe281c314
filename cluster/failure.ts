import { isObject, type JsonObject, listAt, numberAt, textAt } from "../core/base/json.ts";

/** Why a cluster did not do what it was asked. `why` is for people: the consequence, and the way out. */
export type Failure =
  | { readonly kind: "unreachable" | "credentials" | "unauthorized" | "unreadable"; readonly why: string }
  | { readonly kind: "forbidden"; readonly why: string; readonly verb: string; readonly resource: string }
  /** The object is not there, or (`kind`) the cluster has no such kind at all. */
  | { readonly kind: "missing"; readonly why: string; readonly what: "object" | "kind" }
  | { readonly kind: "conflict" | "gone"; readonly why: string }
  /** A patch that does not apply (`patch`), or an object that the cluster does not accept. */
  | { readonly kind: "invalid"; readonly why: string; readonly what: "patch" | "object" }
  | { readonly kind: "busy"; readonly why: string; readonly retryAfterSeconds: number | undefined }
  | { readonly kind: "refused"; readonly why: string; readonly code: number };

/** A value, or why there is none. */
export type Answered<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** What was asked, as far as a sentence about its failure needs it. */
export interface Question {
  readonly verb: "get" | "list" | "watch" | "create" | "update" | "patch" | "delete";
  /** `rollouts`, `rollouts/status` */
  readonly resource: string;
  readonly group: string;
  readonly namespace: string | undefined;
  /** The kind and the name, where it is about one object. */
  readonly kind?: string;
  readonly name?: string;
}

/** What an HTTP answer that is no success means for the question. `context` names the cluster. */
export function failureOf(
  question: Question,
  status: number,
  body: string,
  headers: { readonly [name: string]: string | undefined },
  context: string,
): Failure {
  const answer = statusOf(body);
  const message = textAt(answer, "message") ?? `the server answered ${status}`;
  const { verb, resource, namespace, name } = question;
  switch (status) {
    case 401:
      return { kind: "unauthorized", why: `The cluster of context ${context} does not accept your credentials. Log in again.` };
    case 403:
      return { kind: "forbidden", verb, resource, why: notAllowed(verb, resource, namespace) };
    case 404:
      return isAboutKind(answer)
        ? { kind: "missing", what: "kind", why: notInstalled(question, context) }
        : {
            kind: "missing",
            what: "object",
            why: `There is no ${question.kind ?? resource} ${name ?? ""}${namespace === undefined ? "" : ` in namespace ${namespace}`}.`,
          };
    case 409:
      return { kind: "conflict", why: `The cluster refused: ${message}.` };
    case 410:
      return { kind: "gone", why: "The cluster has forgotten the version that was last seen." };
    case 422:
      // A patch that does not apply has no details; an object that is not accepted names its fields.
      return {
        kind: "invalid",
        what: listAt(answer, "details", "causes").length > 0 ? "object" : "patch",
        why: `The cluster refused: ${message}.`,
      };
    case 429:
      return {
        kind: "busy",
        retryAfterSeconds: Number(headers["retry-after"]) || undefined,
        why: "The cluster is busy and asks for patience.",
      };
    default:
      return { kind: "refused", code: status, why: `The cluster of context ${context} refused: ${message}.` };
  }
}

/** What is said of a right that is missing: the verb, the resource, the place, and whom to ask. */
export function notAllowed(verb: string, resource: string, namespace: string | undefined): string {
  const place = namespace === undefined ? "in all namespaces" : `in namespace ${namespace}`;
  return `Not allowed: \`${verb}\` on \`${resource}\` ${place}. Ask for the role in docs/rights.`;
}

const engines: { readonly [group: string]: string } = {
  "argoproj.io": "Argo Rollouts",
  "flagger.app": "Flagger",
  "networking.istio.io": "Istio",
  "gateway.networking.k8s.io": "The Gateway API",
};

function notInstalled({ group, resource }: Question, context: string): string {
  const engine = engines[group];
  return engine
    ? `${engine} is not installed in the cluster of context ${context}: it has no \`${resource}\`. Install it there, or choose another context.`
    : `The cluster of context ${context} has no \`${resource}\`.`;
}

/** A `Status` object, where the body is one. */
export function statusOf(body: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) && parsed.kind === "Status" ? parsed : undefined;
  } catch {
    return undefined;
  }
}

// The answer about an object names it; the answer about a path that is not served names nothing (or is no `Status` at all).
function isAboutKind(answer: JsonObject | undefined): boolean {
  return textAt(answer, "details", "name") === undefined;
}

/** The code of an `ERROR` event's object. */
export function codeOf(status: JsonObject): number | undefined {
  return numberAt(status, "code");
}
