import { forPeople } from "../../base/duration.ts";
import { entryOf, nodeAt, numberOf, type SourceNode } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule } from "../rule.ts";

export const slowProbe = defineRule({
  id: "pods/slow-probe",
  severity: "warning",
  summary: "`progressDeadlineSeconds` is longer than a pod needs before its probe can pass.",
  why: "No pod can be available in time, so every rollout is called stuck, and aborted with `progressDeadlineAbort`.",
  source: "argoproj/argo-rollouts rollout/sync.go, kubernetes pkg/kubelet/prober (`argo-rollouts.md` 3.10)",
  bad: `
    progressDeadlineSeconds: 60
    selector: { matchLabels: { app: shop } }
    template:
      metadata: { labels: { app: shop } }
      spec:
        containers:
        - name: shop
          image: shop:1
          readinessProbe: { httpGet: { path: /ready, port: 8080 }, initialDelaySeconds: 90 }
          #                                                                             ^^ pods/slow-probe`,
  good: `
    progressDeadlineSeconds: 300
    selector: { matchLabels: { app: shop } }
    template:
      metadata: { labels: { app: shop } }
      spec:
        containers:
        - name: shop
          image: shop:1
          readinessProbe: { httpGet: { path: /ready, port: 8080 }, initialDelaySeconds: 90 }`,
  rollout(rollout, { report }) {
    const { progressDeadlineSeconds: deadline, minReadySeconds } = rollout.spec;
    // Where not even `minReadySeconds` fits in, that is the one thing to say.
    if (deadline <= minReadySeconds) return;
    for (const { node, init, called } of containersOf(podOf(rollout))) {
      const probe = nodeAt(node, "readinessProbe");
      const least = init || !probe ? 0 : leastOf(probe) + delayOf(nodeAt(node, "startupProbe"));
      const place = entryOf(probe, "initialDelaySeconds") ?? entryOf(probe, "successThreshold");
      if (!place || least === 0 || least + minReadySeconds < deadline) continue;
      report(
        place.value.at,
        `Every rollout is called stuck after ${forPeople(deadline * 1000)}: ${called} is available after ${forPeople((least + minReadySeconds) * 1000)} at the earliest. Shorten this, or raise \`progressDeadlineSeconds\`.`,
      );
    }
  },
});

function delayOf(probe: SourceNode | undefined): number {
  return numberOf(probe, "initialDelaySeconds") ?? 0;
}

/** Seconds until a probe can have passed as often as it has to. */
function leastOf(probe: SourceNode): number {
  return delayOf(probe) + ((numberOf(probe, "successThreshold") ?? 1) - 1) * (numberOf(probe, "periodSeconds") ?? 10);
}
