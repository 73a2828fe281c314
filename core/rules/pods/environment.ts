import { isLabelKey, isPlaceholder } from "../../base/name-forms.ts";
import { entryOf, isSet, itemsOf, nodeAt, type SourceNode, textOf } from "../../syntax/nodes.ts";
import { containersOf, podOf } from "../pod-template.ts";
import { defineRule, type Report } from "../rule.ts";

/** Fields of its own pod that a variable can take its value from. */
const fields = new Set([
  ...["name", "namespace", "uid"].map(field => `metadata.${field}`),
  ...["nodeName", "serviceAccountName"].map(field => `spec.${field}`),
  ...["hostIP", "hostIPs", "podIP", "podIPs"].map(field => `status.${field}`),
]);

export const environment = defineRule({
  id: "pods/environment",
  severity: "error",
  summary: "A variable of a container has a name without blanks, and its value from one place.",
  why: "No pod could be started: the controller refuses the Rollout.",
  source: "kubernetes pkg/apis/core/validation, called by argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V007)",
  bad: `
    containers:
    - name: shop
      image: shop:1
      env: [{ name: POD, value: shop, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]
      #                               ^^^^^^^^^ pods/environment`,
  good: `
    containers:
    - name: shop
      image: shop:1
      env: [{ name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]`,
  rollout(rollout, { report }) {
    for (const { node } of containersOf(podOf(rollout))) {
      for (const variable of itemsOf(node, "env")) check(variable, report);
      for (const source of itemsOf(node, "envFrom")) all(source, report);
      for (const source of itemsOf(node, "envFrom"))
        if (source.kind === "map" && !isSet(source, "configMapRef") && !isSet(source, "secretRef"))
          report(
            source.at,
            "The controller refuses this Rollout: nobody says where these variables come from. Add `configMapRef` or `secretRef`.",
          );
    }
  },
});

/** All texts of a ConfigMap or a Secret as variables. */
function all(source: SourceNode, report: Report): void {
  const second = isSet(source, "configMapRef") ? entryOf(source, "secretRef") : undefined;
  if (second && isSet(source, "secretRef"))
    report(second.key.at, "The controller refuses this Rollout: one item of `envFrom` has two sources. Begin another item for the second.");
  for (const field of ["configMapRef", "secretRef"]) unnamed(source, field, report);
  const prefix = nodeAt(source, "prefix");
  if (prefix && (textOf(prefix) ?? "").includes("="))
    report(prefix.at, "The controller refuses this Rollout: no variable can be called so. Write letters, digits and `_`.");
}

function unnamed(node: SourceNode, field: string, report: Report): void {
  const entry = entryOf(node, field);
  if (entry?.value.kind === "map" && !textOf(entry.value, "name"))
    report(entry.key.at, "The controller refuses this Rollout: nobody says which one. Add `name`.");
}

function check(variable: SourceNode, report: Report): void {
  const name = nodeAt(variable, "name");
  const written = textOf(name);
  if (name && written !== undefined && !isPlaceholder(written) && !/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(written))
    report(
      name.at,
      "The controller refuses this Rollout: a variable is named by letters, digits, `_`, `-` and `.`, with no digit first. Write another name.",
    );
  const from = entryOf(variable, "valueFrom");
  if (from?.value.kind !== "map") return;
  if (isSet(variable, "value") && textOf(variable, "value") !== "")
    report(from.key.at, "The controller refuses this Rollout: a variable has both `value` and `valueFrom`. Keep one of them.");
  if (from.value.entries.length === 0)
    report(
      from.key.at,
      "The controller refuses this Rollout: nobody says where this value comes from. Add `fieldRef`, `configMapKeyRef` or `secretKeyRef`.",
    );
  for (const field of ["configMapKeyRef", "secretKeyRef"]) unnamed(from.value, field, report);
  const path = textOf(from.value, "fieldRef", "fieldPath");
  const place = nodeAt(from.value, "fieldRef", "fieldPath");
  if (path === undefined || !place || isReadable(path)) return;
  report(
    place.at,
    `The controller refuses this Rollout: a pod cannot read \`${path}\` of itself. Use a field such as \`metadata.name\` or \`status.podIP\`.`,
  );
}

function isReadable(path: string): boolean {
  const subscript = /^metadata\.(?:labels|annotations)\['(.*)'\]$/.exec(path);
  return subscript ? isLabelKey((subscript[1] ?? "").toLowerCase()) : fields.has(path);
}
