import { below, type FieldTable } from "./field.ts";

// Source: the CRDs of istio/api, whose three versions are alike; `traffic-systems.md` 5.1, `argo-rollouts.md` 3.13, `flagger.md` 8.2.

const written = "A rollout writes it, so a GitOps tool that resets it undoes a step.";

const destination = (host: string): FieldTable => ({
  host: { type: "string", required: true, words: host },
  subset: { type: "string", words: "A subset of the DestinationRule. It says the version where both have the same host." },
  port: { words: "Port of the Service, where it has several." },
  "port.number": { type: "integer", words: "The port." },
});

const service = "The Service. It is compared with `stableService` and `canaryService` up to its first dot.";

const text = (what: string): FieldTable => ({
  exact: { type: "string", words: `${what} has to be this.` },
  prefix: { type: "string", words: `${what} has to begin with this.` },
  regex: { type: "string", words: `${what} has to match this regular expression (RE2) as a whole.` },
});

const headerChanges = (whose: string): FieldTable => ({
  set: { words: `Headers of the ${whose} that get this value.` },
  "set.*": { type: "string", words: "The value." },
  add: { words: `Headers that the ${whose} gets besides its own.` },
  "add.*": { type: "string", words: "The value." },
  remove: { words: `Headers that the ${whose} loses.` },
  "remove[]": { type: "string" },
});

const httpMatch: FieldTable = {
  name: { type: "string", words: "Name of the condition, for logs.", seldom: true },
  uri: { words: "By path." },
  ...below("uri", text("The path")),
  ignoreUriCase: { type: "boolean", words: "Upper and lower case are the same in the path.", usual: "false", seldom: true },
  method: { words: "By method." },
  ...below("method", text("The method")),
  authority: { words: "By host, as the request names it." },
  ...below("authority", text("The host")),
  headers: { words: "By headers, with their names in lower case. `{}` asks that the header is there." },
  "headers.*": { words: "The header." },
  ...below("headers.*", text("Its value")),
  withoutHeaders: { words: "The opposite: none of these headers may match." },
  "withoutHeaders.*": { words: "The header." },
  ...below("withoutHeaders.*", text("Its value")),
  queryParams: { words: "By parameters of the URL." },
  "queryParams.*": { words: "The parameter." },
  ...below("queryParams.*", text("Its value")),
  port: { type: "integer", words: "By port of the address." },
  sourceLabels: { words: "By labels of the pod that asks." },
  "sourceLabels.*": { type: "string", words: "The value that this label has to have." },
  gateways: { words: "By gateway, of those that the VirtualService is for." },
  "gateways[]": { type: "string" },
};

const http: FieldTable = {
  name: { type: "string", words: "Name of the route: what `routes` of a Rollout says." },
  match: { words: "Which requests: one of these has to match. Without it all of them." },
  ...below("match[]", httpMatch),
  route: { words: "Where requests go. In a rollout both versions have to be here, and what else has a weight is taken out." },
  "route[].destination": { required: true, words: "Where this share goes." },
  ...below("route[].destination", destination(service)),
  "route[].weight": { type: "integer", words: `Percent of the requests. ${written}` },
  "route[].headers": { words: "Changes to headers on this way only." },
  "route[].headers.request": { words: "Changes to the headers of the request." },
  ...below("route[].headers.request", headerChanges("request")),
  "route[].headers.response": { words: "Changes to the headers of the answer." },
  ...below("route[].headers.response", headerChanges("answer")),
  mirror: { words: "Where copies of the requests go. Mirror steps write it." },
  ...below("mirror", destination("The Service that gets the copies.")),
  mirrorPercentage: { words: "How many requests are copied." },
  "mirrorPercentage.value": { type: "number", words: "Percent of the requests.", usual: "100" },
  mirrors: { words: "The same for several Services. It excludes `mirror`." },
  "mirrors[].destination": { required: true, words: "Where the copies go." },
  ...below("mirrors[].destination", destination("The Service that gets the copies.")),
  "mirrors[].percentage": { words: "How many requests are copied." },
  "mirrors[].percentage.value": { type: "number", words: "Percent of the requests.", usual: "100" },
  delegate: { words: "Another VirtualService that says where requests go. Flagger makes such a one when `delegation` is on." },
  "delegate.name": { type: "string", words: "Name of the other VirtualService." },
  "delegate.namespace": { type: "string", words: "Its namespace.", usual: "the same" },
  rewrite: { words: "Changes to path and host before the request goes on." },
  "rewrite.uri": { type: "string", words: "The new path, or the new beginning of it." },
  "rewrite.authority": { type: "string", words: "The new host." },
  timeout: { type: "string", words: "How long an answer may take: `5s`.", usual: "no limit" },
  retries: { words: "What is tried again. A retry can hide that a new version fails." },
  "retries.attempts": { type: "integer", words: "How often at most." },
  "retries.perTryTimeout": { type: "string", words: "How long each try may take." },
  "retries.retryOn": { type: "string", words: "What counts as a failure, with commas: `5xx,reset`." },
};

const plainRoute: FieldTable = {
  match: { words: "Which connections: one of these has to match." },
  "match[].port": { type: "integer", words: "By port of the address." },
  route: { words: "Where connections go." },
  "route[].destination": { required: true, words: "Where this share goes." },
  ...below("route[].destination", destination(service)),
  "route[].weight": { type: "integer", words: `Percent of the connections. ${written}` },
};

export const virtualServiceFields: FieldTable = {
  spec: { words: "Where requests for some hosts go." },
  ...below("spec", {
    hosts: { words: "Hosts that it is for. One that others delegate to has none." },
    "hosts[]": { type: "string" },
    gateways: { words: "Gateways that it is for. `mesh` is traffic inside the mesh.", usual: "mesh" },
    "gateways[]": { type: "string" },
    exportTo: { words: "Namespaces that see it: `.` is its own, `*` all.", usual: "all", seldom: true },
    "exportTo[]": { type: "string" },
    http: { words: "Routes, the first that matches wins. Argo Rollouts puts its managed routes first." },
    ...below("http[]", http),
    tls: { words: "Routes of connections that stay encrypted, told apart by server name." },
    ...below("tls[]", plainRoute),
    "tls[].match": { required: true, words: "Which connections: one of these has to match." },
    "tls[].match[].sniHosts": { required: true, words: "By server name, as the client gives it." },
    "tls[].match[].sniHosts[]": { type: "string" },
    tcp: { words: "Routes of other connections." },
    ...below("tcp[]", plainRoute),
  }),
};

const trafficPolicy: FieldTable = {
  loadBalancer: { words: "How a pod is chosen." },
  "loadBalancer.simple": {
    type: "string",
    enum: ["UNSPECIFIED", "LEAST_CONN", "RANDOM", "PASSTHROUGH", "ROUND_ROBIN", "LEAST_REQUEST"],
    words: "The way to choose.",
    usual: "LEAST_REQUEST",
  },
  "loadBalancer.consistentHash": { words: "Keeps a client at a pod of the version that it was sent to. It does not choose the version." },
  "loadBalancer.consistentHash.httpHeaderName": { type: "string", words: "Clients are told apart by this header." },
  "loadBalancer.consistentHash.httpQueryParameterName": { type: "string", words: "Clients are told apart by this parameter of the URL." },
  "loadBalancer.consistentHash.useSourceIp": { type: "boolean", words: "Clients are told apart by their address." },
  "loadBalancer.consistentHash.httpCookie": { words: "Clients are told apart by a cookie, which they are given." },
  "loadBalancer.consistentHash.httpCookie.name": { type: "string", required: true, words: "What the cookie is called." },
  "loadBalancer.consistentHash.httpCookie.path": { type: "string", words: "Path of the cookie." },
  "loadBalancer.consistentHash.httpCookie.ttl": { type: "string", words: "How long it lives: `60s`. `0s` ends with the browser." },
  tls: { words: "How connections to the pods are encrypted." },
  "tls.mode": {
    type: "string",
    enum: ["DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"],
    words: "`ISTIO_MUTUAL` uses the certificates of the mesh, `DISABLE` none.",
  },
};

export const destinationRuleFields: FieldTable = {
  spec: { words: "Which parts the pods of a Service have, and how connections to them are made." },
  ...below("spec", {
    host: { type: "string", required: true, words: "The Service that it is for." },
    subsets: { words: "Parts of the Service's pods. A rollout takes out those that it does not know." },
    "subsets[].name": { type: "string", required: true, words: "Name of the subset: what a Rollout and a VirtualService say." },
    "subsets[].labels": { words: "Labels of the pods. Argo Rollouts adds `rollouts-pod-template-hash`." },
    "subsets[].labels.*": { type: "string", words: "Value of this label, a text: put numbers and `true` in quotes." },
    "subsets[].trafficPolicy": { words: "How connections to these pods are made, where it is not as for the others." },
    ...below("subsets[].trafficPolicy", trafficPolicy),
    trafficPolicy: { words: "How connections to the pods are made." },
    ...below("trafficPolicy", trafficPolicy),
    exportTo: { words: "Namespaces that see it: `.` is its own, `*` all.", usual: "all", seldom: true },
    "exportTo[]": { type: "string" },
  }),
};
