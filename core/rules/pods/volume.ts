import { isDnsLabel, isPlaceholder } from "../../base/name-forms.ts";
import { nearest } from "../../base/nearest.ts";
import { isSet, itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule, type Report } from "../rule.ts";

/** What volumes of a kind are made of, and have to name. */
const needs: { readonly [source: string]: string } = { configMap: "name", persistentVolumeClaim: "claimName" };

export const volume = defineRule({
  id: "pods/volume",
  severity: "error",
  summary: "A volume has a name of its own and one source, and containers mount volumes that their pod has.",
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
    const volumes = itemsOf(pod, "volumes");
    sources(volumes, report);
    const names = volumes.flatMap(item => textOf(item, "name") ?? []);
    for (const { node, called } of containersOf(pod)) {
      for (const mount of itemsOf(node, "volumeMounts")) {
        const name = textOf(mount, "name");
        const place = nodeAt(mount, "name");
        const part = nodeAt(mount, "subPath");
        if (part && (textOf(part) ?? "").split("/").includes(".."))
          report(
            part.at,
            "The controller refuses this Rollout: a part of a volume lies inside of it, and `..` leads out. Write a path without it.",
          );
        if (name === undefined || !place || names.includes(name)) continue;
        const meant = nearest(name, names);
        report(
          place.at,
          `The controller refuses this Rollout: ${called} mounts the volume \`${name}\`, and its pod has none of this name. ${meant ? `Did you mean \`${meant}\`?` : "Add it to `volumes`."}`,
          meant ? [{ title: `Write \`${meant}\``, at: place.at, text: meant }] : [],
        );
      }
    }
  },
});

function sources(volumes: readonly SourceNode[], report: Report): void {
  const seen = new Set<string>();
  for (const item of volumes) {
    const name = textOf(item, "name");
    const place = nodeAt(item, "name");
    if (item.kind !== "map" || name === undefined || !place || isPlaceholder(name)) continue;
    if (seen.has(name))
      report(place.at, `The controller refuses this Rollout: two volumes are called \`${name}\`. Give one of them another name.`);
    else if (!isDnsLabel(name))
      report(
        place.at,
        "The controller refuses this Rollout: the name of a volume has at most 63 lower-case letters, digits and `-`. Write another one.",
      );
    seen.add(name);
    const kinds = item.entries.filter(({ key, value }) => key.value !== "name" && !(value.kind === "scalar" && value.value === null));
    const [first, second] = kinds;
    if (second)
      report(second.key.at, "The controller refuses this Rollout: a volume comes from one source, and this one has two. Keep one of them.");
    const needed = first && !second ? needs[String(first.key.value)] : undefined;
    if (first && needed !== undefined && first.value.kind === "map" && !isSet(first.value, needed))
      report(first.key.at, `The controller refuses this Rollout: nobody says which one the volume comes from. Add \`${needed}\`.`);
  }
}
