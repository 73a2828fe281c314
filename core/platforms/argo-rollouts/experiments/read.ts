import { goDuration } from "../../../base/duration.ts";
import { itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../../syntax/nodes.ts";
import type { Resource } from "../../../workspace/resource.ts";
import type { Workspace } from "../../../workspace/workspace.ts";
import { readExperimentAnalysis, unpredictedIn } from "../analysis-use.ts";
import type { ExperimentUse, Router } from "../spec.ts";

/** The experiment of a step. Defaults: `argo-rollouts.md` part 7. */
export function readExperiment(node: SourceNode, owner: Resource, workspace: Workspace): ExperimentUse {
  const duration = textOf(node, "duration");
  return {
    duration: duration === undefined ? undefined : goDuration(duration),
    scaleDownDelaySeconds: numberOf(node, "scaleDownDelaySeconds") ?? 30,
    templates: itemsOf(node, "templates").map(template => ({
      name: textOf(template, "name") ?? "",
      specRef: textOf(template, "specRef") === "stable" ? "stable" : "canary",
      replicas: numberOf(template, "replicas") ?? 1,
      weight: numberOf(template, "weight"),
      service: textOf(template, "service", "name"),
    })),
    analyses: itemsOf(node, "analyses").map(analysis => {
      const required = nodeAt(analysis, "requiredForCompletion");
      return {
        name: textOf(analysis, "name") ?? "",
        use: readExperimentAnalysis(analysis, node, owner, workspace),
        requiredForCompletion: required?.kind === "scalar" && required.value === true,
      };
    }),
  };
}

/** What of an experiment the machine does not predict, in words; nothing where it does. `hasPorts`: do the containers name any? */
export function unpredictedExperiment(
  { templates, analyses }: ExperimentUse,
  router: Router | undefined,
  hasPorts: boolean,
): readonly string[] {
  const reasons = analyses.flatMap(({ use }) => unpredictedIn(use));
  if (templates.every(({ weight }) => weight === undefined)) return reasons;
  if (!router) return [...reasons, "the controller refuses weights of experiment templates without `trafficRouting`"];
  const { id, label } = router.provider;
  if (id !== "istio") return [...reasons, `weights of experiment templates over ${label} are not predicted yet`];
  // Without a port there is no Service, and the traffic of a template would go to a host without a name.
  return hasPorts ? reasons : [...reasons, "a template of an experiment has a weight, and its containers have no ports"];
}
