import type { Standing as Stands } from "../../protocol/live.ts";
import { percent } from "../base/figures.ts";
import { textAt } from "../base/json.ts";
import { platformFor } from "../platforms/index.ts";
import type { ActionId, ClusterObject, Standing } from "../platforms/platform.ts";
import { resourceFrom } from "../workspace/resource.ts";
import { workspaceOf } from "../workspace/workspace.ts";
import { podsOf } from "./followed.ts";
import { liveSentence, standsFor } from "./live.ts";
import { shareOf } from "./share.ts";

/** A line of a list: what one Rollout or Canary is doing, from the object alone. */
export interface Row {
  readonly kind: "Rollout" | "Canary";
  readonly namespace: string;
  readonly name: string;
  readonly stands: Stands;
  readonly phase: string;
  /** `step 2 of 7`, where there are steps. */
  readonly step: string;
  /** Percent of traffic on the new version; undefined where the object alone does not say. */
  readonly weight: number | undefined;
  /** For the line: `Paused · step 2 of 7 · 20 %`. */
  readonly words: string;
  /** For a tooltip and a screen reader. */
  readonly sentence: string;
  /** Verbs that apply now. */
  readonly verbs: readonly ActionId[];
}

/** The row of an object of a cluster; undefined for what is not rolled out. */
export function rowOf(object: ClusterObject): Row | undefined {
  const platform = platformFor(String(object.kind));
  const resource = resourceFrom(object);
  if (!platform || !resource) return undefined;
  const base = { kind: platform.kind, namespace: textAt(object, "metadata", "namespace") ?? "default", name: resource.name ?? "" };
  const written = platform.read(resource, workspaceOf([], [resource])).value;
  const observed = platform.observe(written, [object]);
  if ("problem" in observed)
    return {
      ...base,
      stands: "quiet",
      phase: "",
      step: "",
      weight: undefined,
      words: observed.problem,
      sentence: observed.problem,
      verbs: [],
    };
  const spec = platform.deploy(written, observed.wanted);
  const standing = platform.standing(spec, observed.state);
  const weight = standing.ended === "promoted" ? 100 : standing.weight;
  const step = stepWords(standing);
  return {
    ...base,
    stands: standsFor(standing),
    phase: standing.phase,
    step,
    weight,
    words: [
      standing.phase,
      step,
      weight === undefined || standsFor(standing) === "quiet" || standing.ended !== undefined ? "" : percent(weight),
    ]
      .filter(part => part !== "")
      .join(" · "),
    sentence: liveSentence(standing, shareOf(standing, podsOf([object]))),
    verbs: platform.actions(written, observed.state).flatMap(action => (action.refused === undefined ? [action.id] : [])),
  };
}

function stepWords(standing: Standing): string {
  if (standing.ended !== undefined || standing.stepIndex === undefined || !standing.stepCount) return "";
  return `step ${Math.min(standing.stepIndex + 1, standing.stepCount)} of ${standing.stepCount}`;
}
