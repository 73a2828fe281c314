import { conditionUnfinished } from "./analysis/condition-unfinished.ts";
import { duplicateMetric } from "./analysis/duplicate-metric.ts";
import { endlessAnalysis } from "./analysis/endless.ts";
import { limits } from "./analysis/limits.ts";
import { neverFails } from "./analysis/never-fails.ts";
import { providerCount } from "./analysis/provider-count.ts";
import { unknownArgument } from "./analysis/unknown-argument.ts";
import { unresolvedArgument } from "./analysis/unresolved-argument.ts";
import { interval } from "./flagger/interval.ts";
import { matchIgnored } from "./flagger/match-ignored.ts";
import { metricWithoutQuery } from "./flagger/metric-without-query.ts";
import { metricWithoutRange } from "./flagger/metric-without-range.ts";
import { mirrorStuck } from "./flagger/mirror-stuck.ts";
import { providerNeeds } from "./flagger/provider-needs.ts";
import { sameCookie } from "./flagger/same-cookie.ts";
import { weightsNeverArrive } from "./flagger/weights-never-arrive.ts";
import { nameForm } from "./objects/name-form.ts";
import { noImage } from "./pods/no-image.ts";
import { noSelector } from "./pods/no-selector.ts";
import { restartPolicy } from "./pods/restart-policy.ts";
import { selectorMismatch } from "./pods/selector-mismatch.ts";
import { missing } from "./references/missing.ts";
import { deadlineTooShort } from "./rollout/deadline-too-short.ts";
import { negativeNumber } from "./rollout/negative-number.ts";
import { templateBesideWorkloadRef } from "./rollout/template-beside-workload-ref.ts";
import type { Rule } from "./rule.ts";
import { sameService } from "./services/same-service.ts";
import { serviceSelectorMismatch } from "./services/selector-mismatch.ts";
import { emptyStep } from "./steps/empty-step.ts";
import { noSteps } from "./steps/no-steps.ts";
import { pauseDuration } from "./steps/pause-duration.ts";
import { twoKinds } from "./steps/two-kinds.ts";
import { weightOutOfRange } from "./steps/weight-out-of-range.ts";
import { weightRounds } from "./steps/weight-rounds.ts";
import { noRoom } from "./strategy/no-room.ts";
import { noStrategy } from "./strategy/no-strategy.ts";
import { twoStrategies } from "./strategy/two-strategies.ts";
import { dynamicScaleWithDelay } from "./traffic/dynamic-scale-with-delay.ts";
import { ingressWithoutBackend } from "./traffic/ingress-without-backend.ts";
import { needsRouter } from "./traffic/needs-router.ts";
import { routeNotManaged } from "./traffic/route-not-managed.ts";
import { routerWithoutServices } from "./traffic/router-without-services.ts";
import { unsupportedStep } from "./traffic/unsupported-step.ts";
import { virtualServiceRoute } from "./traffic/virtual-service-route.ts";

/** Every rule. One more is one file and one line here. */
export const rules: readonly Rule[] = [
  weightOutOfRange,
  twoKinds,
  emptyStep,
  pauseDuration,
  noSteps,
  weightRounds,
  noStrategy,
  twoStrategies,
  noRoom,
  sameService,
  serviceSelectorMismatch,
  routerWithoutServices,
  unsupportedStep,
  routeNotManaged,
  needsRouter,
  dynamicScaleWithDelay,
  ingressWithoutBackend,
  virtualServiceRoute,
  endlessAnalysis,
  unresolvedArgument,
  duplicateMetric,
  providerCount,
  conditionUnfinished,
  limits,
  neverFails,
  unknownArgument,
  noSelector,
  selectorMismatch,
  noImage,
  restartPolicy,
  negativeNumber,
  deadlineTooShort,
  templateBesideWorkloadRef,
  weightsNeverArrive,
  interval,
  providerNeeds,
  sameCookie,
  matchIgnored,
  mirrorStuck,
  metricWithoutQuery,
  metricWithoutRange,
  nameForm,
  missing,
];
