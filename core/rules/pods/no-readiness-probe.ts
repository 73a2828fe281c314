import { entryOf, isSet, itemsOf } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule } from "../rule.ts";

export const noReadinessProbe = defineRule({
  id: "pods/no-readiness-probe",
  severity: "hint",
  summary: "A container that answers requests says when it is ready.",
  why: "Without a probe a pod counts as ready the moment it starts: it gets traffic before it can answer, and the steps go on over it.",
  source: "kubernetes pkg/kubelet/prober, argoproj/argo-rollouts utils/replicaset/canary.go",
  bad: `
    containers:
    - name: shop
    # ^^^^ pods/no-readiness-probe
      image: shop:1
      ports: [{ containerPort: 8080 }]`,
  good: `
    containers:
    - name: shop
      image: shop:1
      ports: [{ containerPort: 8080 }]
      readinessProbe: { httpGet: { path: /ready, port: 8080 } }`,
  rollout(rollout, { report }) {
    const serving = containersOf(podOf(rollout)).filter(({ node, init }) => !init && itemsOf(node, "ports").length > 0);
    // One container that tells is enough: a pod is ready when all of its containers are.
    if (serving.some(({ node }) => isSet(node, "readinessProbe"))) return;
    const [first] = serving;
    const place = first && (entryOf(first.node, "name") ?? entryOf(first.node, "ports"));
    if (first && place)
      report(
        place.key.at,
        `New pods get traffic before they can answer: ${first.called} does not say when it is ready. Add \`readinessProbe\`.`,
      );
  },
});
