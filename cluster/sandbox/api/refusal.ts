import type { JsonObject } from "../../../core/base/json.ts";
import { present } from "../../../core/base/json.ts";
import { qualified, type ServedKind } from "../served.ts";

/** The server says no: an HTTP code and the `Status` object that explains it, in the words of the real server. */
export class Refusal extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: JsonObject;

  constructor(code: number, reason: string, message: string, details: JsonObject = {}) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  /** The body of the answer. */
  get status(): JsonObject {
    return {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: this.message,
      reason: this.reason,
      details: this.details,
      code: this.code,
    };
  }
}

function about(kind: ServedKind, name?: string): JsonObject {
  return present({ name, group: kind.group || undefined, kind: kind.plural });
}

export function noSuchPath(): Refusal {
  return new Refusal(404, "NotFound", "the server could not find the requested resource");
}

export function notFound(kind: ServedKind, name: string): Refusal {
  return new Refusal(404, "NotFound", `${qualified(kind)} "${name}" not found`, about(kind, name));
}

export function noNamespace(name: string): Refusal {
  return new Refusal(404, "NotFound", `namespaces "${name}" not found`, { name, kind: "namespaces" });
}

export function alreadyExists(kind: ServedKind, name: string): Refusal {
  return new Refusal(409, "AlreadyExists", `${qualified(kind)} "${name}" already exists`, about(kind, name));
}

export function conflict(kind: ServedKind, name: string): Refusal {
  return new Refusal(
    409,
    "Conflict",
    `Operation cannot be fulfilled on ${qualified(kind)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    about(kind, name),
  );
}

export function invalid(kind: ServedKind, name: string, field: string, message: string): Refusal {
  return new Refusal(422, "Invalid", `${kind.kind}${kind.group ? `.${kind.group}` : ""} "${name}" is invalid: ${field}: ${message}`, {
    ...about(kind, name),
    kind: kind.kind,
    causes: [{ reason: "FieldValueInvalid", message, field }],
  });
}

/** A JSON patch that does not apply, a failed `test` among others. Source: `k8s.io/apiserver` `handlers/patch.go`, `errors.NewGenericServerResponse`. */
export function patchDoesNotApply(): Refusal {
  return new Refusal(422, "Invalid", "the server rejected our request due to an error in our request");
}

export function badRequest(message: string): Refusal {
  return new Refusal(400, "BadRequest", message);
}

export function expired(asked: string, oldest: number): Refusal {
  return new Refusal(410, "Expired", `too old resource version: ${asked} (${oldest})`);
}

export function unsupportedMediaType(accepted: readonly string[], wayOut = ""): Refusal {
  return new Refusal(
    415,
    "UnsupportedMediaType",
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}${wayOut}`,
  );
}

export function notAllowed(): Refusal {
  return new Refusal(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
}

export function unauthorized(): Refusal {
  return new Refusal(401, "Unauthorized", "Unauthorized");
}
