import { listed } from "../../base/figures.ts";
import { trafficProviders } from "../../providers/traffic/index.ts";
import { removeEntry } from "../../syntax/edit.ts";
import { type Entry, entryOf } from "../../syntax/nodes.ts";
import { defineRule, type Report } from "../rule.ts";
import type { RolloutView } from "../views.ts";

/** Fields of a canary that mean something only beside a traffic system. `false` is as good as not written. */
const fields: readonly { readonly key: string; readonly onlyTrue?: true }[] = [
  { key: "scaleDownDelaySeconds" },
  { key: "dynamicStableScale", onlyTrue: true },
];

export const needsRouter = defineRule({
  id: "traffic/needs-router",
  severity: "error",
  summary: "Fields that steer a traffic system stand beside one that understands them.",
  why: "The controller refuses the whole Rollout, so the new version never starts.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V020, AR-V026, AR-V027, AR-V029)",
  bad: `
    scaleDownDelaySeconds: 60
    #<------------------- traffic/needs-router
    steps:
    - setWeight: 20`,
  good: `
    stableService: shop
    canaryService: shop-canary
    scaleDownDelaySeconds: 60
    trafficRouting: { nginx: { stableIngress: shop } }
    steps:
    - setWeight: 20`,
  rollout(rollout, { report, text }) {
    const { canary, routing } = rollout;
    if (canary?.value.kind !== "map") return;
    const map = canary.value;
    for (const { key, onlyTrue } of fields) {
      const entry = entryOf(map, key);
      if (routing || !entry || entryOf(map, "trafficRouting") || !meant(entry, onlyTrue)) continue;
      report(
        entry.key.at,
        `The controller refuses this Rollout: \`${key}\` needs a traffic system, and there is none. Add \`trafficRouting\`, or remove \`${key}\`.`,
        [{ title: `Remove \`${key}\``, edits: removeEntry(text, map, key) }],
      );
    }
    unsupported(rollout, report, entryOf(routing?.value, "maxTrafficWeight"), "maxTrafficWeight", "count weights in anything but percent");
    if (routing) unsupported(rollout, report, entryOf(map, "pingPong"), "pingPong", "let two Services take turns");
  },
});

function unsupported(
  { routers, unknownRouters }: RolloutView,
  report: Report,
  entry: Entry | undefined,
  ability: "maxTrafficWeight" | "pingPong",
  can: string,
): void {
  const [router] = routers;
  if (!entry || !meant(entry, undefined) || unknownRouters.length > 0 || routers.some(known => known.argoPlugin || known.supports[ability]))
    return;
  const able = trafficProviders
    .filter(provider => provider.argoKey !== undefined && provider.supports[ability])
    .map(provider => provider.label);
  report(
    entry.key.at,
    `The controller refuses this Rollout: ${router ? `${router.label} cannot ${can}` : `no traffic system is there to ${can}`}. Only ${listed(able)} can. Remove \`${ability}\`.`,
  );
}

function meant({ value }: Entry, onlyTrue: true | undefined): boolean {
  if (value.kind !== "scalar") return !onlyTrue;
  return onlyTrue ? value.value === true : value.value !== null;
}
