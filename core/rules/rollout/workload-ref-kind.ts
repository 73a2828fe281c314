import { addEntry } from "../../syntax/edit.ts";
import { entryOf, isSet, nodeAt, textOf } from "../../syntax/nodes.ts";
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
  rollout({ node }, { report, text }) {
    const kind = textOf(node, "workloadRef", "kind");
    const apiVersion = textOf(node, "workloadRef", "apiVersion");
    const reference = entryOf(node, "workloadRef");
    if (reference?.value.kind !== "map") return;
    if (kind === undefined) {
      // A kind that is no text is told by its schema.
      if (!isSet(reference.value, "kind"))
        report(
          reference.key.at,
          "The controller refuses this Rollout: it can take the pods of a Deployment, a ReplicaSet or a PodTemplate, and this does not say which. Add `kind`.",
        );
      return;
    }
    if (apiVersion === undefined) {
      // A version that is no text is told by its schema.
      if (isSet(node, "workloadRef", "apiVersion")) return;
      const lacking = Object.hasOwn(kinds, kind) ? versionOf(kinds[kind]) : "apps/v1";
      report(
        reference.key.at,
        `The controller refuses this Rollout: it looks for a ${kind} without a group, and there is none. Add \`apiVersion: ${lacking}\`.`,
        !reference.value.original
          ? [{ title: `Add \`apiVersion: ${lacking}\``, edits: addEntry(text, reference.value, "apiVersion", [lacking]) }]
          : [],
      );
      return;
    }
    const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
    const wanted = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (wanted === group) return;
    const place = nodeAt(node, "workloadRef", wanted === undefined ? "kind" : "apiVersion");
    const meant = versionOf(wanted);
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

function versionOf(group: string | undefined): string {
  return group === "apps" ? "apps/v1" : "v1";
}
