import { listed } from "../../base/figures.ts";
import { nearest } from "../../base/nearest.ts";
import { textOf } from "../../syntax/nodes.ts";
import { everyContainer, fieldsAt, nodeExpressions, podOf, podSelectors } from "../pod-template.ts";
import { defineRule } from "../rule.ts";

/** Fields of a pod that take one of a few words. The schema takes any text for them. */
const choices: readonly { readonly words: readonly string[]; readonly at: readonly string[] }[] = [
  { words: ["Always", "IfNotPresent", "Never"], at: inContainers("imagePullPolicy") },
  { words: ["File", "FallbackToLogsOnError"], at: inContainers("terminationMessagePolicy") },
  { words: ["TCP", "UDP", "SCTP"], at: inContainers("ports[].protocol") },
  {
    words: ["HTTP", "HTTPS"],
    at: ["readinessProbe", "livenessProbe", "startupProbe"].flatMap(probe => inContainers(`${probe}.httpGet.scheme`)),
  },
  { words: ["None", "HostToContainer", "Bidirectional"], at: inContainers("volumeMounts[].mountPropagation") },
  { words: ["NotRequired", "RestartContainer"], at: inContainers("resizePolicy[].restartPolicy") },
  { words: ["Default", "Unmasked"], at: inContainers("securityContext.procMount") },
  {
    words: ["RuntimeDefault", "Localhost", "Unconfined"],
    at: ["securityContext.seccompProfile.type", ...inContainers("securityContext.seccompProfile.type")],
  },
  {
    words: ["limits", "requests"].flatMap(side => ["cpu", "memory", "ephemeral-storage"].map(resource => `${side}.${resource}`)),
    at: inContainers("env[].valueFrom.resourceFieldRef.resource"),
  },
  { words: ["OnRootMismatch", "Always"], at: ["securityContext.fsGroupChangePolicy"] },
  { words: ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"], at: ["dnsPolicy"] },
  { words: ["PreemptLowerPriority", "Never"], at: ["preemptionPolicy"] },
  { words: ["Equal", "Exists"], at: ["tolerations[].operator"] },
  { words: ["NoSchedule", "PreferNoSchedule", "NoExecute"], at: ["tolerations[].effect"] },
  { words: ["DoNotSchedule", "ScheduleAnyway"], at: ["topologySpreadConstraints[].whenUnsatisfiable"] },
  {
    words: ["Honor", "Ignore"],
    at: ["topologySpreadConstraints[].nodeAffinityPolicy", "topologySpreadConstraints[].nodeTaintsPolicy"],
  },
  { words: ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"], at: nodeExpressions.map(expression => `${expression}.operator`) },
  { words: ["In", "NotIn", "Exists", "DoesNotExist"], at: podSelectors.map(selector => `${selector}.matchExpressions[].operator`) },
  {
    words: ["DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"],
    at: ["volumes[].hostPath.type"],
  },
];

function inContainers(field: string): readonly string[] {
  return everyContainer.map(container => `${container}.${field}`);
}

export const podUnknownWord = defineRule({
  id: "pods/unknown-word",
  severity: "error",
  summary: "Where a pod takes one of a few words, one of them is written.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    containers: [{ name: shop, image: "shop:1", imagePullPolicy: IfMissing }]
    #                                                            ^^^^^^^^^ pods/unknown-word`,
  good: `
    containers: [{ name: shop, image: "shop:1", imagePullPolicy: IfNotPresent }]`,
  rollout(rollout, { report }) {
    const pod = podOf(rollout);
    for (const { words, at } of choices) {
      for (const place of at.flatMap(path => fieldsAt(pod, path))) {
        const written = textOf(place);
        // Pages of huge memory have a name for each size.
        if (!written || words.includes(written) || /[${<%]|hugepages/.test(written)) continue;
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
