import { isPlaceholder, isPortName } from "../../base/name-forms.ts";
import { itemsOf, nodeAt, numberOf, textOf } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule } from "../rule.ts";

export const port = defineRule({
  id: "pods/port",
  severity: "error",
  summary: "A port of a container lies between 1 and 65535, and has a short name of its own.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    containers:
    - name: shop
      image: shop:1
      ports: [{ containerPort: 80800 }]
      #                        ^^^^^ pods/port
      readinessProbe: { httpGet: { path: /ready, port: 8080 } }`,
  good: `
    containers:
    - name: shop
      image: shop:1
      ports: [{ containerPort: 8080, name: http }]
      readinessProbe: { httpGet: { path: /ready, port: http } }`,
  rollout(rollout, { report }) {
    for (const { node } of containersOf(podOf(rollout))) {
      const names = new Set<string>();
      for (const written of itemsOf(node, "ports")) {
        for (const field of ["containerPort", "hostPort"]) {
          const number = numberOf(written, field);
          const place = nodeAt(written, field);
          // A host port of 0 is none.
          if (!place || number === undefined || (number >= 1 && number <= 65_535) || (field === "hostPort" && number === 0)) continue;
          report(
            place.at,
            `The controller refuses this Rollout: a port lies between 1 and 65535, and this one is ${number}. Write another one.`,
          );
        }
        const name = textOf(written, "name");
        const place = nodeAt(written, "name");
        if (!name || !place || isPlaceholder(name)) continue;
        if (!isPortName(name))
          report(
            place.at,
            `The controller refuses this Rollout: the name of a port has at most 15 lower-case letters, digits and single \`-\`, with a letter among them. Shorten \`${name}\`, or write it so.`,
          );
        else if (names.has(name))
          report(
            place.at,
            `The controller refuses this Rollout: two ports of one container are called \`${name}\`. Give one of them another name.`,
          );
        names.add(name);
      }
    }
  },
});
