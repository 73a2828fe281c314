import { at, textAt } from "../core/base/json.ts";
import type { Action } from "../core/platforms/platform.ts";
import type { ClusterConnection } from "./connection.ts";
import { notAllowed } from "./failure.ts";

/** May something be done? *Unknown* is no *no*: the cluster could not be asked. */
export type MayDo =
  | { readonly may: "yes" }
  | { readonly may: "no"; readonly why: string }
  | { readonly may: "unknown"; readonly why: string };

/**
 * Asks the cluster (`SelfSubjectAccessReview`) whether its user may do this. `resource` may name a subresource: `rollouts/status`.
 * `why` is one sentence: the verb and the resource that are missing, or what kept the cluster from answering.
 */
export async function mayDo(
  connection: ClusterConnection,
  verb: string,
  group: string,
  resource: string,
  namespace: string | undefined,
): Promise<MayDo> {
  const [name = "", subresource] = resource.split("/");
  const resourceAttributes = {
    verb,
    group,
    resource: name,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace === undefined ? {} : { namespace }),
  };
  const answer = await connection.review("authorization.k8s.io", "v1", "selfsubjectaccessreviews", {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: { resourceAttributes },
  });
  if (!answer.ok) return { may: "unknown", why: answer.failure.why };
  if (at(answer.value, "status", "allowed") === true) return { may: "yes" };
  const error = textAt(answer.value, "status", "evaluationError");
  if (error !== undefined && at(answer.value, "status", "denied") !== true)
    return { may: "unknown", why: `The cluster cannot tell: ${error}.` };
  return { may: "no", why: notAllowed(verb, resource, namespace) };
}

/** May all of an action's requests be sent? The first *no* is the answer. */
export async function mayAct(connection: ClusterConnection, action: Action, namespace: string): Promise<MayDo> {
  const answers = await Promise.all(action.rights.map(({ verb, group, resource }) => mayDo(connection, verb, group, resource, namespace)));
  return answers.find(({ may }) => may === "no") ?? answers.find(({ may }) => may === "unknown") ?? { may: "yes" };
}
