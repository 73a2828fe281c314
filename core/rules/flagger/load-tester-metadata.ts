import { entryOf, itemsOf, nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const loadTesterMetadata = defineRule({
  id: "flagger/load-tester-metadata",
  severity: "warning",
  summary: "A webhook to the load tester says what to run.",
  why: "Without `metadata` it answers with an error, which is a failed check: every rollout is rolled back.",
  source: "fluxcd/flagger pkg/loadtester/server.go (FL-V120)",
  bad: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      webhooks: [{ name: load, url: "http://flagger-loadtester.test/" }]
      #                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flagger/load-tester-metadata`,
  good: `
    analysis:
      interval: 1m
      threshold: 5
      stepWeight: 10
      webhooks: [{ name: load, url: "http://flagger-loadtester.test/", metadata: { cmd: "hey -z 1m http://shop/" } }]`,
  lacks: ["metadata"],
  canary({ analysis }, { report }) {
    for (const hook of itemsOf(analysis?.value, "webhooks")) {
      const place = nodeAt(hook, "url");
      const url = textOf(place);
      // Its gates need none: they have addresses of their own.
      if (!place || url === undefined || !/^https?:\/\/[^/]*loadtester[^/]*\/?$/.test(url)) continue;
      const metadata = entryOf(hook, "metadata")?.value;
      if (metadata?.kind === "map" && metadata.entries.length > 0) continue;
      const type = textOf(hook, "type") ?? "rollout";
      if (!["", "rollout", "pre-rollout"].includes(type)) continue;
      report(
        place.at,
        "Every rollout is rolled back: the load tester answers with an error where nobody says what to run. Add `metadata` with `cmd`.",
      );
    }
  },
});
