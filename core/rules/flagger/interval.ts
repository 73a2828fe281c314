import { goDuration } from "../../base/duration.ts";
import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const interval = defineRule({
  id: "flagger/interval",
  severity: "warning",
  summary: "The interval of an analysis is a duration of 10 seconds or more.",
  why: "Flagger takes 10 s for less, and 60 s for what it cannot read, and says nothing: the rollout has another speed than the one that is written.",
  source: "fluxcd/flagger pkg/apis/flagger/v1beta1/canary.go `GetAnalysisInterval` (FL-V086)",
  bad: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 5s
      #         ^^ flagger/interval
      threshold: 5
      stepWeight: 10`,
  good: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 10s
      threshold: 5
      stepWeight: 10`,
  canary({ analysis }, { report }) {
    const node = nodeAt(analysis?.value, "interval");
    const written = textOf(node);
    // What does not even begin like a duration is refused by the schema, which says so.
    if (!node || written === undefined || !/^\d+(m|s)/.test(written)) return;
    const millis = goDuration(written);
    if (millis === undefined) {
      report(
        node.at,
        `Flagger checks every 60 s: it cannot read \`${written}\`. Write minutes as \`m\` and seconds as \`s\`, such as \`30s\` or \`1m30s\`.`,
      );
    } else if (millis < 10_000) {
      report(node.at, `Flagger checks every 10 s: \`${written}\` is less, and 10 s is the least. Write \`10s\`, or more.`, [
        { title: "Write `10s`", at: node.at, text: "10s" },
      ]);
    }
  },
});
