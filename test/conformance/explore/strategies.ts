import fc from "fast-check";
import type { JsonObject } from "../../../core/base/json.ts";
import { among, between, fields, oneOf, sometimes } from "./chance.ts";
import { backgroundUse, use } from "./metrics.ts";

/** Strategies of Rollouts, within what the controller accepts. */

const delay = oneOf([6, between(2, 9)], [1, fc.constant(0)]);
const weights = among(0, 5, 10, 20, 25, 30, 33, 40, 50, 50, 60, 75, 80, 100);
const pause = oneOf<unknown>(
  [1, fc.constant({})],
  [4, fields({ duration: oneOf<unknown>([3, among("1s", "2s", "3s", "4s", "5s")], [1, between(1, 4)]) })],
);
const setWeight = fields({ setWeight: weights });
const wait = fields({ pause });
const analysis = fields({ analysis: use });

const scale = oneOf(
  [3, fields({ replicas: between(0, 6) })],
  [2, fields({ weight: weights })],
  [1, fields({ matchTrafficWeight: fc.constant(true) })],
);
const headerRoute = fields({
  name: fc.constant("header"),
  match: sometimes(75, fc.constant([{ headerName: "x-user", headerValue: { exact: "tester" } }])),
});
const mirrorRoute = fields({
  name: fc.constant("mirror"),
  match: sometimes(75, fc.constant([{ method: { exact: "GET" } }])),
  percentage: sometimes(60, among(10, 35, 50)),
});

type Steps = fc.Arbitrary<readonly { readonly [key: string]: unknown }[]>;

/** Steps where the number of pods stands for the weight. */
export const basicSteps: Steps = fc.array(oneOf([4, setWeight], [3, wait], [2, analysis]), { minLength: 0, maxLength: 6 });

/**
 * Steps over a router. None begins with a route: an aborted Rollout stands at its first step, and each pass of the controller takes the route away
 * and adds it again, without an end.
 */
export const routedSteps: Steps = fc
  .array(
    oneOf(
      [4, setWeight],
      [3, wait],
      [2, analysis],
      [1.2, fields({ setCanaryScale: scale })],
      [0.5, fields({ setHeaderRoute: headerRoute })],
      [0.5, fields({ setMirrorRoute: mirrorRoute })],
    ),
    { minLength: 0, maxLength: 6 },
  )
  .map(steps =>
    steps
      .slice(
        Math.max(
          0,
          steps.findIndex(step => !isRoute(step)),
        ),
      )
      .filter((step, i) => i > 0 || !isRoute(step)),
  );

/** Does a step add or remove a route? */
export function isRoute(step: object): boolean {
  return "setHeaderRoute" in step || "setMirrorRoute" in step;
}

const threshold = fields({
  type: among("Percent", "Pods"),
  value: oneOf([3, between(1, 4)], [3, among(40, 50, 75, 100)], [1, fc.constant(0)]),
});

/** Surge and availability, which must not both be nothing. */
const leeway = oneOf<{ readonly [key: string]: unknown }>(
  [2, fc.constant({})],
  [2, fields({ maxSurge: between(1, 3), maxUnavailable: between(0, 2) })],
  [1, fields({ maxSurge: fc.constant(0), maxUnavailable: between(1, 3) })],
  [2, fields({ maxSurge: among("10%", "30%", "50%", "100%"), maxUnavailable: among("0%", "10%", "40%", "75%") })],
  [1, fields({ maxSurge: fc.constant("0%"), maxUnavailable: among<unknown>("25%", "50%", 1) })],
  [1, fields({ maxSurge: sometimes(50, between(1, 2)), maxUnavailable: sometimes(50, between(1, 2)) })],
);

/** Without a router. */
export const basicCanary: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fields({
      canaryService: sometimes(20, fc.constant("canary")),
      stableService: sometimes(20, fc.constant("stable")),
      analysis: sometimes(30, backgroundUse),
      abortScaleDownDelaySeconds: sometimes(10, delay),
      replicaProgressThreshold: sometimes(8, threshold),
      steps: basicSteps,
    }),
    leeway,
  )
  .map(([canary, room]) => ({ ...canary, ...room }) as JsonObject);

/** Over Istio. */
export const routedCanary: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fields({
      dynamicStableScale: sometimes(35, fc.constant(true)),
      scaleDownDelaySeconds: sometimes(60, delay),
      scaleDownDelayRevisionLimit: sometimes(8, between(0, 2)),
      // Until the new pods are gone an aborted rollout costs the controller a pass after the other: see `mayAbort`.
      abortScaleDownDelaySeconds: sometimes(85, oneOf([6, between(2, 5)], [1, fc.constant(0)])),
      minPodsPerReplicaSet: sometimes(20, between(1, 4)),
      replicaProgressThreshold: sometimes(10, threshold),
      analysis: sometimes(30, backgroundUse),
      steps: routedSteps,
    }),
    sometimes(15, leeway),
  )
  .map(([{ scaleDownDelaySeconds, ...canary }, room]) => {
    const steps = canary.steps as readonly JsonObject[];
    const managedRoutes = [
      ...(steps.some(step => "setHeaderRoute" in step) ? [{ name: "header" }] : []),
      ...(steps.some(step => "setMirrorRoute" in step) ? [{ name: "mirror" }] : []),
    ];
    return {
      canaryService: "canary",
      stableService: "stable",
      trafficRouting: {
        istio: { virtualService: { name: "demo", routes: ["primary"] } },
        ...(managedRoutes.length > 0 ? { managedRoutes } : {}),
      },
      // The controller refuses the two together.
      ...(scaleDownDelaySeconds !== undefined && !canary.dynamicStableScale ? { scaleDownDelaySeconds } : {}),
      ...canary,
      ...room,
    } as JsonObject;
  });

/** Blue-green. */
export const blueGreen: fc.Arbitrary<JsonObject> = fields({
  activeService: fc.constant("active"),
  previewService: sometimes(85, fc.constant("preview")),
  previewReplicaCount: sometimes(35, between(0, 5)),
  autoPromotionEnabled: sometimes(45, among(false, false, true)),
  autoPromotionSeconds: sometimes(30, between(2, 6)),
  scaleDownDelaySeconds: sometimes(60, delay),
  scaleDownDelayRevisionLimit: sometimes(10, between(0, 2)),
  abortScaleDownDelaySeconds: sometimes(60, delay),
  prePromotionAnalysis: sometimes(50, use),
  postPromotionAnalysis: sometimes(50, use),
}) as fc.Arbitrary<JsonObject>;
