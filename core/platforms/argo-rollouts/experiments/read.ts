import { goDuration } from "../../../base/duration.ts";
import { itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../../syntax/nodes.ts";
import type { Resource } from "../../../workspace/resource.ts";
import type { Workspace } from "../../../workspace/workspace.ts";
import { readExperimentAnalysis, unpredictedIn } from "../analysis-use.ts";
import type { ExperimentUse } from "../spec.ts";

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
      weighted: nodeAt(template, "weight") !== undefined,
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

/** What of an experiment the machine does not predict, in words; nothing where it does. */
export function unpredictedExperiment({ templates, analyses }: ExperimentUse): readonly string[] {
  const reasons = analyses.flatMap(({ use }) => unpredictedIn(use));
  return templates.some(({ weighted }) => weighted)
    ? [...reasons, "traffic for the templates of an experiment is not predicted yet"]
    : reasons;
}
