import { entryOf, isSet, itemsOf, nodeAt, numberOf, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { defineRule, type Report } from "../rule.ts";

export const thresholdUnit = defineRule({
  id: "flagger/threshold-unit",
  severity: "warning",
  summary: "A success rate is given in percent, with a minimum; a duration in milliseconds, with a maximum.",
  why: "A fraction for percent passes nearly every version, and seconds for milliseconds fail every one.",
  source: "fluxcd/flagger pkg/controller/scheduler_metrics.go (`flagger.md` 4.2, FL-V103)",
  bad: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      metrics:
      - name: request-success-rate
        thresholdRange: { min: 0.99 }
        #                      ^^^^ flagger/threshold-unit`,
  good: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      metrics:
      - name: request-success-rate
        thresholdRange: { min: 99 }`,
  canary({ analysis }, { report }) {
    for (const metric of itemsOf(analysis?.value, "metrics")) {
      if (isSet(metric, "templateRef") || isSet(metric, "query")) continue;
      if (textOf(metric, "name") === "request-success-rate") rate(metric, report);
      if (textOf(metric, "name") === "request-duration") duration(metric, report);
    }
  },
});

function rate(metric: SourceNode, report: Report): void {
  const place = isSet(metric, "thresholdRange") ? nodeAt(metric, "thresholdRange", "min") : nodeAt(metric, "threshold");
  const least = numberOf(place);
  if (place && least !== undefined && least > 0 && least <= 1) {
    const meant = String(Number((least * 100).toFixed(6)));
    report(
      place.at,
      `Nearly every version passes: a success rate is in percent, so ${least} is ${least} % of requests. Write \`${meant}\`.`,
      least < 1 ? [{ title: `Write \`${meant}\``, at: place.at, text: meant }] : [],
    );
  }
  const most = entryOf(nodeAt(metric, "thresholdRange"), "max");
  const value = numberOf(metric, "thresholdRange", "max");
  if (most && value !== undefined && value < 100)
    report(
      most.value.at,
      `A version fails when it is good: the rate of requests that succeed is to be ${value} % at most. Write \`min\` in place of \`max\`.`,
    );
}

function duration(metric: SourceNode, report: Report): void {
  const place = isSet(metric, "thresholdRange") ? nodeAt(metric, "thresholdRange", "max") : nodeAt(metric, "threshold");
  const most = numberOf(place);
  if (place && most !== undefined && most > 0 && most < 1) {
    const meant = String(Number((most * 1000).toFixed(3)));
    report(
      place.at,
      `Every rollout is rolled back: a duration is in whole milliseconds, and ${most} is cut to 0. Write \`${meant}\` for ${most} s.`,
      [{ title: `Write \`${meant}\``, at: place.at, text: meant }],
    );
  }
  const range = nodeAt(metric, "thresholdRange");
  const least = entryOf(range, "min");
  if (least && (numberOf(range, "min") ?? 0) > 0 && !isSet(range, "max"))
    report(
      least.key.at,
      "A version fails when it is fast, and passes however slow it is: the duration has a minimum only. Write `max` in place of `min`.",
      [{ title: "Write `max`", at: least.key.at, text: "max" }],
    );
}
