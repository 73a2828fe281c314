import type { Fix } from "../../base/problem.ts";
import { addEntry, addItem } from "../../syntax/edit.ts";
import { entryOf, isSet, itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { type Context, defineRule } from "../rule.ts";
import type { RolloutView, StepView } from "../views.ts";

export const routeNotManaged = defineRule({
  id: "traffic/route-not-managed",
  severity: "error",
  summary: "A route that a step makes is among the `managedRoutes`.",
  why: "The controller refuses the Rollout: it only makes routes that it was told to manage.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V042, AR-V043)",
  bad: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { istio: { virtualService: { name: shop } }, managedRoutes: [{ name: staff }] }
    steps:
    - setHeaderRoute: { name: testers, match: [{ headerName: x-test, headerValue: { exact: "1" } }] }
    #                         ^^^^^^^ traffic/route-not-managed`,
  good: `
    stableService: shop
    canaryService: shop-canary
    trafficRouting: { istio: { virtualService: { name: shop } }, managedRoutes: [{ name: testers }] }
    steps:
    - setHeaderRoute: { name: testers, match: [{ headerName: x-test, headerValue: { exact: "1" } }] }`,
  steps: { setHeaderRoute: check, setMirrorRoute: check },
});

function check(step: StepView, { rollout, report, text }: Context & { readonly rollout: RolloutView }): void {
  const { routing, routers, unknownRouters } = rollout;
  const name = textOf(step.value, "name");
  const node = nodeAt(step.value, "name");
  if (!routing || (node && name === undefined)) return;
  // Where no system can carry the step out, that is the one thing to say.
  const ability = step.kind === "setHeaderRoute" ? "headerRoute" : "mirrorRoute";
  if (unknownRouters.length === 0 && !routers.some(router => router.argoPlugin || router.supports[ability])) return;
  const routes = itemsOf(routing.value, "managedRoutes");
  if (routes.some(route => textOf(route, "name") === name)) return;
  if (!name) {
    report(
      node?.at ?? step.at,
      "The controller refuses this Rollout: the route has no name, so nobody can say that it is managed. Add `name`, and the same name to `trafficRouting.managedRoutes`.",
    );
    return;
  }
  report(
    node?.at ?? step.at,
    `The controller refuses this Rollout: \`${name}\` is not among the routes that it manages. Add it to \`trafficRouting.managedRoutes\`.`,
    repairs(routing, name, text),
  );
}

function repairs(routing: NonNullable<RolloutView["routing"]>, name: string, text: string): readonly Fix[] {
  const list = entryOf(routing.value, "managedRoutes")?.value;
  const title = `Add \`${name}\` to \`managedRoutes\``;
  if (list?.kind === "list") return [{ title, edits: addItem(text, list, list.flow ? [`{ name: ${name} }`] : [`name: ${name}`]) }];
  if (routing.value.kind !== "map" || isSet(routing.value, "managedRoutes")) return [];
  const value = routing.value.flow ? [`[{ name: ${name} }]`] : [`- name: ${name}`];
  return list ? [] : [{ title, edits: addEntry(text, routing.value, "managedRoutes", value) }];
}
