import { isDnsLabel, isPlaceholder } from "../../base/name-forms.ts";
import { nearest } from "../../base/nearest.ts";
import { entryOf, isSet, itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { containersOf, fieldsAt, podOf } from "../pod-template.ts";
import { defineRule, type Report } from "../rule.ts";

/** What volumes of a kind are made of, and have to name. */
const needs: { readonly [source: string]: readonly string[] } = {
  configMap: ["name"],
  secret: ["secretName"],
  persistentVolumeClaim: ["claimName"],
  hostPath: ["path"],
  nfs: ["server", "path"],
  csi: ["driver"],
};

/** Where files of a volume are listed one by one. */
const files = ["configMap", "secret", "projected.sources[].configMap", "projected.sources[].secret"];

export const volume = defineRule({
  id: "pods/volume",
  severity: "error",
  summary: "A volume has a name of its own and one source, and containers mount volumes that their pod has.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    volumes: [{ name: settings, configMap: { name: shop } }]
    containers:
    - name: shop
      image: shop:1
      volumeMounts: [{ name: setings, mountPath: /etc/shop }]
      #                      ^^^^^^^ pods/volume`,
  good: `
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
        const other = entryOf(mount, "subPathExpr");
        if (other && isSet(mount, "subPathExpr") && isSet(mount, "subPath"))
          report(other.key.at, "The controller refuses this Rollout: a mount has both `subPath` and `subPathExpr`. Keep one of them.");
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
    if (first && !second) details(item, report);
    const needed = first && !second ? needs[String(first.key.value)]?.find(field => !isSet(first.value, field)) : undefined;
    if (first && needed !== undefined && first.value.kind === "map")
      report(first.key.at, `The controller refuses this Rollout: nobody says which one the volume comes from. Add \`${needed}\`.`);
  }
}

/** What is wrong inside of a source. */
function details(volume: SourceNode, report: Report): void {
  for (const source of files.flatMap(path => fieldsAt(volume, path))) {
    for (const file of itemsOf(source, "items")) {
      const lacking = ["key", "path"].find(field => !isSet(file, field));
      if (lacking !== undefined && file.kind === "map")
        report(
          file.entries[0]?.key.at ?? file.at,
          `The controller refuses this Rollout: a file of a volume has a \`key\` and a \`path\`. Add \`${lacking}\`.`,
        );
      rights(file, "mode", report);
    }
    rights(source, "defaultMode", report);
  }
  for (const source of fieldsAt(volume, "projected.sources[]")) {
    const [, second] = source.kind === "map" ? source.entries : [];
    if (second)
      report(
        second.key.at,
        "The controller refuses this Rollout: each item of `sources` is one source, and this one has two. Begin another item.",
      );
    const seconds = numberOf(source, "serviceAccountToken", "expirationSeconds");
    const place = nodeAt(source, "serviceAccountToken", "expirationSeconds");
    if (place && seconds !== undefined && seconds < 600)
      report(
        place.at,
        `The controller refuses this Rollout: a token holds for ${seconds} s, and 600 s are the least. Write \`600\` or more.`,
      );
  }
}

function rights(node: SourceNode, field: string, report: Report): void {
  const mode = numberOf(node, field);
  const place = nodeAt(node, field);
  if (place && mode !== undefined && (mode < 0 || mode > 0o777))
    report(
      place.at,
      `The controller refuses this Rollout: \`${field}\` is ${mode}, and rights of a file lie between 0 and 0777. Write them with a \`0\` in front: \`0644\`.`,
    );
}
