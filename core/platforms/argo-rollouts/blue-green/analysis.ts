import { isCompleted } from "../analysis-run.ts";
import { aborted, beginRun, endAll, endOne, needsNew, runNamed } from "../analysis-runs.ts";
import type { BlueGreenPass } from "../pass.ts";
import { pausedFor, withPause } from "../pause.ts";
import type { AnalysisUse } from "../spec.ts";
import { type AnalysisRun, type RolloutState, replicaSetOf } from "../state.ts";
import { fullyPromoted } from "../targets.ts";
import { isSaturated } from "./fast.ts";

type Purpose = "prePromotion" | "postPromotion";
const runOf = { prePromotion: "prePromotionRun", postPromotion: "postPromotionRun" } as const;
const causes = {
  prePromotion: "Blue/green pre-promotion analysis phase error/failed",
  postPromotion: "Blue/green post-promotion analysis phase error/failed",
} as const;

/** Is there nothing to measure before the promotion, or was it measured and found good? (`completedPrePromotionAnalysis`) */
export function prePromotionIsDone(pass: BlueGreenPass, state: RolloutState): boolean {
  return pass.blueGreen.prePromotion === undefined || runNamed(state, state.prePromotionRun)?.phase === "Successful";
}

/** Is the analysis after the switch under way, or about to begin? */
export function isAnalysed(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState): boolean {
  const run = runNamed(state, state.postPromotionRun);
  return !skipsPostPromotion(pass, state, recorded, run) && run?.phase !== "Successful";
}

/** Starts, follows and ends the AnalysisRuns before and after the switch. Source: `argo-rollouts.md` 4.7. */
export function reconcileAnalysisRuns(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState, fast: boolean): RolloutState {
  if (state.abort || state.promoteFull || fast || fullyPromoted(state)) return endAll(state);
  const before = reconcileOne(pass, state, recorded, "prePromotion", pass.blueGreen.prePromotion, skipsPrePromotion);
  return reconcileOne(pass, before, recorded, "postPromotion", pass.blueGreen.postPromotion, skipsPostPromotion);
}

function reconcileOne(
  pass: BlueGreenPass,
  state: RolloutState,
  recorded: RolloutState,
  purpose: Purpose,
  use: AnalysisUse | undefined,
  skips: typeof skipsPrePromotion,
): RolloutState {
  const field = runOf[purpose];
  const run = runNamed(state, state[field]);
  if (!use || use.templates.length === 0) return { ...endOne(state, state[field]), [field]: undefined };
  let next = state;
  if (skips(pass, state, recorded, run)) next = endOne(state, state[field]);
  else if (!pausedFor(recorded, "InconclusiveAnalysisRun") && needsNew(pass, recorded, state[field])) {
    const { runs, name } = beginRun(pass, state, use, purpose);
    next = { ...state, runs, [field]: name };
  }
  return react(pass, next, runNamed(next, next[field]), causes[purpose]);
}

/** Not once it is active, and not before its pods are there. (`skipPrePromotionAnalysisRun`) */
function skipsPrePromotion(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState, run: AnalysisRun | undefined): boolean {
  const active = recorded.services.stable;
  if (fullyPromoted(state) || active === undefined || active === state.currentHash) return true;
  if (run) return false;
  const preview = pass.blueGreen.previewReplicaCount;
  if (preview === undefined) return !isSaturated(pass, state);
  return replicaSetOf(state, state.currentHash)?.desired !== preview || pass.pods(state.currentHash).available !== preview;
}

/** Not before the switch was recorded. (`skipPostPromotionAnalysisRun`) */
function skipsPostPromotion(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState, run: AnalysisRun | undefined): boolean {
  if (fullyPromoted(state) || recorded.services.stable !== state.currentHash) return true;
  return run === undefined && !isSaturated(pass, state);
}

function react(pass: BlueGreenPass, state: RolloutState, run: AnalysisRun | undefined, cause: string): RolloutState {
  if (!run || !isCompleted(run.phase)) return state;
  if (run.phase === "Inconclusive")
    return pausedFor(state, "InconclusiveAnalysisRun") ? state : withPause(pass, state, "InconclusiveAnalysisRun");
  return run.phase === "Successful" ? state : aborted(pass, state, `${cause}${run.message ? `: ${run.message}` : ""}`);
}
