import { entryOf, isSet, textOf } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule } from "../rule.ts";

const handlers = ["exec", "httpGet", "tcpSocket", "sleep"];

export const lifecycle = defineRule({
  id: "pods/lifecycle",
  severity: "error",
  summary: "What a container does when it starts or stops is one thing.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    containers: [{ name: shop, image: "shop:1", lifecycle: { preStop: {} } }]
    #                                                        ^^^^^^^ pods/lifecycle`,
  good: `
    containers: [{ name: shop, image: "shop:1", lifecycle: { preStop: { sleep: { seconds: 5 } } } }]`,
  rollout(rollout, { report }) {
    for (const { node, init } of containersOf(podOf(rollout))) {
      const whole = entryOf(node, "lifecycle");
      if (whole?.value.kind === "map" && init && textOf(node, "restartPolicy") !== "Always") {
        report(
          whole.key.at,
          "The controller refuses this Rollout: a container that runs before the others has no `lifecycle`. Remove it, or write `restartPolicy: Always` for one that stays.",
        );
        continue;
      }
      for (const moment of ["postStart", "preStop"]) {
        const entry = entryOf(entryOf(node, "lifecycle")?.value, moment);
        if (entry?.value.kind !== "map") continue;
        const count = handlers.filter(handler => isSet(entry.value, handler)).length;
        if (count === 1) continue;
        report(
          entry.key.at,
          `The controller refuses this Rollout: \`${moment}\` ${count === 0 ? "does nothing. Add `exec`, `httpGet` or `sleep`" : "does several things. Keep one of them"}.`,
        );
      }
    }
  },
});
