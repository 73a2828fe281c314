import { below, type FieldTable, port } from "./field.ts";

// Source: the CRDs of kubernetes-sigs/gateway-api; `traffic-systems.md` 5.8.

const reference = (name: string): FieldTable => ({
  name: { type: "string", required: true, words: name },
  namespace: {
    type: "string",
    words: "Its namespace. Another one needs a ReferenceGrant there, for a Service.",
    usual: "that of the route",
  },
  group: { type: "string", words: "Group of its kind. The empty one is that of Services.", seldom: true },
  port: { ...port, words: "Its port." },
});

const backend = (name: string): FieldTable => ({
  ...reference(name),
  kind: { type: "string", default: "Service", words: "Its kind.", seldom: true },
});

const modifier = (whose: string): FieldTable => ({
  ...Object.fromEntries(
    (["set", "add"] as const).flatMap(verb => [
      [
        verb,
        { words: verb === "set" ? `Headers of the ${whose} that get this value.` : `Headers that the ${whose} gets besides its own.` },
      ],
      [`${verb}[].name`, { type: "string", required: true, words: "Name of the header." } as const],
      [`${verb}[].value`, { type: "string", required: true, words: "The value." } as const],
    ]),
  ),
  remove: { words: `Headers that the ${whose} loses.` },
  "remove[]": { type: "string" },
});

const filter: FieldTable = {
  // New ones come with each release, so the list is not closed.
  type: {
    type: "string",
    required: true,
    words: "What it does: `RequestHeaderModifier`, `RequestMirror`, `URLRewrite` and others. The field of that name beside it says how.",
  },
  requestHeaderModifier: { words: "Changes to the headers of the request." },
  ...below("requestHeaderModifier", modifier("request")),
  responseHeaderModifier: { words: "Changes to the headers of the answer." },
  ...below("responseHeaderModifier", modifier("answer")),
  requestMirror: { words: "Sends copies of the requests somewhere." },
  "requestMirror.backendRef": { required: true, words: "Where the copies go." },
  ...below("requestMirror.backendRef", backend("Name of the Service.")),
  "requestMirror.percent": { type: "integer", minimum: 0, maximum: 100, words: "Percent of the requests that are copied.", usual: "100" },
  "requestMirror.fraction": { words: "The same as a fraction. It excludes `percent`." },
  "requestMirror.fraction.numerator": { type: "integer", required: true, minimum: 0, words: "Number above the line." },
  "requestMirror.fraction.denominator": { type: "integer", minimum: 1, default: 100, words: "Number below the line." },
};

const namedValue = (what: string): FieldTable => ({
  name: { type: "string", required: true, words: `Name of the ${what}.` },
  value: { type: "string", required: true, words: `The value that the ${what} has to have.` },
  type: {
    type: "string",
    enum: ["Exact", "RegularExpression"],
    default: "Exact",
    words: "How the value is compared. Not every gateway takes regular expressions.",
  },
});

function route(match: FieldTable): FieldTable {
  return {
    spec: { words: "Which requests go where, and through which gateways." },
    ...below("spec", {
      parentRefs: { words: "Gateways, or in a mesh Services, that it hangs on. Until they accept it, Flagger does not go on." },
      ...below("parentRefs[]", {
        ...reference("Name of the parent."),
        kind: { type: "string", default: "Gateway", words: "Its kind: `Gateway`, or `Service` in a mesh.", seldom: true },
        sectionName: { type: "string", words: "One listener of it." },
      }),
      hostnames: { words: "Hosts that it is for." },
      "hostnames[]": { type: "string" },
      rules: {
        words: "Which requests go where. A rule that leads only to the canary Service counts as made by the plugin, and is deleted.",
      },
      "rules[].name": { type: "string", words: "Name of the rule." },
      "rules[].matches": { words: "Which requests: one of these has to match. Without it all of them." },
      ...below("rules[].matches[]", {
        headers: { words: "By headers; all of them have to match." },
        ...below("headers[]", namedValue("header")),
        ...match,
      }),
      "rules[].backendRefs": { words: "Services that share the requests. Both versions have to be in some rule." },
      ...below("rules[].backendRefs[]", {
        ...backend("Name of the Service."),
        weight: {
          type: "integer",
          minimum: 0,
          maximum: 1_000_000,
          default: 1,
          words: "Its share, against the sum of all weights. A rollout writes it, so a GitOps tool that resets it undoes a step.",
        },
      }),
      "rules[].filters": { words: "Changes to requests on their way." },
      ...below("rules[].filters[]", filter),
    }),
  };
}

export const httpRouteFields: FieldTable = {
  ...route({
    path: { words: "By path." },
    "path.type": {
      type: "string",
      enum: ["Exact", "PathPrefix", "RegularExpression"],
      default: "PathPrefix",
      words: "How the path is compared. Not every gateway takes regular expressions.",
    },
    "path.value": { type: "string", default: "/", words: "The path. It begins with `/`." },
    method: {
      type: "string",
      enum: ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"],
      words: "By method.",
    },
    queryParams: { words: "By parameters of the URL; all of them have to match." },
    ...below("queryParams[]", namedValue("parameter")),
  }),
  ...below("spec.rules[]", {
    timeouts: { words: "How long things may take." },
    "timeouts.request": { type: "string", words: "The whole answer: `5s`." },
    "timeouts.backendRequest": { type: "string", words: "One try." },
  }),
};

export const grpcRouteFields: FieldTable = route({
  method: { words: "By service and method." },
  "method.type": { type: "string", enum: ["Exact", "RegularExpression"], default: "Exact", words: "How both are compared." },
  "method.service": { type: "string", words: "The service, with its package." },
  "method.method": { type: "string", words: "The method." },
});
