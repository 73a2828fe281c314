import { nearest } from "../../base/nearest.ts";
import { itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule } from "../rule.ts";

export const volume = defineRule({
  id: "pods/volume",
  severity: "error",
  summary: "A container mounts volumes that its pod has.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    selector: { matchLabels: { app: shop } }
    template:
      metadata: { labels: { app: shop } }
      spec:
        volumes: [{ name: settings, configMap: { name: shop } }]
        containers:
        - name: shop
          image: shop:1
          volumeMounts: [{ name: setings, mountPath: /etc/shop }]
          #                      ^^^^^^^ pods/volume`,
  good: `
    selector: { matchLabels: { app: shop } }
    template:
      metadata: { labels: { app: shop } }
      spec:
        volumes: [{ name: settings, configMap: { name: shop } }]
        containers:
        - name: shop
          image: shop:1
          volumeMounts: [{ name: settings, mountPath: /etc/shop }]`,
  rollout(rollout, { report }) {
    const pod = podOf(rollout);
    const volumes = itemsOf(pod, "volumes").flatMap(item => textOf(item, "name") ?? []);
    for (const { node, called } of containersOf(pod)) {
      for (const mount of itemsOf(node, "volumeMounts")) {
        const name = textOf(mount, "name");
        const place = nodeAt(mount, "name");
        if (name !== undefined && place && !volumes.includes(name)) {
          const meant = nearest(name, volumes);
          report(
            place.at,
            `The controller refuses this Rollout: ${called} mounts the volume \`${name}\`, and its pod has none of this name. ${meant ? `Did you mean \`${meant}\`?` : "Add it to `volumes`."}`,
            meant ? [{ title: `Write \`${meant}\``, at: place.at, text: meant }] : [],
          );
        }
      }
    }
  },
});
