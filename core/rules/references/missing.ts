import { listed } from "../../base/figures.ts";
import { nearest } from "../../base/nearest.ts";
import type { Fix, TextEdit } from "../../base/problem.ts";
import { kindNamed } from "../../kinds/index.ts";
import { addDocument } from "../../syntax/write.ts";
import { type Named, namesIn, targetsOf } from "../../workspace/reference.ts";
import { allOf, type Workspace } from "../../workspace/workspace.ts";
import { absentObject } from "../absent-object.ts";
import { defineRule, type Report } from "../rule.ts";

export const missing = defineRule({
  id: "references/missing",
  severity: "warning",
  summary: "What a resource names is in the workspace.",
  why: "If it is not in the cluster either, the controller refuses the Rollout, or the Canary stands still, until it is there.",
  source: "argoproj/argo-rollouts rollout/controller.go (AR-R003), fluxcd/flagger pkg/controller (FL-V040 and its like)",
  bad: `
    stableService: shop-stable
    #              ^^^^^^^^^^^ references/missing
    steps:
    - setWeight: 20`,
  good: `
    stableService: shop-stable
    steps:
    - setWeight: 20
    ---
    apiVersion: v1
    kind: Service
    metadata: { name: shop-stable }
    spec:
      selector: { app: shop }
      ports: [{ port: 80 }]`,
  lacks: ["metadata"],
  workspace: {
    resource(resource, { report, text, workspace }) {
      const told = new Set<string>();
      for (const name of namesIn(resource)) {
        // One missing object that is named five times is one thing to mend.
        const key = `${name.to} ${name.namespace} ${name.name}`;
        if (told.has(key) || targetsOf(name, workspace, resource).length > 0 || !couldBeHere(name, workspace)) continue;
        told.add(key);
        const absent = absentObject(name, resource);
        tell(name, workspace, report, absent && addition(name, addDocument(text, absent)));
      }
    },
  },
});

/**
 * Could a file of the workspace hold such an object? Kinds that we do not know are usually elsewhere, and what a template writes has
 * a name that nobody can read.
 */
function couldBeHere({ to, loose }: Named, workspace: Workspace): boolean {
  if (loose) return false;
  const known = allOf(workspace, to);
  const kind = kindNamed(to);
  return ((kind !== undefined && !kind.elsewhere) || known.length > 0) && !known.some(resource => resource.templated);
}

function addition({ to, name }: Named, edit: TextEdit): Fix {
  return { title: `Add the ${to} \`${name}\` below`, edits: [edit], beyond: true };
}

function tell({ name, to, namespace, at }: Named, workspace: Workspace, report: Report, added: Fix | undefined): void {
  const where = namespace === undefined ? "" : ` in namespace \`${namespace}\``;
  const others = [...new Set(allOf(workspace, to).flatMap(other => other.name ?? []))];
  const meant = nearest(name, others);
  const elsewhere = others.includes(name) ? `It is in another namespace.` : undefined;
  const wayOut =
    elsewhere ??
    (meant
      ? `Did you mean \`${meant}\`?`
      : `Add it${
          others.length > 0 && others.length < 4
            ? `, or name ${listed(
                others.map(other => `\`${other}\``),
                "or",
              )}`
            : ""
        }, unless it is in the cluster already.`);
  report(at, `Nothing rolls out unless the cluster has the ${to} \`${name}\`${where}: no file of the workspace does. ${wayOut}`, [
    ...(meant && !elsewhere ? [{ title: `Write \`${meant}\``, at, text: meant }] : []),
    ...(added ? [added] : []),
  ]);
}
