import { below, type FieldTable, intOrString } from "./field.ts";

// Source: servicemeshinterface/smi-spec traffic-split, traefik/traefik traefikio/v1alpha1; `traffic-systems.md` 5.3 and 5.11.

const share = "Its share. A rollout writes it, so a GitOps tool that resets it undoes a step.";

export const trafficSplitFields: FieldTable = {
  spec: { words: "How requests to a Service are shared." },
  ...below("spec", {
    service: { type: "string", required: true, words: "The Service that clients call." },
    backends: { required: true, words: "Services that share the requests." },
    "backends[].service": { type: "string", required: true, words: "Name of the Service." },
    "backends[].weight": { type: "number", words: share },
  }),
};

const target: FieldTable = {
  kind: { type: "string", enum: ["Service", "TraefikService"], words: "What the name is of.", usual: "Service" },
  namespace: { type: "string", words: "Its namespace.", usual: "the same" },
  port: { type: intOrString, words: "Port of the Service." },
};

export const traefikServiceFields: FieldTable = {
  spec: { words: "One of `weighted` and `mirroring`, or another way to lead requests on." },
  ...below("spec", {
    weighted: { words: "Services that share the requests." },
    "weighted.services": { words: "The Services, each with its share." },
    ...below("weighted.services[]", {
      name: { type: "string", required: true, words: "Name of the Service. In a rollout both versions have to be in the list." },
      ...target,
      weight: { type: "integer", words: share, usual: "1" },
    }),
    "weighted.sticky": { words: "Keeps a client at the version that it was sent to first." },
    "weighted.sticky.cookie": { words: "By a cookie. Clients that have none yet are shared by weight." },
    "weighted.sticky.cookie.name": { type: "string", words: "What the cookie is called." },
    mirroring: { words: "One Service that answers, and others that get copies." },
    "mirroring.name": { type: "string", required: true, words: "Name of the Service that answers." },
    ...below("mirroring", target),
    "mirroring.mirrors": { words: "Who gets copies." },
    ...below("mirroring.mirrors[]", {
      name: { type: "string", required: true, words: "Name of the Service that gets copies." },
      ...target,
      percent: { type: "integer", words: "Percent of the requests that are copied.", usual: "0" },
    }),
  }),
};
