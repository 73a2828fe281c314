import { isDnsLabel, isPlaceholder } from "../../base/name-forms.ts";
import { nodeAt } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule } from "../rule.ts";

export const containerName = defineRule({
  id: "pods/container-name",
  severity: "error",
  summary: "The containers of a pod have names of their own, in lower-case letters, digits and `-`.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    containers: [{ name: web_shop, image: "shop:1" }]
    #                    ^^^^^^^^ pods/container-name`,
  good: `
    containers: [{ name: web-shop, image: "shop:1" }]`,
  rollout(rollout, { report }) {
    const seen = new Map<string, boolean>();
    for (const { node, name, init } of containersOf(podOf(rollout))) {
      const place = nodeAt(node, "name");
      if (name === undefined || !place || isPlaceholder(name)) continue;
      // Two of one list are doubles for the schema already.
      const before = seen.get(name);
      seen.set(name, init);
      if (before !== undefined && before !== init)
        report(place.at, `The controller refuses this Rollout: two containers are called \`${name}\`. Give one of them another name.`);
      if (isDnsLabel(name)) continue;
      const meant = name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, 63);
      report(
        place.at,
        `The controller refuses this Rollout: the name of a container has at most 63 lower-case letters, digits and \`-\`. ${meant ? `Write \`${meant}\`.` : "Write another one."}`,
        meant ? [{ title: `Write \`${meant}\``, at: place.at, text: meant }] : [],
      );
    }
  },
});
