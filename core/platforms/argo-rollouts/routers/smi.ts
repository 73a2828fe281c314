import { listAt, textAt } from "../../../base/json.ts";
import { isOwnedBy } from "../../shown.ts";
import { ownedBy, type Router, type Wiring } from "./router.ts";

/** SMI: the controller makes a TrafficSplit, and keeps its weights. Source: `argo-rollouts.md` 10.4. */
export const smi: Router = {
  id: "smi",
  makes: (wiring, { weight }) => [
    {
      apiVersion: "split.smi-spec.io/v1alpha1",
      kind,
      metadata: { name: splitName(wiring), ownerReferences: ownedBy(wiring.rollout) },
      spec: {
        service: textAt(wiring.settings, "rootService") || wiring.stable,
        // In this version a weight is a quantity, which the API writes as a text.
        backends: [
          { service: wiring.canary, weight: String(weight) },
          { service: wiring.stable, weight: String(100 - weight) },
        ],
      },
    },
  ],
  shown(wiring, find) {
    const split = find(kind, splitName(wiring));
    const weight = (service: string): number => {
      const found = listAt(split, "spec", "backends").find(one => textAt(one, "service") === service);
      return Number(textAt(found, "weight") ?? 0);
    };
    return split && { route: [weight(wiring.stable), weight(wiring.canary), 0], managed: [] };
  },
  unpredicted(wiring, find) {
    const there = find(kind, splitName(wiring));
    return there && !isOwnedBy(there, "Rollout", wiring.rollout)
      ? `no weight is written, since the TrafficSplit \`${splitName(wiring)}\` is not of this Rollout`
      : undefined;
  },
};

const kind = "TrafficSplit";

function splitName({ settings, rollout }: Wiring): string {
  return textAt(settings, "trafficSplitName") || rollout;
}
