import { forPeople } from "../../core/base/duration.ts";
import { percent } from "../../core/base/figures.ts";
import type { Span } from "../../core/base/span.ts";
import { course } from "../../core/simulation/forecast.ts";
import { documentAt, type SourceFile } from "../../core/syntax/file.ts";
import type { Resource } from "../../core/workspace/resource.ts";
import { resourcesIn, type Workspace } from "../../core/workspace/workspace.ts";
import type { ForecastStep, ForecastView } from "../../protocol/forecast.ts";

/** Words beside a step that nobody wrote: what has come of the rollout when it ends. */
export interface Hint {
  /** Where the line of the step's first key ends. */
  readonly at: number;
  readonly text: string;
  readonly tooltip: string;
}

/** Which parts of a hint are wanted. */
export interface HintParts {
  readonly time: boolean;
  readonly traffic: boolean;
  readonly pods: boolean;
}

/** All of it, unless somebody says otherwise. */
export const wholeHint: HintParts = { time: true, traffic: true, pods: true };

/** Where the course of a rollout comes from: the machine, or a stand-in. It may end with the step of the index `through`. */
export type CourseOf = (
  resource: Resource,
  workspace: Workspace,
  how?: { readonly through?: number },
) => Pick<ForecastView, "steps" | "healthy" | "notPredicted"> | undefined;

/** The hints of a part of a file: on each step the time that has passed, the traffic and the pods of the new version. */
export function hintsIn(
  file: SourceFile,
  range: Span,
  workspace: Workspace,
  courseOf: CourseOf = course,
  parts: HintParts = wholeHint,
): readonly Hint[] {
  if (!parts.time && !parts.traffic && !parts.pods) return [];
  return resourcesIn(file)
    .filter(resource => !resource.templated && overlap(range, { start: resource.start, end: resource.start + resource.length }))
    .flatMap(resource => hintsOf(file, resource, workspace, courseOf, parts))
    .filter(hint => hint.at >= range.start && hint.at <= range.end);
}

function hintsOf(file: SourceFile, resource: Resource, workspace: Workspace, courseOf: CourseOf, parts: HintParts): readonly Hint[] {
  const view = courseOf(resource, workspace);
  if (!view || view.notPredicted !== undefined) return [];
  // Flagger's steps all come from one line: the last of them says how far it goes and how long that takes.
  const byPlace = new Map(view.steps.map(step => [step.at.start, step]));
  return [...byPlace.values()].flatMap(step => {
    const text = hintText(step, parts);
    return text === undefined ? [] : [{ at: endOfLine(file, step.at.start), text, tooltip: tooltipOf(step) }];
  });
}

function hintText(step: ForecastStep, { time, traffic, pods }: HintParts): string | undefined {
  if (!step.reached) return undefined;
  const words = [
    ...(time ? [forPeople(step.to * 1000)] : []),
    ...(traffic ? [percent(step.reached.weight, 1)] : []),
    ...(pods ? [podWords(step.reached)] : []),
  ];
  return words.join(" · ");
}

/** The pods of both versions. Once promoted, the new version is the stable one, and the old one is gone. */
export function podWords({ weight, canaryPods, stablePods }: NonNullable<ForecastStep["reached"]>): string {
  return weight >= 100 && canaryPods === 0 ? "promoted" : `${canaryPods} new, ${stablePods} old`;
}

function tooltipOf(step: ForecastStep): string {
  if (!step.reached) return step.detail;
  const waiting = step.endless ? " The time that people take is not counted." : "";
  return `${step.detail} A healthy version is done with this step after ${forPeople(step.to * 1000)}, with ${percent(step.reached.weight, 1)} of traffic (${podWords(step.reached)}).${waiting}`;
}

function overlap(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function endOfLine(file: SourceFile, offset: number): number {
  const document = documentAt(file, offset);
  if (!document) return offset;
  const { text } = document.chunk;
  const end = text.indexOf("\n", offset - document.start);
  if (end < 0) return document.start + text.length;
  return document.start + (text[end - 1] === "\r" ? end - 1 : end);
}
