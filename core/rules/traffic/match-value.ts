import { listed } from "../../base/figures.ts";
import { entryOf, isSet, itemsOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule, type Report } from "../rule.ts";

const ways = ["exact", "prefix", "regex"];

export const matchValue = defineRule({
  id: "traffic/match-value",
  severity: "error",
  summary: "A header, method or path is compared in exactly one way; over an ALB a header by `exact`.",
  why: "The controller would not know which requests are meant, and refuses the Rollout.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V037 to AR-V039, AR-V041)",
  bad: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { istio: { virtualService: { name: shop } }, managedRoutes: [{ name: testers }] }
    steps:
    - setHeaderRoute: { name: testers, match: [{ headerName: x-test, headerValue: { exact: "1", prefix: "1" } }] }
    #                                                                ^^^^^^^^^^^ traffic/match-value`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { istio: { virtualService: { name: shop } }, managedRoutes: [{ name: testers }] }
    steps:
    - setHeaderRoute: { name: testers, match: [{ headerName: x-test, headerValue: { exact: "1" } }] }`,
  lacks: ways,
  steps: {
    setHeaderRoute(step, { rollout, report }) {
      const { routing, routers, unknownRouters } = rollout;
      // Where no system can carry the step out the controller does not look at its values.
      if (!routing || !(unknownRouters.length > 0 || routers.some(router => router.argoPlugin || router.supports.headerRoute))) return;
      for (const match of itemsOf(step.value, "match")) {
        if (isSet(routing.value, "alb")) exactOnly(match, report);
        else oneWay(match, "headerValue", report);
      }
    },
    setMirrorRoute(step, { report }) {
      for (const match of itemsOf(step.value, "match"))
        for (const field of ["method", "path"]) if (isSet(match, field)) oneWay(match, field, report);
    },
  },
});

function oneWay(match: SourceNode, field: string, report: Report): void {
  const entry = entryOf(match, field);
  if (entry?.value.kind !== "map") return;
  const present = ways.filter(way => textOf(entry.value, way));
  if (present.length === 1 || ways.some(way => isSet(entry.value, way) && textOf(entry.value, way) === undefined)) return;
  const why = present.length === 0 ? "compares with nothing" : `compares by ${listed(present.map(way => `\`${way}\``))}`;
  report(
    entry.key.at,
    `The controller refuses this Rollout: \`${field}\` ${why}. ${present.length === 0 ? "Add `exact`, `prefix` or `regex`." : "Keep one of them."}`,
  );
}

function exactOnly(match: SourceNode, report: Report): void {
  const entry = entryOf(match, "headerValue");
  if (entry?.value.kind !== "map") return;
  if (textOf(entry.value, "exact") && !textOf(entry.value, "prefix") && !textOf(entry.value, "regex")) return;
  if (ways.some(way => isSet(entry.value, way) && textOf(entry.value, way) === undefined)) return;
  report(
    entry.key.at,
    "The controller refuses this Rollout: an ALB compares a header by `exact` only. Write the whole value there, and nothing else.",
  );
}
