import { entryOf, isSet, itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { containersOf, fieldsAt, podOf } from "../pod-template.ts";
import { defineRule, type Report } from "../rule.ts";

export const podGoesTogether = defineRule({
  id: "pods/goes-together",
  severity: "error",
  summary: "Settings of a pod that need or exclude each other stand so.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    dnsPolicy: None
    #          ^^^^ pods/goes-together
    containers: [{ name: shop, image: "shop:1" }]`,
  good: `
    dnsPolicy: None
    dnsConfig: { nameservers: [10.0.0.10] }
    containers: [{ name: shop, image: "shop:1" }]`,
  rollout(rollout, { report }) {
    const pod = podOf(rollout);
    const dns = nodeAt(pod, "dnsPolicy");
    if (dns && textOf(dns) === "None" && itemsOf(pod, "dnsConfig", "nameservers").length === 0)
      report(dns.at, "The controller refuses this Rollout: with `None` nobody answers for names. Add `dnsConfig.nameservers`.");
    const shared = entryOf(pod, "shareProcessNamespace");
    if (shared && isOn(shared.value) && isOn(nodeAt(pod, "hostPID")))
      report(
        shared.key.at,
        "The controller refuses this Rollout: processes are shared with the node already, by `hostPID`. Remove one of the two.",
      );
    const ephemeral = entryOf(pod, "ephemeralContainers");
    if (ephemeral && itemsOf(pod, "ephemeralContainers").length > 0)
      report(
        ephemeral.key.at,
        "The controller refuses this Rollout: such containers are put into pods that run, by `kubectl debug`. Remove them.",
      );
    if (isOn(nodeAt(pod, "hostNetwork"))) for (const { node } of containersOf(pod)) portsOfNode(node, report);
    for (const path of ["securityContext", "containers[].securityContext", "initContainers[].securityContext"])
      for (const context of fieldsAt(pod, path)) {
        const type = nodeAt(context, "seccompProfile", "type");
        if (type && textOf(type) === "Localhost" && !isSet(context, "seccompProfile", "localhostProfile"))
          report(type.at, "The controller refuses this Rollout: nobody says which profile of the node. Add `localhostProfile`.");
      }
  },
});

function portsOfNode(container: SourceNode, report: Report): void {
  for (const port of itemsOf(container, "ports")) {
    const place = nodeAt(port, "hostPort");
    const outside = numberOf(port, "hostPort");
    const written = numberOf(port, "containerPort");
    if (place && written !== undefined && outside !== undefined && outside !== written)
      report(
        place.at,
        `The controller refuses this Rollout: on the network of the node a port is the same inside and outside. Write \`${written}\`.`,
        [{ title: `Write \`${written}\``, at: place.at, text: String(written) }],
      );
  }
}

function isOn(node: SourceNode | undefined): boolean {
  return node?.kind === "scalar" && node.value === true;
}
