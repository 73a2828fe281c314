import { isPlaceholder } from "../../base/name-forms.ts";
import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const serviceName = defineRule({
  id: "flagger/service-name",
  severity: "error",
  summary: "The names that Flagger makes Services of begin with a letter, and have lower-case letters, digits and `-`.",
  why: "The API server takes no Service with another name, though it takes such a Deployment: Flagger stops at every tick with a warning event.",
  source: "fluxcd/flagger pkg/router/kubernetes_default.go, kubernetes pkg/apis/core/validation (a Service's name is a DNS-1035 label)",
  bad: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: 2nd-shop }
    #                                                         ^^^^^^^^ flagger/service-name
    service: { port: 80 }`,
  good: `
    targetRef: { apiVersion: apps/v1, kind: Deployment, name: 2nd-shop }
    service: { port: 80, name: second-shop }`,
  canary({ node }, { report }) {
    // Without a name of its own the Service has the target's.
    const place = nodeAt(node, "service", "name") ?? nodeAt(node, "targetRef", "name");
    const name = textOf(place);
    if (!place || !name || /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) || isPlaceholder(name)) return;
    report(
      place.at,
      `Nothing is ever rolled out: Flagger makes Services of this name, and no Service can be called \`${name}\`. Write a \`service.name\` of lower-case letters, digits and \`-\` that begins with a letter.`,
    );
  },
});
