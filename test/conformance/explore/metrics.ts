import fc from "fast-check";
import type { JsonObject } from "../../../core/base/json.ts";
import { among, between, fields, oneOf, sometimes } from "./chance.ts";
import type { Template } from "./scenario.ts";

/** Which metrics each template may have. The names of all are different, since a run of several templates has the metrics of all. */
const metricsOf = { first: ["success-rate", "latency"], second: ["errors"], endless: ["saturation"] } as const;

const successConditions = among(
  "result[0] >= 0.95",
  "result[0] >= 0.5",
  "len(result) > 0 && result[0] >= 0.9",
  "all(result, # >= 0.5)",
  "isNaN(result[0]) || result[0] > 0.8",
);
const failureConditions = among("result[0] < 0.5", "result[0] < 0.9", "len(result) == 0", "any(result, # < 0.2)");

function metric(name: string, endless = false): fc.Arbitrary<JsonObject> {
  const success = { successCondition: successConditions };
  const failure = { failureCondition: failureConditions };
  const conditions = oneOf([5, fields(success)], [1, fields(failure)], [3, fields({ ...success, ...failure })], [0.3, fields({})]);
  return fc
    .tuple(fields({ ...sampling(endless), initialDelay: sometimes(15, among("1s", "2s", "3s")) }), limits, conditions)
    .map(([much, most, judged]) => ({ name, ...judged, ...fitting({ ...much, ...most }), provider: provider(name) }) as JsonObject);
}

function sampling(endless: boolean): { readonly [field: string]: fc.Arbitrary<unknown> } {
  const interval = among("1s", "2s", "3s", "4s");
  return endless ? { interval } : { interval, count: between(1, 4) };
}

const limits = fields({
  failureLimit: sometimes(45, among(0, 1, 2, -1)),
  inconclusiveLimit: sometimes(35, between(1, 2)),
  consecutiveErrorLimit: sometimes(40, between(0, 2)),
  consecutiveSuccessLimit: sometimes(20, between(1, 3)),
});

/** Analysis templates: two that end, and one that measures until it is stopped. */
export const templates: fc.Arbitrary<readonly Template[]> = fc
  .tuple(fc.tuple(metric("success-rate"), sometimes(40, metric("latency"))), metric("errors"), metric("saturation", true))
  .map(([[rate, latency], errors, saturation]) => [
    { name: "first", metrics: latency ? [rate, latency] : [rate] },
    { name: "second", metrics: [errors] },
    { name: "endless", metrics: [saturation] },
  ]);

/** The controller refuses limits that can not be reached within `count`, and a metric without any. */
function fitting(written: { readonly [key: string]: unknown }): { readonly [key: string]: unknown } {
  const { failureLimit = 0, inconclusiveLimit = 0, consecutiveSuccessLimit = 0, count } = written as { readonly [key: string]: number };
  const wanted = Math.max(Math.max(0, failureLimit) + consecutiveSuccessLimit, inconclusiveLimit);
  return {
    ...written,
    ...(count !== undefined && count < wanted ? { count: wanted } : {}),
    ...(failureLimit === -1 && consecutiveSuccessLimit === 0 ? { consecutiveSuccessLimit: 1 } : {}),
  };
}

function provider(name: string): JsonObject {
  return { prometheus: { address: "http://metrics.replay", query: name } };
}

const values = oneOf<unknown>(
  [14, among(0.99, 1)],
  [4, among(0.4, 0.1)],
  [4, among(0.7, 0.85)],
  [3, among("none", "error", "NaN")],
  [2, among([0.99, 0.98], [0.1, 0.9], [0.6])],
);

/** What the metrics server answers to each metric. Answers change between seconds, where no measurement falls. */
export const answers: fc.Arbitrary<readonly JsonObject[]> = fc.tuple(...Object.values(metricsOf).flat().map(series)).map(all => all);

function series(query: string): fc.Arbitrary<JsonObject> {
  const later = fc.uniqueArray(between(2, 20), { maxLength: 3 }).map(at => at.toSorted((a, b) => a - b).map(second => `${second}.75s`));
  return fc
    .tuple(later, fc.array(values, { minLength: 4, maxLength: 4 }))
    .map(([from, made]) => ({ query, answers: ["0s", ...from].map((time, i) => ({ from: time, value: made[i] })) }) as JsonObject);
}

/** A use of templates that end (`analysis` of a step, before and after a promotion). */
export const use: fc.Arbitrary<JsonObject> = usesOf(oneOf([3, among(["first"])], [2, among(["second"])], [1, among(["first", "second"])]));

/** A use by an experiment: by name, one template each. */
export const experimentUse: fc.Arbitrary<JsonObject> = fields({
  templateName: among("first", "first", "second", "endless"),
  requiredForCompletion: sometimes(40, fc.constant(true)),
}) as fc.Arbitrary<JsonObject>;

/** A use beside the steps. */
export const backgroundUse: fc.Arbitrary<JsonObject> = fc
  .tuple(usesOf(oneOf([3, among(["endless"])], [2, among(["first"])], [1, among(["endless", "second"])])), sometimes(40, between(0, 3)))
  .map(([made, startingStep]) => (startingStep === undefined ? made : { ...made, startingStep }));

function usesOf(names: fc.Arbitrary<readonly string[]>): fc.Arbitrary<JsonObject> {
  return fc.tuple(names, sometimes(12, fc.constant(true)), sometimes(12, between(1, 3))).map(([named, dryRun, limit]) => {
    const [first = ""] = named;
    const [metricName] = metricsOf[first as keyof typeof metricsOf];
    return {
      templates: named.map(templateName => ({ templateName })),
      ...(dryRun ? { dryRun: [{ metricName }] } : {}),
      ...(limit === undefined ? {} : { measurementRetention: [{ metricName, limit }] }),
    };
  });
}
