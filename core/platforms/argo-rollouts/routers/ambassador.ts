import { listAt, numberAt, objectAt, textAt } from "../../../base/json.ts";
import type { ClusterObject } from "../../platform.ts";
import type { Router, Wiring } from "./router.ts";

/**
 * Emissary, which was Ambassador: beside each Mapping stands a copy for the new version while that has any traffic. Source:
 * `argo-rollouts.md` 10.4.
 */
export const ambassador: Router = {
  id: "ambassador",
  copies: (wiring, { weight, lingers }) =>
    weight > 0 || lingers ? mappings(wiring).map(name => ({ kind, name, make: base => canaryMapping(wiring, base, weight) })) : [],
  shown(wiring, find) {
    const [name] = mappings(wiring);
    if (name === undefined || !find(kind, name)) return undefined;
    const weight = numberAt(find(kind, canaryName(name)), "spec", "weight") ?? 0;
    return { route: [100 - weight, weight, 0], managed: [] };
  },
  // The controller waits until the change has got around, takes the copies away, and only then goes on with its pass.
  waits: (from, to) => (from > 0 && to === 0 ? 5000 : 0),
  unpredicted(wiring, find) {
    const weighed = mappings(wiring).find(name => (numberAt(find(kind, name), "spec", "weight") ?? 0) !== 0);
    return weighed === undefined ? undefined : `the controller refuses it, since the Mapping \`${weighed}\` has a weight of its own`;
  },
  tellsWeight: (_wiring, weight) => [["CanaryMappingWeightUpdate", `Set canary mapping weight to ${weight}`]],
};

const kind = "Mapping";

function mappings({ settings }: Wiring): readonly string[] {
  return listAt(settings, "mappings").filter(name => typeof name === "string");
}

function canaryName(mapping: string): string {
  return `${mapping.slice(0, 246)}-canary`;
}

function canaryMapping({ stable, canary }: Wiring, base: ClusterObject, weight: number): ClusterObject {
  const spec = objectAt(base, "spec");
  return {
    ...base,
    metadata: { name: canaryName(textAt(base, "metadata", "name") ?? "") },
    spec: { ...spec, service: (textAt(spec, "service") ?? "").replace(stable, () => canary), weight },
  };
}
