import { listed } from "../../base/figures.ts";
import { nearest } from "../../base/nearest.ts";
import { itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule } from "../rule.ts";

/** Fields of a pod that take one of a few words. The schema takes any text for them. */
const choices: readonly { readonly words: readonly string[]; places(pod: SourceNode | undefined): readonly (SourceNode | undefined)[] }[] =
  [
    { words: ["Always", "IfNotPresent", "Never"], places: pod => containers(pod).map(node => nodeAt(node, "imagePullPolicy")) },
    {
      words: ["TCP", "UDP", "SCTP"],
      places: pod => containers(pod).flatMap(node => itemsOf(node, "ports").map(port => nodeAt(port, "protocol"))),
    },
    {
      words: ["HTTP", "HTTPS"],
      places: pod =>
        containers(pod).flatMap(node =>
          ["readinessProbe", "livenessProbe", "startupProbe"].map(probe => nodeAt(node, probe, "httpGet", "scheme")),
        ),
    },
    { words: ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"], places: pod => [nodeAt(pod, "dnsPolicy")] },
    { words: ["Equal", "Exists"], places: pod => itemsOf(pod, "tolerations").map(item => nodeAt(item, "operator")) },
    {
      words: ["NoSchedule", "PreferNoSchedule", "NoExecute"],
      places: pod => itemsOf(pod, "tolerations").map(item => nodeAt(item, "effect")),
    },
    {
      words: ["DoNotSchedule", "ScheduleAnyway"],
      places: pod => itemsOf(pod, "topologySpreadConstraints").map(item => nodeAt(item, "whenUnsatisfiable")),
    },
  ];

export const podUnknownWord = defineRule({
  id: "pods/unknown-word",
  severity: "error",
  summary: "Where a pod takes one of a few words, one of them is written.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    selector: { matchLabels: { app: shop } }
    template:
      metadata: { labels: { app: shop } }
      spec: { containers: [{ name: shop, image: "shop:1", imagePullPolicy: IfMissing }] }
    #                                                                      ^^^^^^^^^ pods/unknown-word`,
  good: `
    selector: { matchLabels: { app: shop } }
    template:
      metadata: { labels: { app: shop } }
      spec: { containers: [{ name: shop, image: "shop:1", imagePullPolicy: IfNotPresent }] }`,
  rollout(rollout, { report }) {
    for (const { words, places } of choices) {
      for (const place of places(podOf(rollout))) {
        const written = textOf(place);
        if (!place || !written || words.includes(written) || /[${<%]/.test(written)) continue;
        const known = listed(
          words.map(word => `\`${word}\``),
          "or",
        );
        const meant = words.find(word => word.toLowerCase() === written.toLowerCase()) ?? nearest(written, words);
        report(
          place.at,
          `The controller refuses this Rollout: \`${written}\` is none of the words that are known here. Write ${meant ? `\`${meant}\`` : known}.`,
          meant ? [{ title: `Write \`${meant}\``, at: place.at, text: meant }] : [],
        );
      }
    }
  },
});

function containers(pod: SourceNode | undefined): readonly SourceNode[] {
  return containersOf(pod).map(({ node }) => node);
}
