import { type Json, type JsonObject, present } from "../../../base/json.ts";
import { rfc3339 } from "../../../base/time.ts";
import type { ClusterObject } from "../../platform.ts";
import type { WorkloadStatus } from "../../workloads.ts";
import { deadlineAnnotation, hashLabel, revisionAnnotation } from "../labels.ts";
import type { RolloutSpec } from "../spec.ts";
import { type ExperimentState, type TemplateState, templateWorkload } from "./state.ts";

export const experimentAnnotation = "experiment.argoproj.io/experiment-name";
export const templateAnnotation = "experiment.argoproj.io/template-name";

/** An Experiment and its ReplicaSets as a cluster would show them. Source: `argo-rollouts.md` part 7. */
export function experimentObjects(
  spec: RolloutSpec,
  experiment: ExperimentState,
  owner: JsonObject,
  podsOf: (workload: string) => WorkloadStatus | undefined,
): readonly ClusterObject[] {
  const sets = experiment.templates
    .filter(({ made }) => made)
    .map(template => replicaSet(spec, experiment, template, podsOf(templateWorkload(experiment.name, template.name))));
  return [experimentObject(spec, experiment, owner), ...sets];
}

function experimentObject(spec: RolloutSpec, experiment: ExperimentState, owner: JsonObject): ClusterObject {
  const step = spec.strategy.kind === "canary" ? spec.strategy.steps[experiment.step] : undefined;
  const use = step?.kind === "experiment" ? step.use : undefined;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Experiment",
    metadata: {
      name: experiment.name,
      labels: { [hashLabel]: experiment.hash },
      annotations: { [revisionAnnotation]: String(experiment.revision) },
      creationTimestamp: rfc3339(experiment.createdAt),
      ownerReferences: [owner],
    },
    spec: present({
      duration: use?.duration === undefined ? undefined : `${use.duration / 1000}s`,
      progressDeadlineSeconds: spec.progressDeadlineSeconds,
      scaleDownDelaySeconds: use?.scaleDownDelaySeconds,
      terminate: experiment.terminate || undefined,
      templates: experiment.templates.map(({ name, version }) =>
        present({
          name,
          replicas: use?.templates.find(template => template.name === name)?.replicas,
          ...podsWith(spec, version.hash, version.image),
        }),
      ),
      analyses: use?.analyses.map(analysis =>
        present({
          name: analysis.name,
          templateName: analysis.use.templates[0]?.name,
          clusterScope: analysis.use.templates[0]?.clusterScope || undefined,
          requiredForCompletion: analysis.requiredForCompletion || undefined,
        }),
      ),
    }),
    status: experiment.phase === undefined ? {} : statusOf(experiment),
  };
}

function statusOf(experiment: ExperimentState): JsonObject {
  return present({
    phase: experiment.phase,
    message: experiment.message || undefined,
    availableAt: experiment.availableAt === undefined ? undefined : rfc3339(experiment.availableAt),
    templateStatuses: experiment.templates.map(({ name, status, message, replicas, available, changedAt }) =>
      present({
        name,
        status,
        message: message || undefined,
        replicas,
        updatedReplicas: replicas,
        readyReplicas: available,
        availableReplicas: available,
        lastTransitionTime: changedAt === undefined ? undefined : rfc3339(changedAt),
      }),
    ),
    analysisRuns: experiment.analyses
      .filter(({ phase }) => phase !== undefined)
      .map(({ name, run, phase, message }) => present({ name, analysisRun: run ?? "", phase, message: message || undefined })),
  });
}

function replicaSet(
  spec: RolloutSpec,
  experiment: ExperimentState,
  { name, version, desired, scaleDownAt }: TemplateState,
  pods: WorkloadStatus | undefined,
): ClusterObject {
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: templateWorkload(experiment.name, name),
      labels: { [hashLabel]: version.hash },
      annotations: present({
        [experimentAnnotation]: experiment.name,
        [templateAnnotation]: name,
        [deadlineAnnotation]: scaleDownAt === undefined ? undefined : rfc3339(scaleDownAt),
      }),
      ownerReferences: [experimentOwner(experiment.name)],
    },
    spec: { replicas: desired, ...podsWith(spec, version.hash, version.image) },
    status: { replicas: pods?.replicas ?? 0, readyReplicas: pods?.ready ?? 0, availableReplicas: pods?.available ?? 0 },
  };
}

function podsWith(spec: RolloutSpec, hash: string, image: string): { readonly selector: Json; readonly template: Json } {
  const labels = { [hashLabel]: hash };
  return {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: spec.container ?? "app", image }] } },
  };
}

/** What stands in the objects that an Experiment has made. */
export function experimentOwner(name: string): JsonObject {
  return { apiVersion: "argoproj.io/v1alpha1", kind: "Experiment", name, controller: true };
}
