import { listed } from "../../base/figures.ts";
import { isPortName } from "../../base/name-forms.ts";
import { entryOf, isSet, itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
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
    containers:
    - name: shop
      image: shop:1
      readinessProbe: { periodSeconds: 5 }
    # ^^^^^^^^^^^^^^ pods/probe`,
  good: `
    containers:
    - name: shop
      image: shop:1
      readinessProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 5 }`,
  rollout(rollout, { report }) {
    for (const { node, init } of containersOf(podOf(rollout))) {
      for (const kind of ["readinessProbe", "livenessProbe", "startupProbe"]) {
        const entry = entryOf(node, kind);
        if (!init) check(node, kind, report);
        else if (entry && isSet(node, kind) && textOf(node, "restartPolicy") !== "Always")
          report(
            entry.key.at,
            `The controller refuses this Rollout: a container that runs before the others and ends has no \`${kind}\`. Remove it.`,
          );
      }
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
  for (const handler of ["httpGet", "tcpSocket", "grpc"]) {
    const port = nodeAt(entry.value, handler, "port");
    const number = numberOf(port);
    const name = textOf(port);
    const wrong = number === undefined ? name !== undefined && !isPortName(name) && !/[${<%]/.test(name) : number < 1 || number > 65_535;
    if (port && wrong)
      report(
        port.at,
        "The controller refuses this Rollout: a probe asks a port between 1 and 65535, or one by its name. Write another one.",
      );
  }
  const command = entryOf(nodeAt(entry.value, "exec"), "command");
  if (isSet(entry.value, "exec") && itemsOf(entry.value, "exec", "command").length === 0)
    report(command?.key.at ?? entry.key.at, `The controller refuses this Rollout: \`${kind}\` runs no command. Write one.`);
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
