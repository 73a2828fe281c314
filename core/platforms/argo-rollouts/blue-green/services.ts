import type { BlueGreenPass } from "../pass.ts";
import type { RolloutState } from "../state.ts";
import { switched } from "../traffic.ts";
import { prePromotionIsDone } from "./analysis.ts";
import { isFastTracked, isSaturated } from "./fast.ts";
import { isHalted, isReady, pauseIsOver } from "./pause.ts";

/** Points the preview Service at the new version, before any of its pods is there. Source: `argo-rollouts.md` 6.1. */
export function reconcilePreviewService(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState): RolloutState {
  const { previewService } = pass.blueGreen;
  if (previewService === undefined || isHalted(pass, recorded) || state.services.canary === state.currentHash) return state;
  const canary = switched(pass, previewService, state.services.canary, state.currentHash);
  return { ...state, services: { ...state.services, canary } };
}

/** Points the active Service at the new version, or after an abort back at the stable one. Source: `argo-rollouts.md` 6.4. */
export function reconcileActiveService(pass: BlueGreenPass, state: RolloutState, recorded: RolloutState, fast: boolean): RolloutState {
  const { activeService } = pass.blueGreen;
  if (activeService === undefined || isHalted(pass, recorded)) return state;
  // Not even back to the stable one while pods of the new one are missing.
  if (!isReady(pass, state, recorded) || !isSaturated(pass, state)) return state;
  const goes = isFastTracked(state, fast) || (pauseIsOver(pass, state, recorded) && prePromotionIsDone(pass, state));
  const wanted = recorded.abort ? state.stableHash : goes ? state.currentHash : state.services.stable;
  if (wanted === undefined || wanted === state.services.stable) return state;
  return { ...state, services: { ...state.services, stable: switched(pass, activeService, state.services.stable, wanted) } };
}
