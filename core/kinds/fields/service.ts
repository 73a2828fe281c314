import { below, type FieldTable, intOrString, port } from "./field.ts";

// Source: kubernetes/api core/v1; what a rollout does with it: `argo-rollouts.md` 3.13, `flagger.md` 8.2.

export const serviceFields: FieldTable = {
  spec: { words: "Which pods get the requests, and at which ports." },
  ...below("spec", {
    selector: {
      words:
        "Labels of the pods that get requests. Argo Rollouts adds `rollouts-pod-template-hash`, Flagger points it at the primary. The pods of a Rollout need the other labels.",
    },
    "selector.*": { type: "string", words: "Value of this label of the pods, a text: put numbers and `true` in quotes." },
    ports: { words: "Ports that it takes requests at." },
    "ports[].name": {
      type: "string",
      words: "Name of the port, for an Ingress and for Istio, which tells the protocol by its first word.",
    },
    "ports[].port": { ...port, required: true, words: "The port." },
    "ports[].targetPort": { type: intOrString, words: "Port of the container, by number or name.", usual: "the same as `port`" },
    "ports[].protocol": { type: "string", enum: ["TCP", "UDP", "SCTP"], default: "TCP", words: "What is spoken at the port." },
    "ports[].appProtocol": {
      type: "string",
      words: "What is spoken inside of that: `http`, `grpc`, `kubernetes.io/h2c`. Gateways and meshes go by it.",
    },
    "ports[].nodePort": { type: "integer", words: "The port at each node.", usual: "one that is free", seldom: true },
    type: {
      type: "string",
      enum: ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"],
      default: "ClusterIP",
      words:
        "Who can reach it: the cluster, whoever reaches a node, or the world. `ExternalName` is another name for a host and has no pods.",
    },
    clusterIP: {
      type: "string",
      words: "Its address. `None` gives the addresses of the pods in place of one, and then nothing can be split by Service.",
      usual: "one that is free",
    },
    externalName: { type: "string", words: "The host that it is another name for.", seldom: true },
    sessionAffinity: {
      type: "string",
      enum: ["None", "ClientIP"],
      default: "None",
      words: "`ClientIP` keeps a client at one pod: clients then do not spread over the versions as requests do.",
    },
    publishNotReadyAddresses: {
      type: "boolean",
      default: false,
      words: "Sends requests to pods that are not ready too, also to those of a new version that never will be.",
      seldom: true,
    },
  }),
};
