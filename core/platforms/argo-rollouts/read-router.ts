import { listed } from "../../base/figures.ts";
import { isObject, objectAt, present } from "../../base/json.ts";
import { entryOf, jsonOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import type { Resource } from "../../workspace/resource.ts";
import { named, type Workspace } from "../../workspace/workspace.ts";
import { routerFor, systemsIn, wiringOf } from "./routers/index.ts";
import type { Find } from "./routers/router.ts";
import type { Canary, Router } from "./spec.ts";

/** The traffic system that a canary goes over, and what it is told; undefined without one. */
export function readRouter(canary: SourceNode, resource: Resource, workspace: Workspace): Router | undefined {
  const routing = nodeAt(canary, "trafficRouting");
  if (routing?.kind !== "map") return undefined;
  const written = present({
    stableService: textOf(canary, "stableService"),
    canaryService: textOf(canary, "canaryService"),
    trafficRouting: jsonOf(routing),
  });
  const [first, ...others] = systemsIn(objectAt(written, "trafficRouting"));
  const entry = first && entryOf(first.provider.argoPlugin ? nodeAt(routing, "plugins") : routing, first.provider.argoKey ?? "");
  if (!first || !entry) return undefined;
  const router = routerFor(first.provider);
  const find: Find = (kind, name, group) => {
    const [called = name, namespace = resource.namespace] = kind === "VirtualService" ? name.split(".") : [name];
    const [found] = named(workspace, kind, called, namespace, resource.uri, group);
    const object = found && jsonOf(found.node);
    return isObject(object) ? object : undefined;
  };
  const wiring = wiringOf(resource.name ?? "rollout", written, first.settings, router, find);
  const unpredicted = router ? router.unpredicted?.(wiring, find) : `weights over ${first.provider.label} are not predicted yet`;
  return {
    provider: first.provider,
    wiring,
    at: entry.at,
    unpredicted: [
      ...(unpredicted === undefined ? [] : [unpredicted]),
      ...(others.length > 0
        ? [`${first.provider.label} beside ${listed(others.map(({ provider }) => provider.label))} is not predicted yet`]
        : []),
    ],
  };
}

/** What the controller refuses of a strategy over a traffic system. Source: `argo-rollouts.md` AR-V024, AR-V029, AR-V035, AR-V040. */
export function refusedBy({ steps }: Canary, { provider, wiring }: Router): readonly string[] {
  const { supports, needsServices, label } = provider;
  const reasons: string[] = [];
  if (needsServices === "always" && (wiring.stable === "" || wiring.canary === ""))
    reasons.push(`the controller refuses weights over ${label} without \`stableService\` and \`canaryService\``);
  if (wiring.maxWeight !== undefined && !supports.maxTrafficWeight)
    reasons.push(`the controller refuses \`maxTrafficWeight\` over ${label}`);
  for (const step of steps) {
    if (step.kind !== "setHeaderRoute" && step.kind !== "setMirrorRoute") continue;
    const refused = step.route.match === undefined ? undefined : routerFor(provider)?.refusesMatch?.(step.route.match);
    if (!(step.kind === "setHeaderRoute" ? supports.headerRoute : supports.mirrorRoute))
      reasons.push(`the controller refuses \`${step.kind}\` over ${label}`);
    else if (refused !== undefined) reasons.push(`the controller refuses ${refused} over ${label}`);
  }
  return reasons;
}
