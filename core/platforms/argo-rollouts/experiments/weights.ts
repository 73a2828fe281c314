import type { CanaryPass } from "../pass.ts";
import type { RolloutState } from "../state.ts";
import { fullyPromoted } from "../targets.ts";
import { isRunning, templateWorkload, type WeightBeside } from "./state.ts";

const none: readonly WeightBeside[] = [];

/** What the templates of the experiment get that runs now; the stable version gives it. (`calculateWeightDestinationsFromExperiment`) */
export function weightsBeside({ canary }: CanaryPass, state: RolloutState): readonly WeightBeside[] {
  if (state.experiments.length === 0 || fullyPromoted(state) || state.abort || state.promoteFull) return none;
  const { stepIndex = canary.steps.length } = state;
  if (stepIndex >= canary.steps.length) return none;
  const step = canary.steps.slice(0, stepIndex + 1).findLast(({ kind }) => kind === "experiment");
  const experiment = state.experiments.find(({ name }) => name === state.currentExperiment);
  if (step?.kind !== "experiment" || !experiment || !isRunning(experiment)) return none;
  const found = experiment.templates.flatMap(({ name, version }): readonly WeightBeside[] => {
    const written = step.use.templates.find(template => template.name === name);
    if (written?.weight === undefined) return [];
    return [{ service: written.service ?? templateWorkload(experiment.name, name), hash: version.hash, weight: written.weight }];
  });
  return found.length > 0 ? found : none;
}
