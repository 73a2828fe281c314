import { allOfNothing } from "./analysis/all-of-nothing.ts";
import { argumentConflict } from "./analysis/argument-conflict.ts";
import { conditionShape } from "./analysis/condition-shape.ts";
import { conditionType } from "./analysis/condition-type.ts";
import { conditionUnfinished } from "./analysis/condition-unfinished.ts";
import { conditionsIgnored } from "./analysis/conditions-ignored.ts";
import { constantCondition } from "./analysis/constant-condition.ts";
import { defaultIgnored } from "./analysis/default-ignored.ts";
import { duplicateMetric } from "./analysis/duplicate-metric.ts";
import { endlessAnalysis } from "./analysis/endless.ts";
import { endsEarly } from "./analysis/ends-early.ts";
import { fieldPath } from "./analysis/field-path.ts";
import { limits } from "./analysis/limits.ts";
import { metricPattern } from "./analysis/metric-pattern.ts";
import { neverFails } from "./analysis/never-fails.ts";
import { noMetrics } from "./analysis/no-metrics.ts";
import { providerCount } from "./analysis/provider-count.ts";
import { query } from "./analysis/query.ts";
import { repeatedMetricRule } from "./analysis/repeated-metric-rule.ts";
import { sameMetricTwice } from "./analysis/same-metric-twice.ts";
import { startingStep } from "./analysis/starting-step.ts";
import { unknownArgument } from "./analysis/unknown-argument.ts";
import { unknownName } from "./analysis/unknown-name.ts";
import { unnamedTemplate } from "./analysis/unnamed-template.ts";
import { unresolvable } from "./analysis/unresolvable.ts";
import { unresolvedArgument } from "./analysis/unresolved-argument.ts";
import { webNotJson } from "./analysis/web-not-json.ts";
import { affinityIgnored } from "./flagger/affinity-ignored.ts";
import { alertWithoutSeverity } from "./flagger/alert-without-severity.ts";
import { delegation } from "./flagger/delegation.ts";
import { gatewayMatch } from "./flagger/gateway-match.ts";
import { hookNeverCalled } from "./flagger/hook-never-called.ts";
import { canaryIngressWithoutBackend } from "./flagger/ingress-without-backend.ts";
import { interval } from "./flagger/interval.ts";
import { knative } from "./flagger/knative.ts";
import { kubernetesWeights } from "./flagger/kubernetes-weights.ts";
import { loadTesterMetadata } from "./flagger/load-tester-metadata.ts";
import { matchIgnored } from "./flagger/match-ignored.ts";
import { matchLost } from "./flagger/match-lost.ts";
import { metricWithoutQuery } from "./flagger/metric-without-query.ts";
import { metricWithoutRange } from "./flagger/metric-without-range.ts";
import { mirrorPort } from "./flagger/mirror-port.ts";
import { mirrorStuck } from "./flagger/mirror-stuck.ts";
import { nameTooLong } from "./flagger/name-too-long.ts";
import { neverFinishes } from "./flagger/never-finishes.ts";
import { nginxMatch } from "./flagger/nginx-match.ts";
import { noService } from "./flagger/no-service.ts";
import { nothingMeasured } from "./flagger/nothing-measured.ts";
import { overshoot } from "./flagger/overshoot.ts";
import { providerNeeds } from "./flagger/provider-needs.ts";
import { canaryQuery } from "./flagger/query.ts";
import { rangeInverted } from "./flagger/range-inverted.ts";
import { sameCookie } from "./flagger/same-cookie.ts";
import { sameTarget } from "./flagger/same-target.ts";
import { selectorLabel } from "./flagger/selector-label.ts";
import { serviceName } from "./flagger/service-name.ts";
import { serviceOfTarget } from "./flagger/service-of-target.ts";
import { target } from "./flagger/target.ts";
import { templateWithoutInterval } from "./flagger/template-without-interval.ts";
import { threshold } from "./flagger/threshold.ts";
import { thresholdUnit } from "./flagger/threshold-unit.ts";
import { weightsNeverArrive } from "./flagger/weights-never-arrive.ts";
import { experimentTemplate } from "./objects/experiment-template.ts";
import { labelForm } from "./objects/label-form.ts";
import { nameForm } from "./objects/name-form.ts";
import { activeDeadline } from "./pods/active-deadline.ts";
import { containerName } from "./pods/container-name.ts";
import { emptyInSelector } from "./pods/empty-in-selector.ts";
import { environment } from "./pods/environment.ts";
import { podGoesTogether } from "./pods/goes-together.ts";
import { lifecycle } from "./pods/lifecycle.ts";
import { noContainer } from "./pods/no-container.ts";
import { noImage } from "./pods/no-image.ts";
import { noReadinessProbe } from "./pods/no-readiness-probe.ts";
import { noSelector } from "./pods/no-selector.ts";
import { placement } from "./pods/placement.ts";
import { port } from "./pods/port.ts";
import { probe } from "./pods/probe.ts";
import { resources } from "./pods/resources.ts";
import { restartPolicy } from "./pods/restart-policy.ts";
import { security } from "./pods/security.ts";
import { selectorForm } from "./pods/selector-form.ts";
import { selectorMismatch } from "./pods/selector-mismatch.ts";
import { slowProbe } from "./pods/slow-probe.ts";
import { podTextForm } from "./pods/text-form.ts";
import { podUnknownWord } from "./pods/unknown-word.ts";
import { volume } from "./pods/volume.ts";
import { missingAppMesh } from "./references/app-mesh.ts";
import { missing } from "./references/missing.ts";
import { deadlineTooShort } from "./rollout/deadline-too-short.ts";
import { negativeNumber } from "./rollout/negative-number.ts";
import { templateBesideWorkloadRef } from "./rollout/template-beside-workload-ref.ts";
import { unknownWord } from "./rollout/unknown-word.ts";
import { workloadRefKind } from "./rollout/workload-ref-kind.ts";
import type { Rule } from "./rule.ts";
import { bothVersions } from "./services/both-versions.ts";
import { managedByAnother } from "./services/managed-by-another.ts";
import { nothingSplits } from "./services/nothing-splits.ts";
import { pingPongName } from "./services/ping-pong-name.ts";
import { sameService } from "./services/same-service.ts";
import { serviceSelectorMismatch } from "./services/selector-mismatch.ts";
import { sharedService } from "./services/shared.ts";
import { analysisWithoutTemplates } from "./steps/analysis-without-templates.ts";
import { emptyStep } from "./steps/empty-step.ts";
import { noEffect } from "./steps/no-effect.ts";
import { noSteps } from "./steps/no-steps.ts";
import { pauseDuration } from "./steps/pause-duration.ts";
import { twoKinds } from "./steps/two-kinds.ts";
import { weightOrder } from "./steps/weight-order.ts";
import { weightOutOfRange } from "./steps/weight-out-of-range.ts";
import { weightRounds } from "./steps/weight-rounds.ts";
import { antiAffinity } from "./strategy/anti-affinity.ts";
import { autoPromotionIgnored } from "./strategy/auto-promotion-ignored.ts";
import { noRoom } from "./strategy/no-room.ts";
import { noStrategy } from "./strategy/no-strategy.ts";
import { revisionLimit } from "./strategy/revision-limit.ts";
import { twoStrategies } from "./strategy/two-strategies.ts";
import { appMeshRoutes } from "./traffic/app-mesh-routes.ts";
import { dynamicScaleWithAbortDelay } from "./traffic/dynamic-scale-with-abort-delay.ts";
import { dynamicScaleWithDelay } from "./traffic/dynamic-scale-with-delay.ts";
import { ignoredWithoutRouter } from "./traffic/ignored-without-router.ts";
import { ingressWithoutBackend } from "./traffic/ingress-without-backend.ts";
import { mappingWithWeight } from "./traffic/mapping-with-weight.ts";
import { matchValue } from "./traffic/match-value.ts";
import { needsRouter } from "./traffic/needs-router.ts";
import { rootService } from "./traffic/root-service.ts";
import { routeNotChosen } from "./traffic/route-not-chosen.ts";
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
  analysisWithoutTemplates,
  noEffect,
  weightOrder,
  noStrategy,
  twoStrategies,
  noRoom,
  antiAffinity,
  revisionLimit,
  autoPromotionIgnored,
  sameService,
  serviceSelectorMismatch,
  bothVersions,
  managedByAnother,
  pingPongName,
  sharedService,
  nothingSplits,
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
  dynamicScaleWithAbortDelay,
  ignoredWithoutRouter,
  appMeshRoutes,
  routeNotChosen,
  endlessAnalysis,
  unresolvedArgument,
  unnamedTemplate,
  duplicateMetric,
  providerCount,
  conditionType,
  conditionUnfinished,
  limits,
  neverFails,
  unknownArgument,
  allOfNothing,
  argumentConflict,
  fieldPath,
  repeatedMetricRule,
  sameMetricTwice,
  unresolvable,
  conditionShape,
  conditionsIgnored,
  constantCondition,
  defaultIgnored,
  endsEarly,
  metricPattern,
  query,
  startingStep,
  webNotJson,
  noMetrics,
  unknownName,
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
  emptyInSelector,
  volume,
  noReadinessProbe,
  slowProbe,
  environment,
  lifecycle,
  podGoesTogether,
  security,
  podTextForm,
  podUnknownWord,
  placement,
  negativeNumber,
  deadlineTooShort,
  templateBesideWorkloadRef,
  workloadRefKind,
  unknownWord,
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
  serviceName,
  noService,
  selectorLabel,
  serviceOfTarget,
  target,
  affinityIgnored,
  alertWithoutSeverity,
  hookNeverCalled,
  kubernetesWeights,
  loadTesterMetadata,
  neverFinishes,
  nginxMatch,
  nothingMeasured,
  overshoot,
  canaryQuery,
  rangeInverted,
  sameTarget,
  templateWithoutInterval,
  thresholdUnit,
  threshold,
  matchLost,
  nameForm,
  experimentTemplate,
  labelForm,
  missing,
  missingAppMesh,
];
