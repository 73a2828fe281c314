import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** Kinds whose pods a Rollout can take over, with their API groups. */
const kinds: { readonly [kind: string]: string } = { Deployment: "apps", ReplicaSet: "apps", PodTemplate: "" };

export const workloadRefKind = defineRule({
  id: "rollout/workload-ref-kind",
  severity: "error",
  summary: "`workloadRef` refers to a Deployment, a ReplicaSet or a PodTemplate.",
  why: "Of no other object the controller can take the pods: it refuses the Rollout.",
  source: "argoproj/argo-rollouts rollout/templateref.go (AR-R050)",
  bad: `
    workloadRef: { apiVersion: apps/v1, kind: StatefulSet, name: shop }
    #                                         ^^^^^^^^^^^ rollout/workload-ref-kind`,
  good: `
    workloadRef: { apiVersion: apps/v1, kind: Deployment, name: shop }`,
  rollout({ node }, { report }) {
    const kind = textOf(node, "workloadRef", "kind");
    const apiVersion = textOf(node, "workloadRef", "apiVersion");
    if (kind === undefined || apiVersion === undefined) return;
    const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
    const wanted = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (wanted === group) return;
    const place = nodeAt(node, "workloadRef", wanted === undefined ? "kind" : "apiVersion");
    const meant = wanted === "apps" ? "apps/v1" : "v1";
    if (!place) return;
    if (wanted === undefined)
      report(
        place.at,
        `The controller refuses this Rollout: it can take the pods of a Deployment, a ReplicaSet or a PodTemplate, and not of a ${kind}. Refer to one of those.`,
      );
    else
      report(
        place.at,
        `The controller refuses this Rollout: a ${kind} is of \`${meant}\`, and not of \`${apiVersion}\`. Write \`${meant}\`.`,
        [{ title: `Write \`${meant}\``, at: place.at, text: meant }],
      );
  },
});
