import { addEntry } from "../../syntax/edit.ts";
import { entryOf, isSet, itemsOf, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const alertWithoutSeverity = defineRule({
  id: "flagger/alert-without-severity",
  severity: "warning",
  summary: "An alert says from which severity on it is sent.",
  why: "Without one it is never sent, although the list of alerts takes the place of the alerts that everyone gets.",
  source: "fluxcd/flagger pkg/controller/events.go (FL-V118)",
  bad: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      alerts: [{ name: team, providerRef: { name: team } }]
      #          ^^^^ flagger/alert-without-severity`,
  good: `
    analysis:
      metrics: [{ name: request-success-rate, thresholdRange: { min: 99 } }]
      interval: 1m
      threshold: 5
      stepWeight: 10
      alerts: [{ name: team, severity: error, providerRef: { name: team } }]`,
  lacks: ["severity"],
  canary({ analysis }, { report, text }) {
    for (const alert of itemsOf(analysis?.value, "alerts")) {
      const name = entryOf(alert, "name");
      if (alert.kind !== "map" || !name || (isSet(alert, "severity") && textOf(alert, "severity") !== "")) continue;
      const repairs = entryOf(alert, "severity") ? [] : [{ title: "Send errors", edits: addEntry(text, alert, "severity", ["error"]) }];
      report(name.key.at, "This alert is never sent: it has no severity. Add `severity`: `info`, `warn` or `error`.", repairs);
    }
  },
});
