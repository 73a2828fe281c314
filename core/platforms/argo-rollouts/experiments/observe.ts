import { at, isObject, type Json, listAt, numberAt, textAt } from "../../../base/json.ts";
import { instantOf } from "../../../base/time.ts";
import type { ClusterObject } from "../../platform.ts";
import { isOwnedBy } from "../../shown.ts";
import { deadlineAnnotation, hashLabel, revisionAnnotation } from "../labels.ts";
import { metricPhase } from "../metric-phase.ts";
import type { RolloutSpec } from "../spec.ts";
import { experimentAnnotation, templateAnnotation } from "./render.ts";
import type { ExperimentAnalysis, ExperimentState, TemplateState, TemplateStatus } from "./state.ts";

/** The experiments of a Rollout that the objects of a cluster show. */
export function observedExperiments(spec: RolloutSpec, objects: readonly ClusterObject[]): readonly ExperimentState[] {
  return objects.filter(object => object.kind === "Experiment" && isOwnedBy(object, "Rollout", spec.name)).flatMap(experiment);

  function experiment(object: ClusterObject): readonly ExperimentState[] {
    const name = textAt(object, "metadata", "name") ?? "";
    // The name alone says of which step it is: `<rollout>-<hash>-<revision>-<step>`, with one number more where that was taken.
    const hash = textAt(object, "metadata", "labels", hashLabel) ?? "";
    const revision = Number(textAt(object, "metadata", "annotations", revisionAnnotation) ?? 0);
    const step = /^(\d+)(-\d+)?$/.exec(name.slice(`${spec.name}-${hash}-${revision}-`.length))?.[1];
    if (step === undefined) return [];
    const status = at(object, "status");
    const phase = textAt(status, "phase");
    return [
      {
        name,
        hash,
        step: Number(step),
        revision,
        phase: phase === undefined ? undefined : metricPhase(phase),
        message: textAt(status, "message") ?? "",
        createdAt: instantOf(textAt(object, "metadata", "creationTimestamp")) ?? 0,
        availableAt: instantOf(textAt(status, "availableAt")),
        terminate: at(object, "spec", "terminate") === true,
        templates: listAt(object, "spec", "templates")
          .filter(isObject)
          .map(template => templateState(name, template, status)),
        analyses: listAt(object, "spec", "analyses").map(analysis => analysisState(textAt(analysis, "name") ?? "", status)),
      },
    ];
  }

  function templateState(owner: string, template: Json, status: Json | undefined): TemplateState {
    const name = textAt(template, "name") ?? "";
    const set = objects.find(
      object =>
        object.kind === "ReplicaSet" &&
        textAt(object, "metadata", "annotations", experimentAnnotation) === owner &&
        textAt(object, "metadata", "annotations", templateAnnotation) === name,
    );
    const known = listAt(status, "templateStatuses").find(one => textAt(one, "name") === name);
    return {
      name,
      version: {
        hash: textAt(set, "metadata", "labels", hashLabel) ?? textAt(template, "template", "metadata", "labels", hashLabel) ?? "",
        image: textAt(template, "template", "spec", "containers", 0, "image") ?? "",
      },
      made: set !== undefined,
      desired: numberAt(set, "spec", "replicas") ?? 0,
      status: templateStatus(textAt(known, "status")),
      message: textAt(known, "message") ?? "",
      replicas: numberAt(known, "replicas") ?? 0,
      available: numberAt(known, "availableReplicas") ?? 0,
      changedAt: instantOf(textAt(known, "lastTransitionTime")),
      scaleDownAt: instantOf(textAt(set, "metadata", "annotations", deadlineAnnotation)),
    };
  }
}

function analysisState(name: string, status: Json | undefined): ExperimentAnalysis {
  const known = listAt(status, "analysisRuns").find(one => textAt(one, "name") === name);
  const phase = textAt(known, "phase");
  return {
    name,
    run: textAt(known, "analysisRun") || undefined,
    phase: phase === undefined ? undefined : metricPhase(phase),
    message: textAt(known, "message") ?? "",
  };
}

function templateStatus(text: string | undefined): TemplateStatus | undefined {
  const known: readonly TemplateStatus[] = ["Progressing", "Running", "Successful", "Failed", "Error"];
  return known.find(status => status === text);
}
