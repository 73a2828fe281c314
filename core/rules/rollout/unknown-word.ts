import { listed } from "../../base/figures.ts";
import { nearest } from "../../base/nearest.ts";
import { itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";
import type { RolloutView } from "../views.ts";

/** Words that the controller compares with, and that nobody checks before. */
const choices: readonly {
  readonly field: string;
  readonly words: readonly string[];
  /** What an unknown word comes to. */
  readonly otherwise: string;
  places(rollout: RolloutView): readonly (SourceNode | undefined)[];
}[] = [
  {
    field: "scaleDown",
    words: ["never", "onsuccess", "progressively"],
    otherwise: "The old workload is never scaled down",
    places: ({ node }) => [nodeAt(node, "workloadRef", "scaleDown")],
  },
  {
    field: "type",
    words: ["Percent", "Pods"],
    otherwise: "The threshold is counted in pods",
    places: ({ canary }) => [nodeAt(canary?.value, "replicaProgressThreshold", "type")],
  },
  {
    field: "specRef",
    words: ["canary", "stable"],
    otherwise: "The experiment is never made, and the step never ends",
    places: rollout => stepValues(rollout, "experiment").flatMap(step => itemsOf(step, "templates").map(item => nodeAt(item, "specRef"))),
  },
  {
    field: "podTemplateHashValue",
    words: ["Stable", "Latest"],
    otherwise: "The argument is empty",
    places: rollout => argumentsIn(rollout).map(arg => nodeAt(arg, "valueFrom", "podTemplateHashValue")),
  },
];

export const unknownWord = defineRule({
  id: "rollout/unknown-word",
  severity: "warning",
  summary: "Where the controller knows a few words, one of them is written.",
  why: "Nothing refuses another word: it is ignored, or taken for something else.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/v1alpha1/types.go (`argo-rollouts.md` 2.1, end: not validated)",
  bad: `
    workloadRef: { apiVersion: apps/v1, kind: Deployment, name: shop, scaleDown: onSuccess }
    #                                                                            ^^^^^^^^^ rollout/unknown-word`,
  good: `
    workloadRef: { apiVersion: apps/v1, kind: Deployment, name: shop, scaleDown: onsuccess }`,
  rollout(rollout, { report }) {
    for (const { field, words, otherwise, places } of choices) {
      for (const place of places(rollout)) {
        const written = textOf(place);
        if (!place || !written || words.includes(written)) continue;
        const meant = nearest(written, words);
        const wayOut = meant
          ? `Write \`${meant}\`.`
          : `Write ${listed(
              words.map(word => `\`${word}\``),
              "or",
            )}.`;
        report(
          place.at,
          `${otherwise}: \`${field}\` knows no \`${written}\`, and nobody says so. ${wayOut}`,
          meant ? [{ title: `Write \`${meant}\``, at: place.at, text: meant }] : [],
        );
      }
    }
  },
});

function stepValues({ steps }: RolloutView, kind: string): readonly SourceNode[] {
  return steps.flatMap(({ kinds }) => kinds.filter(step => step.kind === kind).map(({ value }) => value));
}

function argumentsIn(rollout: RolloutView): readonly SourceNode[] {
  const uses = [
    nodeAt(rollout.canary?.value, "analysis"),
    nodeAt(rollout.blueGreen?.value, "prePromotionAnalysis"),
    nodeAt(rollout.blueGreen?.value, "postPromotionAnalysis"),
    ...stepValues(rollout, "analysis"),
    ...stepValues(rollout, "experiment").flatMap(step => itemsOf(step, "analyses")),
  ];
  return uses.flatMap(use => itemsOf(use, "args"));
}
