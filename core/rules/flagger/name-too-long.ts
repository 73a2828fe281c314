import { isPlaceholder } from "../../base/name-forms.ts";
import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** What a name has at most, with `-primary` behind it. */
const most = 63 - "-primary".length;

export const nameTooLong = defineRule({
  id: "flagger/name-too-long",
  severity: "error",
  summary: `The names that Flagger puts \`-primary\` behind have at most ${most} letters.`,
  why: "With `-primary` a Service or a label would be longer than 63 letters: Flagger stops at every tick with a warning event.",
  source: "fluxcd/flagger pkg/router/kubernetes_default.go (FL-V085)",
  bad: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    service: { port: 80, name: the-shop-of-the-eastern-department-for-returning-customers }
    #                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flagger/name-too-long`,
  good: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }
    service: { port: 80, name: shop-east }`,
  canary({ node }, { report }) {
    // Without a name of its own the Service has the target's.
    const place = nodeAt(node, "service", "name") ?? nodeAt(node, "targetRef", "name");
    const name = textOf(place);
    if (!place || name === undefined || name.length <= most || isPlaceholder(name)) return;
    report(
      place.at,
      `Nothing is ever rolled out: with \`-primary\` behind it this name has more than 63 letters, and no Service can be called so. Write one of at most ${most}.`,
    );
  },
});
