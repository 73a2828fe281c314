import { percent } from "../core/base/figures.ts";
import { textAt } from "../core/base/json.ts";
import { type Look, revisionOf } from "./look.ts";

/** What happened to a rollout between two looks, as the end of the sentence *since you looked, …*; undefined when nothing can be seen. */
export function whatChanged(before: Look, after: Look | undefined): string | undefined {
  const kind = before.platform.kind;
  if (!after) return `the ${kind} was deleted`;
  if (textAt(before.own, "metadata", "uid") !== textAt(after.own, "metadata", "uid")) return `the ${kind} was deleted and made again`;
  const [was, is] = [before.standing, after.standing];
  if (before.wanted.hash !== after.wanted.hash) return newVersion(after);
  // The spec asks for it, and the controller has not taken it up yet.
  if (imageOf(before) !== imageOf(after)) return `\`${imageOf(after)}\` was pushed`;
  if (is.ended === "promoted" && was.ended !== "promoted") return "it was promoted: the new version has all traffic";
  if (is.ended === "rolled back" && was.ended !== "rolled back") return "it was rolled back: all traffic goes to the stable version";
  if (was.ended === "rolled back" && is.ended !== "rolled back") return "it was retried and began again at its first step";
  if (was.stepIndex !== is.stepIndex) return `it went on${placeOf(after)}`;
  if (was.waitsForPerson !== is.waitsForPerson) return is.waitsForPerson ? "it was paused" : "its pause was ended";
  if (was.weight !== is.weight) return `its weight went from ${shown(was.weight)} to ${shown(is.weight)}`;
  if (was.phase !== is.phase) return `its phase went from ${was.phase} to ${is.phase}`;
  return JSON.stringify(before.state) === JSON.stringify(after.state) ? undefined : "it moved on";
}

function newVersion(after: Look): string {
  const revision = revisionOf(after.own);
  const pushed = revision === undefined ? `\`${imageOf(after)}\` was pushed` : `revision ${revision} was pushed`;
  if (after.standing.ended === "promoted") return `${pushed} and has all traffic`;
  return `${pushed} and the rollout began again at 0 %`;
}

function placeOf({ platform, spec, standing }: Look): string {
  const { stepIndex, weight } = standing;
  const steps = platform.plan(spec).stages.length;
  const step = stepIndex === undefined ? "" : stepIndex >= steps ? " to the end of its steps" : ` to step ${stepIndex + 1} of ${steps}`;
  return `${step}${weight === undefined ? "" : `, ${percent(weight)}`}`;
}

function imageOf({ platform, spec }: Look): string {
  return platform.version(spec).image;
}

function shown(weight: number | undefined): string {
  return weight === undefined ? "an unknown one" : percent(weight);
}
