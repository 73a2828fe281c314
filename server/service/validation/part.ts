import { at, type Json } from "../../../core/base/json.ts";
import type { SchemaError } from "../generated/validators.js";
import type { Path } from "./finding.ts";

/**
 * Fields of a pod that the CRD of a Rollout asks for, while Kubernetes takes an empty one in a workload of its own. Judged by the
 * server in `test/cluster/neighbours.test.ts`.
 */
const emptyWillDo =
  /\/(preferredDuringSchedulingIgnoredDuringExecution\/\d+\/preference|sleep\/seconds|httpHeaders\/\d+\/value|sysctls\/\d+\/value)$/;

/** Is the error about what we state of a kind that others define? What we do not list may be there, and nothing is an empty value. */
export function isStated({ keyword, instancePath, params }: SchemaError, path: Path, document: Json): boolean {
  if (keyword === "additionalProperties") return false;
  if (keyword === "type") return at(document, ...path) !== null;
  return keyword !== "required" || !emptyWillDo.test(`${instancePath}/${String(params.missingProperty)}`);
}
