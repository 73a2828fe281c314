import { isSet, itemsOf, jsonOf, nodeAt, numberOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import type { Resource } from "../../workspace/resource.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Refusal } from "../platform.ts";
import { pauseSeconds } from "./read.ts";
import { missingDestinationRule, missingReference, missingWorkload } from "./refusal-references.ts";
import { invalid, quoted } from "./refusal-words.ts";

/**
 * Why the controller refuses a Rollout as it stands among all objects of its cluster; undefined where it does not, as far as is known here. Of
 * several reasons the first in the controller's own order. Source: `argo-rollouts.md` 2.1, 2.2; words: `argo-rollouts-1.10.1.md` B3.
 */
export function refusalOf(rollout: Resource, workspace: Workspace): Refusal | undefined {
  const spec = nodeAt(rollout.node, "spec") ?? rollout.node;
  const workload = missingWorkload(spec, rollout, workspace);
  if (workload !== undefined) return { words: workload, how: "looks again", releases: !isSet(spec, "selector") };
  const words = refusedSpec(spec) ?? missingReference(spec, rollout, workspace);
  if (words !== undefined) return { words, how: "backs off" };
  const rule = missingDestinationRule(spec, rollout, workspace);
  return rule === undefined ? undefined : { words: rule, how: "stops midway" };
}

function refusedSpec(spec: SourceNode): string | undefined {
  const deadline = numberOf(spec, "progressDeadlineSeconds") ?? 600;
  if (deadline <= (numberOf(spec, "minReadySeconds") ?? 0))
    return invalid("spec.progressDeadlineSeconds", String(deadline), "must be greater than minReadySeconds");
  const [blueGreen, canary] = [nodeAt(spec, "strategy", "blueGreen"), nodeAt(spec, "strategy", "canary")];
  return blueGreen?.kind === "map" ? refusedBlueGreen(blueGreen) : refusedCanary(canary);
}

function refusedBlueGreen(blueGreen: SourceNode | undefined): string | undefined {
  const [active, preview] = [textOf(blueGreen, "activeService") ?? "", textOf(blueGreen, "previewService") ?? ""];
  return active === preview ? invalid("spec.strategy.activeService", quoted(active), twice("active and preview")) : undefined;
}

function refusedCanary(canary: SourceNode | undefined): string | undefined {
  const [stable, fresh] = [textOf(canary, "stableService") ?? "", textOf(canary, "canaryService") ?? ""];
  const surge = nodeAt(canary, "maxSurge");
  if (surge && isZero(surge) && isZero(nodeAt(canary, "maxUnavailable")))
    return invalid("spec.strategy.maxSurge", JSON.stringify(jsonOf(surge)), "MaxSurge and MaxUnavailable both can not be zero");
  if (stable !== "" && stable === fresh) return invalid("spec.strategy.stableService", quoted(stable), twice("stable and canary"));
  const istio = isSet(canary, "trafficRouting", "istio");
  if (istio && !isSet(canary, "trafficRouting", "istio", "destinationRule") && !isSet(canary, "pingPong"))
    for (const [key, name] of [["stableService", stable] as const, ["canaryService", fresh] as const])
      if (name === "")
        return invalid(`spec.strategy.${key}`, '""', "Canary service and Stable service must to be set to use Traffic Routing");
  if (!isSet(canary, "trafficRouting") && isSet(canary, "scaleDownDelaySeconds"))
    return invalid(
      "spec.strategy.scaleDownDelaySeconds",
      String(numberOf(canary, "scaleDownDelaySeconds")),
      "Canary scaleDownDelaySeconds can only be used with traffic routing",
    );
  for (const [index, step] of itemsOf(canary, "steps").entries()) {
    const words = refusedStep(step, `spec.strategy.steps[${index}]`, canary);
    if (words !== undefined) return words;
  }
  return undefined;
}

function refusedStep(step: SourceNode, at: string, canary: SourceNode | undefined): string | undefined {
  const most = numberOf(canary, "trafficRouting", "maxTrafficWeight") ?? 100;
  const weight = numberOf(step, "setWeight");
  if (weight !== undefined && (weight < 0 || weight > most))
    return invalid(`${at}.setWeight`, String(weight), `SetWeight needs to be between 0 and ${most}`);
  const duration = nodeAt(step, "pause", "duration");
  const seconds = duration?.kind === "scalar" && duration.value !== null ? pauseSeconds(duration) : 0;
  if (seconds < 0) return invalid(`${at}.pause.duration`, String(seconds), "Duration needs to be greater than 0");
  if (isSet(step, "setCanaryScale") && !isSet(canary, "trafficRouting"))
    return "spec.strategy.trafficRouting: Required value: SetCanaryScale requires TrafficRouting to be set";
  return undefined;
}

function isZero(node: SourceNode | undefined): boolean {
  return node?.kind === "scalar" && Number.parseInt(String(node.value), 10) === 0;
}

function twice(roles: string): string {
  return `This rollout uses the same service for the ${roles} services, but two different services are required.`;
}
