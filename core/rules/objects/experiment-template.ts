import { entryOf, itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule, type Report } from "../rule.ts";

export const experimentTemplate = defineRule({
  id: "objects/experiment-template",
  severity: "error",
  summary: "The templates of an Experiment have names of their own, select their pods, and have time to become ready.",
  why: "The controller refuses the Experiment, and starts no pod.",
  source: "argoproj/argo-rollouts utils/conditions/experiments.go (`argo-rollouts.md` 2.4)",
  bad: `
    apiVersion: argoproj.io/v1alpha1
    kind: Experiment
    metadata: { name: shop }
    spec:
      templates:
      - name: baseline
        selector: {}
        #<------ objects/experiment-template
        template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }`,
  good: `
    apiVersion: argoproj.io/v1alpha1
    kind: Experiment
    metadata: { name: shop }
    spec:
      templates:
      - name: baseline
        selector: { matchLabels: { app: shop } }
        template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }`,
  resource({ node, kindName }, { report }) {
    if (kindName !== "Experiment") return;
    const deadline = numberOf(node, "spec", "progressDeadlineSeconds") ?? 600;
    const names = new Set<string>();
    for (const template of itemsOf(node, "spec", "templates")) {
      check(template, deadline, report);
      const name = textOf(template, "name");
      const place = nodeAt(template, "name");
      if (name === undefined || !place) continue;
      if (name === "") report(place.at, "The controller refuses this Experiment: a template has no name. Write one.");
      else if (names.has(name))
        report(place.at, `The controller refuses this Experiment: two templates are called \`${name}\`. Give one of them another name.`);
      names.add(name);
    }
  },
});

function check(template: SourceNode, deadline: number, report: Report): void {
  const selector = entryOf(template, "selector");
  if (selector?.value.kind === "map" && selector.value.entries.length === 0)
    report(
      selector.key.at,
      "The controller refuses this Experiment: an empty selector selects every pod. Add `matchLabels` with the labels of `template`.",
    );
  const ready = entryOf(template, "minReadySeconds");
  const seconds = numberOf(template, "minReadySeconds") ?? 0;
  if (ready && seconds > deadline)
    report(
      ready.value.at,
      `The controller refuses this Experiment: a pod counts as available after ${seconds} s, and \`progressDeadlineSeconds\` gives it only ${deadline} s. Write at most ${deadline}.`,
    );
}
