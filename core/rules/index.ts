import { argumentConflict } from "./analysis/argument-conflict.ts";
import { conditionUnfinished } from "./analysis/condition-unfinished.ts";
import { duplicateMetric } from "./analysis/duplicate-metric.ts";
import { endlessAnalysis } from "./analysis/endless.ts";
import { fieldPath } from "./analysis/field-path.ts";
import { limits } from "./analysis/limits.ts";
import { neverFails } from "./analysis/never-fails.ts";
import { providerCount } from "./analysis/provider-count.ts";
import { repeatedMetricRule } from "./analysis/repeated-metric-rule.ts";
import { sameMetricTwice } from "./analysis/same-metric-twice.ts";
import { unknownArgument } from "./analysis/unknown-argument.ts";
import { unresolvable } from "./analysis/unresolvable.ts";
import { unresolvedArgument } from "./analysis/unresolved-argument.ts";
import { delegation } from "./flagger/delegation.ts";
import { gatewayMatch } from "./flagger/gateway-match.ts";
import { canaryIngressWithoutBackend } from "./flagger/ingress-without-backend.ts";
import { interval } from "./flagger/interval.ts";
import { knative } from "./flagger/knative.ts";
import { matchIgnored } from "./flagger/match-ignored.ts";
import { metricWithoutQuery } from "./flagger/metric-without-query.ts";
import { metricWithoutRange } from "./flagger/metric-without-range.ts";
import { mirrorPort } from "./flagger/mirror-port.ts";
import { mirrorStuck } from "./flagger/mirror-stuck.ts";
import { nameTooLong } from "./flagger/name-too-long.ts";
import { noService } from "./flagger/no-service.ts";
import { providerNeeds } from "./flagger/provider-needs.ts";
import { sameCookie } from "./flagger/same-cookie.ts";
import { selectorLabel } from "./flagger/selector-label.ts";
import { target } from "./flagger/target.ts";
import { weightsNeverArrive } from "./flagger/weights-never-arrive.ts";
import { experimentTemplate } from "./objects/experiment-template.ts";
import { labelForm } from "./objects/label-form.ts";
import { nameForm } from "./objects/name-form.ts";
import { activeDeadline } from "./pods/active-deadline.ts";
import { containerName } from "./pods/container-name.ts";
import { noContainer } from "./pods/no-container.ts";
import { noImage } from "./pods/no-image.ts";
import { noSelector } from "./pods/no-selector.ts";
import { port } from "./pods/port.ts";
import { probe } from "./pods/probe.ts";
import { resources } from "./pods/resources.ts";
import { restartPolicy } from "./pods/restart-policy.ts";
import { selectorForm } from "./pods/selector-form.ts";
import { selectorMismatch } from "./pods/selector-mismatch.ts";
import { volume } from "./pods/volume.ts";
import { missing } from "./references/missing.ts";
import { deadlineTooShort } from "./rollout/deadline-too-short.ts";
import { negativeNumber } from "./rollout/negative-number.ts";
import { templateBesideWorkloadRef } from "./rollout/template-beside-workload-ref.ts";
import { workloadRefKind } from "./rollout/workload-ref-kind.ts";
import type { Rule } from "./rule.ts";
import { managedByAnother } from "./services/managed-by-another.ts";
import { pingPongName } from "./services/ping-pong-name.ts";
import { sameService } from "./services/same-service.ts";
import { serviceSelectorMismatch } from "./services/selector-mismatch.ts";
import { sharedService } from "./services/shared.ts";
import { emptyStep } from "./steps/empty-step.ts";
import { noSteps } from "./steps/no-steps.ts";
import { pauseDuration } from "./steps/pause-duration.ts";
import { twoKinds } from "./steps/two-kinds.ts";
import { weightOutOfRange } from "./steps/weight-out-of-range.ts";
import { weightRounds } from "./steps/weight-rounds.ts";
import { antiAffinity } from "./strategy/anti-affinity.ts";
import { noRoom } from "./strategy/no-room.ts";
import { noStrategy } from "./strategy/no-strategy.ts";
import { revisionLimit } from "./strategy/revision-limit.ts";
import { twoStrategies } from "./strategy/two-strategies.ts";
import { dynamicScaleWithDelay } from "./traffic/dynamic-scale-with-delay.ts";
import { ingressWithoutBackend } from "./traffic/ingress-without-backend.ts";
import { mappingWithWeight } from "./traffic/mapping-with-weight.ts";
import { matchValue } from "./traffic/match-value.ts";
import { needsRouter } from "./traffic/needs-router.ts";
import { rootService } from "./traffic/root-service.ts";
import { routeNotManaged } from "./traffic/route-not-managed.ts";
import { routerObjects } from "./traffic/router-objects.ts";
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
  antiAffinity,
  revisionLimit,
  sameService,
  serviceSelectorMismatch,
  managedByAnother,
  pingPongName,
  sharedService,
  routerWithoutServices,
  unsupportedStep,
  routeNotManaged,
  needsRouter,
  dynamicScaleWithDelay,
  ingressWithoutBackend,
  virtualServiceRoute,
  mappingWithWeight,
  matchValue,
  rootService,
  routerObjects,
  endlessAnalysis,
  unresolvedArgument,
  duplicateMetric,
  providerCount,
  conditionUnfinished,
  limits,
  neverFails,
  unknownArgument,
  argumentConflict,
  fieldPath,
  repeatedMetricRule,
  sameMetricTwice,
  unresolvable,
  noSelector,
  selectorMismatch,
  noImage,
  restartPolicy,
  activeDeadline,
  containerName,
  noContainer,
  port,
  probe,
  resources,
  selectorForm,
  volume,
  negativeNumber,
  deadlineTooShort,
  templateBesideWorkloadRef,
  workloadRefKind,
  weightsNeverArrive,
  interval,
  providerNeeds,
  sameCookie,
  matchIgnored,
  mirrorStuck,
  metricWithoutQuery,
  metricWithoutRange,
  delegation,
  gatewayMatch,
  canaryIngressWithoutBackend,
  knative,
  mirrorPort,
  nameTooLong,
  noService,
  selectorLabel,
  target,
  nameForm,
  experimentTemplate,
  labelForm,
  missing,
];
