import { forPeople } from "../../core/base/duration.ts";
import { percent } from "../../core/base/figures.ts";
import { type Span, shift, touches } from "../../core/base/span.ts";
import { rules } from "../../core/rules/index.ts";
import { fileIncludes, type SourceFile } from "../../core/syntax/file.ts";
import type { Path, SourceNode } from "../../core/syntax/nodes.ts";
import { targetsOf } from "../../core/workspace/reference.ts";
import { isFromCluster, type Resource } from "../../core/workspace/resource.ts";
import type { Workspace } from "../../core/workspace/workspace.ts";
import { codesBesideRules } from "./codes.ts";
import { nameAt } from "./definition.ts";
import { linksIn } from "./document-links.ts";
import { isMade, isReadable, ourDocumentAt } from "./documents.ts";
import { effectOf } from "./effects.ts";
import { fieldDocumentation } from "./field-documentation.ts";
import { type CourseOf, podWords } from "./inlay-hints.ts";
import { type Spot, spotAt } from "./spot.ts";
import { type UpstreamPage, upstreamPage } from "./upstream-pages.ts";
import { helpAt } from "./validation/index.ts";

/** What is said of something that the pointer rests on, as Markdown. */
export interface Hover {
  readonly at: Span;
  readonly markdown: string;
}

/** What is known of the field at an offset: type, meaning and default, what a step comes to, and what a name stands for. */
export function hoverAt(file: SourceFile, offset: number, workspace: Workspace, courseOf: CourseOf): Hover | undefined {
  const rule = ruleAt(file, offset, workspace);
  if (rule) return rule;
  const ours = ourDocumentAt(file, offset);
  const root = ours?.document.chunk.root;
  if (!ours || !root || !isReadable(ours)) return undefined;
  const spot = wordAt(root, offset - ours.document.start);
  if (!spot || isMade(ours, placeOfSpot(spot))) return undefined;
  const schema = helpAt(ours.kind, spot.path);
  const parts = [
    // Of a field that the kind does not have there is nothing to tell, besides the finding.
    schema && fieldDocumentation(ours.kind, spot.path, schema),
    // What a template comes to depends on its values.
    ours.resource && !ours.templated && effectOf(ours.resource, spot.path, workspace),
    ours.resource && !ours.templated && reachedAt(ours.resource, spot.path, workspace, courseOf),
    targetWords(file, offset, workspace),
    schema && linkTo(upstreamPage(ours.kind, spot.path)),
  ].filter(part => typeof part === "string");
  return parts.length > 0 ? { at: shift(placeOfSpot(spot), ours.document.start), markdown: parts.join("\n\n") } : undefined;
}

/** A key or a value. White space inside a map or a list belongs to nothing in particular. */
function wordAt(root: SourceNode, offset: number): Spot | undefined {
  const spot = spotAt(root, offset);
  return spot && (spot.on === "key" || spot.node.kind === "scalar") ? spot : undefined;
}

function placeOfSpot({ on, entry, node }: Spot): Span {
  return on === "key" && entry ? entry.key.at : node.at;
}

/** What the rule says whose name stands in a comment. */
function ruleAt(file: SourceFile, offset: number, workspace: Workspace): Hover | undefined {
  // Links of names are under names, which have hovers of their own.
  const link =
    fileIncludes(file, "stepwise-disable") && linksIn(file, workspace).find(found => found.to === "rule" && touches(found.at, offset));
  if (!link || link.to !== "rule") return undefined;
  const said = rules.find(({ id }) => id === link.code) ?? codesBesideRules[link.code];
  return said && { at: link.at, markdown: `**${link.code}** · ${said.severity}\n\n${said.summary}\n\nOtherwise: ${said.why}` };
}

function linkTo(page: UpstreamPage | undefined): string | undefined {
  return page && `[${page.title}](${page.url})`;
}

/** What a healthy version has come to when the step at a path ends. */
function reachedAt(resource: Resource, path: Path, workspace: Workspace, courseOf: CourseOf): string | undefined {
  const [spec, strategy, canary, steps, index] = path;
  if (
    spec !== "spec" ||
    strategy !== "strategy" ||
    canary !== "canary" ||
    steps !== "steps" ||
    typeof index !== "number" ||
    path.length > 7
  )
    return undefined;
  const view = courseOf(resource, workspace, { through: index });
  if (!view || view.notPredicted !== undefined) return undefined;
  const step = view.steps.find(known => known.index === index);
  if (!step?.reached) return undefined;
  const when = forPeople(step.to * 1000);
  return `Step ${index + 1} of ${view.steps.length}: after ${when} a healthy version has ${percent(step.reached.weight, 1)} of traffic (${podWords(step.reached)}).`;
}

function targetWords(file: SourceFile, offset: number, workspace: Workspace): string | undefined {
  const found = nameAt(file, offset);
  if (!found) return undefined;
  const { name, resource } = found;
  const [target] = targetsOf(name, workspace, file);
  if (!target) return name.loose || resource.templated ? undefined : `${name.to} \`${name.name}\` is nowhere in the workspace.`;
  if (isFromCluster(target)) return `${name.to} \`${name.name}\` is in the cluster.`;
  return `${name.to} \`${name.name}\` is in ${target.uri.slice(target.uri.lastIndexOf("/") + 1)}.`;
}
