import { listed } from "../../base/figures.ts";
import { entryOf, isSet, nodeAt, numberOf, type SourceNode } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule, type Report } from "../rule.ts";

const handlers = ["httpGet", "tcpSocket", "exec", "grpc"];
const counts = ["initialDelaySeconds", "periodSeconds", "timeoutSeconds", "successThreshold", "failureThreshold"];

export const probe = defineRule({
  id: "pods/probe",
  severity: "error",
  summary: "A probe asks in one way, and its numbers are not negative.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    selector: { matchLabels: { app: shop } }
    template:
      metadata: { labels: { app: shop } }
      spec:
        containers:
        - name: shop
          image: shop:1
          readinessProbe: { periodSeconds: 5 }
    #     ^^^^^^^^^^^^^^ pods/probe`,
  good: `
    selector: { matchLabels: { app: shop } }
    template:
      metadata: { labels: { app: shop } }
      spec:
        containers:
        - name: shop
          image: shop:1
          readinessProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 5 }`,
  rollout(rollout, { report }) {
    for (const { node, init } of containersOf(podOf(rollout))) {
      // An init container may have probes only where it goes on beside the others, which is a rule of its own upstream.
      if (init) continue;
      for (const kind of ["readinessProbe", "livenessProbe", "startupProbe"]) check(node, kind, report);
    }
  },
});

function check(container: SourceNode, kind: string, report: Report): void {
  const entry = entryOf(container, kind);
  if (entry?.value.kind !== "map") return;
  const ways = handlers.filter(handler => isSet(entry.value, handler));
  if (ways.length !== 1) {
    const why = ways.length === 0 ? "says nothing of how to ask" : `asks by ${listed(ways.map(way => `\`${way}\``))}`;
    report(
      entry.key.at,
      `The controller refuses this Rollout: \`${kind}\` ${why}. ${ways.length === 0 ? "Add `httpGet`, `tcpSocket`, `exec` or `grpc`." : "Keep one of them."}`,
    );
  }
  for (const field of counts) {
    const number = numberOf(entry.value, field);
    const place = nodeAt(entry.value, field);
    if (!place || number === undefined) continue;
    if (number < 0)
      report(place.at, `The controller refuses this Rollout: \`${field}\` is ${number}, and the least is 0. Write \`0\` or more.`);
    // 0 is as good as not written, which is 1.
    else if (field === "successThreshold" && kind !== "readinessProbe" && number > 1)
      report(
        place.at,
        `The controller refuses this Rollout: of a \`${kind}\` one success is enough, and \`successThreshold\` is ${number}. Write \`1\`.`,
        [{ title: "Write `1`", at: place.at, text: "1" }],
      );
  }
}
