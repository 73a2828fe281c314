import { isDnsLabel, isDnsSubdomain, isIpAddress, isLabelKey, isLabelValue, isPlaceholder } from "../../base/name-forms.ts";
import { textOf } from "../../syntax/nodes.ts";
import { everyContainer, fieldsAt, nodeExpressions, podOf, podSelectors, podTerms } from "../pod-template.ts";
import { defineRule } from "../rule.ts";

interface Form {
  readonly is: (text: string) => boolean;
  /** What the text has to be, behind "is". */
  readonly words: string;
  readonly at: readonly string[];
}

const inContainers = (field: string): readonly string[] => everyContainer.map(container => `${container}.${field}`);
const files = ["configMap.items[]", "secret.items[]", "projected.sources[].configMap.items[]", "projected.sources[].secret.items[]"].map(
  item => `volumes[].${item}`,
);
const isInside = (path: string): boolean => !path.startsWith("/") && !path.split("/").includes("..");

/** Texts of a pod that have a form. The schema takes any text for them. */
const forms: readonly Form[] = [
  { is: isDnsLabel, words: "at most 63 lower-case letters, digits and `-`", at: ["hostname", "subdomain"] },
  {
    is: isDnsSubdomain,
    words: "lower-case letters, digits, `-` and `.`",
    at: ["serviceAccountName", "priorityClassName", "runtimeClassName", "nodeName", "hostAliases[].hostnames[]"],
  },
  { is: isIpAddress, words: "an address such as `10.0.0.1`", at: ["hostAliases[].ip", "dnsConfig.nameservers[]"] },
  {
    is: isLabelKey,
    words: "a label such as `kubernetes.io/hostname`",
    at: [
      ...podTerms.map(term => `${term}.topologyKey`),
      ...[...nodeExpressions, ...podSelectors.map(selector => `${selector}.matchExpressions[]`)].map(expression => `${expression}.key`),
      ...["tolerations[].key", "readinessGates[].conditionType"],
    ],
  },
  {
    is: isLabelValue,
    words: "a value of a label: at most 63 letters, digits, `-`, `_` and `.`",
    at: ["nodeSelector.*", "tolerations[].value", ...podSelectors.map(selector => `${selector}.matchLabels.*`)],
  },
  {
    is: text => /^[-._a-zA-Z0-9]{1,253}$/.test(text),
    words: "letters, digits, `-`, `_` and `.`",
    at: [
      ...files.map(item => `${item}.key`),
      ...["configMapKeyRef", "secretKeyRef"].flatMap(source => inContainers(`env[].valueFrom.${source}.key`)),
    ],
  },
  {
    is: text => text !== "" && isInside(text),
    words: "a path inside of the volume, without `/` at its beginning and without `..`",
    at: [
      ...files.map(item => `${item}.path`),
      "volumes[].downwardAPI.items[].path",
      "volumes[].projected.sources[].serviceAccountToken.path",
    ],
  },
  { is: text => !text.startsWith("/"), words: "a path without `/` at its beginning", at: inContainers("volumeMounts[].subPath") },
  { is: text => text !== "", words: "a path in the container", at: inContainers("volumeMounts[].mountPath") },
  { is: text => text !== "" && !text.split("/").includes(".."), words: "a path without `..`", at: ["volumes[].hostPath.path"] },
  { is: text => text !== "", words: "a label of nodes such as `kubernetes.io/hostname`", at: ["topologySpreadConstraints[].topologyKey"] },
  { is: text => text.startsWith("/"), words: "a path from `/` on", at: ["volumes[].nfs.path"] },
];

/** Where an empty text is as good as none. */
const mayBeEmpty = /^(hostname|subdomain|serviceAccountName|priorityClassName|runtimeClassName|nodeName|tolerations\[\]\.key)$/;

export const podTextForm = defineRule({
  id: "pods/text-form",
  severity: "error",
  summary: "Names, labels, addresses and paths in a pod have their form.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    containers: [{ name: shop, image: "shop:1" }]
    volumes: [{ name: settings, configMap: { name: shop, items: [{ key: shop.yaml, path: /etc/shop.yaml }] } }]
    #                                                                                    ^^^^^^^^^^^^^^ pods/text-form`,
  good: `
    containers: [{ name: shop, image: "shop:1" }]
    volumes: [{ name: settings, configMap: { name: shop, items: [{ key: shop.yaml, path: shop.yaml }] } }]`,
  rollout(rollout, { report }) {
    const pod = podOf(rollout);
    for (const { is, words, at } of forms)
      for (const path of at)
        for (const place of fieldsAt(pod, path)) {
          const text = textOf(place);
          if (text === undefined || is(text) || isPlaceholder(text) || (text === "" && mayBeEmpty.test(path))) continue;
          const field = path.match(/\w+/g)?.at(-1) ?? path;
          report(
            place.at,
            `The controller refuses this Rollout: \`${field}\` is ${text === "" ? "empty" : `\`${text}\``}. Write ${words}.`,
          );
        }
  },
});
