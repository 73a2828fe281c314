import { entryOf, isSet, itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const noImage = defineRule({
  id: "pods/no-image",
  severity: "error",
  summary: "Every container has an image.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    containers: [{ name: shop }]
    #              ^^^^ pods/no-image`,
  good: `
    containers: [{ name: shop, image: "shop:1" }]`,
  lacks: ["image"],
  rollout({ node }, { report }) {
    const pod = nodeAt(node, "template", "spec");
    for (const container of [...itemsOf(pod, "containers"), ...itemsOf(pod, "initContainers")]) {
      const image = textOf(container, "image");
      if (container.kind !== "map" || (isSet(container, "image") && image !== "")) continue;
      const name = textOf(container, "name");
      report(
        entryOf(container, "image")?.key.at ?? entryOf(container, "name")?.key.at ?? container.at,
        `The controller refuses this Rollout: the container${name === undefined ? "" : ` \`${name}\``} has no image to run. Add \`image\`.`,
      );
    }
  },
});
