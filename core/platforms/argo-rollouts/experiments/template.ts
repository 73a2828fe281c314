import { type Millis, wholeSecond } from "../../../base/duration.ts";
import type { Pass } from "../pass.ts";
import type { ExperimentUse } from "../spec.ts";
import { type ExperimentState, type TemplateState, type TemplateStatus, templateWorkload } from "./state.ts";

/** What a pass over one template is told. */
export interface TemplateContext {
  readonly pass: Pass;
  readonly use: ExperimentUse;
  readonly experiment: ExperimentState;
  readonly terminating: boolean;
}

/** One pass over a template: its ReplicaSet, made without pods and then scaled, and how it stands. (`reconcileTemplate`) */
export function templatePass(context: TemplateContext, before: TemplateState): TemplateState {
  const { pass, use, terminating } = context;
  const size = sizeOf(use, before);
  if (!before.made) return withStatus(context, { ...before, made: true, changedAt: pass.now }, size);
  const goal = terminating || isDone(before.status) ? 0 : size;
  let next = before;
  if (goal === 0) next = goneInTime(pass, use, next);
  else if (next.desired !== goal) next = { ...next, desired: goal, changedAt: pass.now };
  return withStatus(context, counted(context, next), goal);
}

/** When the pods of a template go, or have taken too long to come; undefined where neither comes by itself. */
export function templateWakesAt(pass: Pass, use: ExperimentUse, template: TemplateState, terminating: boolean): Millis | undefined {
  if (template.desired > 0 && template.scaleDownAt !== undefined) return template.scaleDownAt;
  if (terminating || isDone(template.status) || template.available === sizeOf(use, template) || template.changedAt === undefined)
    return undefined;
  return template.changedAt + pass.spec.progressDeadlineSeconds * 1000 + 1;
}

/** When the duration is over. */
export function endsAt({ duration }: ExperimentUse, { availableAt }: ExperimentState): Millis | undefined {
  return duration === undefined || availableAt === undefined ? undefined : availableAt + duration;
}

function sizeOf(use: ExperimentUse, { name }: TemplateState): number {
  return use.templates.find(template => template.name === name)?.replicas ?? 1;
}

function isDone(status: TemplateStatus | undefined): boolean {
  return status === "Successful" || status === "Failed" || status === "Error";
}

/** Pods that are not wanted any more stay for `scaleDownDelaySeconds`. */
function goneInTime({ now }: Pass, use: ExperimentUse, template: TemplateState): TemplateState {
  if (template.desired === 0) return template;
  const delay = use.scaleDownDelaySeconds * 1000;
  const scaleDownAt = template.scaleDownAt ?? (delay > 0 ? wholeSecond(now) + delay : now);
  if (now >= scaleDownAt) return { ...template, desired: 0, scaleDownAt: undefined, changedAt: now };
  return template.scaleDownAt === scaleDownAt ? template : { ...template, scaleDownAt };
}

function counted({ pass, experiment }: TemplateContext, template: TemplateState): TemplateState {
  const { replicas, available } = pass.workload(templateWorkload(experiment.name, template.name));
  if (replicas === template.replicas && available === template.available) return template;
  return { ...template, replicas, available, changedAt: pass.now };
}

/** A status that is final stays. */
function withStatus({ pass, use, experiment, terminating }: TemplateContext, template: TemplateState, goal: number): TemplateState {
  if (isDone(template.status)) return template;
  const set = (status: TemplateStatus): TemplateState => (template.status === status ? template : { ...template, status });
  const end = endsAt(use, experiment);
  if (goal === template.available) return set(terminating || (end !== undefined && pass.now >= end) ? "Successful" : "Running");
  const seconds = pass.spec.progressDeadlineSeconds;
  if (pass.now > (template.changedAt ?? pass.now) + seconds * 1000)
    return { ...template, status: "Failed", message: `Template '${template.name}' exceeded its progressDeadlineSeconds (${seconds})` };
  return set(terminating ? "Successful" : "Progressing");
}
