import { below, type FieldTable, port } from "./field.ts";

// Source: kubernetes/api networking/v1; what a rollout does with it: `argo-rollouts.md` 3.13, `flagger.md` 8.2.

const backend = (words: string): FieldTable => ({
  service: { words },
  "service.name": {
    type: "string",
    required: true,
    words: "Name of the Service. For ALB the root Service, with a port named `use-annotation`.",
  },
  "service.port": { words: "Port of the Service. For ALB its name is `use-annotation`." },
  "service.port.name": { type: "string", words: "The port, by its name." },
  "service.port.number": { ...port, words: "The port, by its number." },
});

export const ingressFields: FieldTable = {
  "metadata.annotations": {
    words: "Argo Rollouts writes the weights for ALB here. For NGINX it makes a second Ingress, and does not copy these.",
  },
  spec: { words: "Which requests from outside go to which Services." },
  ...below("spec", {
    ingressClassName: { type: "string", words: "Which controller it is for. The canary Ingress has the same." },
    defaultBackend: { words: "Where requests go that no rule is for. No rollout splits them." },
    ...below("defaultBackend", backend("The Service that gets them.")),
    rules: { words: "Hosts and paths. Only rules that lead to the stable Service are part of a rollout." },
    "rules[].host": { type: "string", words: "The host that the rule is for.", usual: "any" },
    "rules[].http": { words: "Paths of the host." },
    "rules[].http.paths": { required: true, words: "Paths, each with the Service that it leads to." },
    "rules[].http.paths[].path": { type: "string", words: "The path. It begins with `/`." },
    "rules[].http.paths[].pathType": {
      type: "string",
      enum: ["Exact", "Prefix", "ImplementationSpecific"],
      required: true,
      words: "How the path is compared.",
    },
    "rules[].http.paths[].backend": {
      required: true,
      words: "Where requests go. NGINX wants the stable Service here, Flagger the Service of the app.",
    },
    ...below("rules[].http.paths[].backend", backend("The Service that gets the requests.")),
    tls: { words: "Certificates." },
    "tls[].hosts[]": { type: "string" },
    "tls[].hosts": { words: "Hosts that the certificate is for." },
    "tls[].secretName": { type: "string", words: "Name of the Secret with the certificate." },
  }),
};
