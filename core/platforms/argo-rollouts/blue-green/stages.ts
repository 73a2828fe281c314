import type { Span } from "../../../base/span.ts";
import { pausedFor } from "../pause.ts";
import type { AnalysisUse, BlueGreen } from "../spec.ts";
import type { RolloutState } from "../state.ts";
import { fullyPromoted } from "../targets.ts";

/** What a blue-green rollout goes through, in order: it has no steps, and people think of it in these. */
export type BlueGreenStage =
  | { readonly kind: "analysis"; readonly purpose: "prePromotion" | "postPromotion"; readonly use: AnalysisUse; readonly at: Span }
  /** Without seconds it is a person that is waited for. */
  | { readonly kind: "pause"; readonly seconds: number | undefined; readonly at: Span }
  | { readonly kind: "switch"; readonly at: Span };

/** The stages of a spec. */
export function stagesOf(blueGreen: BlueGreen): readonly BlueGreenStage[] {
  const { at, prePromotion, postPromotion, autoPromotionEnabled, autoPromotionSeconds } = blueGreen;
  const analysis = (purpose: "prePromotion" | "postPromotion", use: AnalysisUse | undefined): readonly BlueGreenStage[] =>
    use && use.templates.length > 0 ? [{ kind: "analysis", purpose, use, at: use.templates[0]?.at ?? at }] : [];
  const pause: readonly BlueGreenStage[] = autoPromotionEnabled
    ? autoPromotionSeconds > 0
      ? [{ kind: "pause", seconds: autoPromotionSeconds, at }]
      : []
    : [{ kind: "pause", seconds: undefined, at }];
  return [...analysis("prePromotion", prePromotion), ...pause, { kind: "switch", at }, ...analysis("postPromotion", postPromotion)];
}

/** Where it stands among its stages; their number once it is promoted. */
export function stageIndex(blueGreen: BlueGreen, state: RolloutState): number {
  const stages = stagesOf(blueGreen);
  const switchAt = stages.findIndex(stage => stage.kind === "switch");
  if (fullyPromoted(state)) return stages.length;
  if (state.services.stable === state.currentHash) return Math.min(switchAt + 1, stages.length - 1);
  if (pausedFor(state, "BlueGreenPause")) return Math.max(0, switchAt - 1);
  return state.scaleUpPreviewCheckPoint ? switchAt : 0;
}
