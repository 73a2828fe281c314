import type { WordTable } from "./field-words.ts";

const blueGreen = ".spec.strategy.blueGreen";

// Source: `argo-rollouts.md` 1.2 and 6.
export const blueGreenWords: WordTable = {
  [blueGreen]: "Starts the new version beside the old one and moves all traffic at once. Twice the pods run meanwhile.",
  [`${blueGreen}.activeService`]: "Service that people use; its selector moves to the new version on promotion. It has to exist.",
  [`${blueGreen}.previewService`]:
    "Service that shows the new version before it is promoted, from the start, before its pods are ready. Another one than `activeService`.",
  [`${blueGreen}.autoPromotionEnabled`]: { words: "False waits for a person before traffic moves.", usual: "true" },
  [`${blueGreen}.autoPromotionSeconds`]: {
    words:
      "Promotes this many seconds after the new version is ready and `prePromotionAnalysis` has passed. Without effect when `autoPromotionEnabled` is false.",
    usual: "0 (at once)",
  },
  [`${blueGreen}.previewReplicaCount`]: {
    words: "Pods of the new version before it is promoted. The rest are started once it may be, and only then does traffic move.",
    usual: "all of them",
  },
  [`${blueGreen}.prePromotionAnalysis`]:
    "Has to pass before traffic moves; a failure aborts. It begins when the new version's pods are ready.",
  [`${blueGreen}.postPromotionAnalysis`]:
    "Runs after traffic has moved; a failure moves it back. The old version keeps its pods until it has ended, if `scaleDownDelaySeconds` is not written.",
  [`${blueGreen}.scaleDownDelaySeconds`]: {
    words: "Seconds that old pods stay after the promotion. Going back within them is instant: without pause and analysis.",
    usual: "30",
  },
  [`${blueGreen}.scaleDownDelayRevisionLimit`]: {
    words: "Old versions that keep their pods during `scaleDownDelaySeconds`. Not more than `revisionHistoryLimit`.",
    usual: "no limit",
    seldom: true,
  },
  [`${blueGreen}.abortScaleDownDelaySeconds`]: {
    words: "Seconds that the new version's pods stay after an abort. 0 keeps them.",
    usual: "30",
    seldom: true,
  },
  [`${blueGreen}.maxUnavailable`]: {
    words: "Pods that may be missing during a restart (`restartAt`), as a number or a percentage. A rollout does not look at it.",
    usual: "25 %",
    seldom: true,
  },
  [`${blueGreen}.activeMetadata`]: { words: "Labels and annotations on the pods that have the traffic.", seldom: true },
  [`${blueGreen}.previewMetadata`]: { words: "Labels and annotations on the new version's pods until they are promoted.", seldom: true },
  "activeMetadata.labels": "Labels for active pods.",
  "activeMetadata.annotations": "Annotations for active pods.",
  "previewMetadata.labels": "Labels for preview pods.",
  "previewMetadata.annotations": "Annotations for preview pods.",
};
