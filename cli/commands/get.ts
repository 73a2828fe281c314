import type { ClusterConnection } from "../../cluster/connection.ts";
import type { Failure } from "../../cluster/failure.ts";
import type { Scope } from "../../cluster/scope.ts";
import { readTarget, type TargetSnapshot } from "../../cluster/target.ts";
import { percent } from "../../core/base/figures.ts";
import type { JsonObject } from "../../core/base/json.ts";
import { kindNamed } from "../../core/kinds/index.ts";
import { liveView } from "../../core/simulation/live.ts";
import { type Row, rowOf } from "../../core/simulation/row.ts";
import type { LiveView, Standing, Target } from "../../protocol/live.ts";
import { ClusterSaidNo, type Command, exit, outputHelp, outputOf, outputOption, textOption, type Values } from "../command.ts";
import { clusterHelp, clusterOptions, namedBy, onCluster, targetOf } from "../on-cluster.ts";
import { table } from "../text.ts";

export const get: Command = {
  name: "get",
  operands: "[rollout/NAME | canary/NAME]",
  summary: "Lists what is rolled out on a cluster, or says where one rollout stands and what can be done.",
  options: { ...outputOption, ...clusterOptions, "all-namespaces": { type: "boolean", short: "A" } },
  optionHelp: { ...outputHelp, ...clusterHelp, "all-namespaces": "every namespace" },
  run: async ([operand], values, terminal) => {
    const output = outputOf(values);
    const named = operand === undefined ? undefined : namedBy(operand, "get");
    return onCluster(values, terminal, async connection => {
      if (named === undefined) {
        const { rows, notes } = await rowsOn(connection, values);
        for (const note of notes) terminal.err(`${note}\n`);
        const everywhere = values["all-namespaces"] === true;
        terminal.out(
          output === "json"
            ? `${JSON.stringify({ rollouts: rows.map(row => rowData(row, connection)) }, null, 2)}\n`
            : listText(rows, everywhere),
        );
        if (rows.length === 0 && output === "text") terminal.err(nothing(connection, values, everywhere));
        return exit.fine;
      }
      const view = viewOf(await snapshotOf(connection, targetOf(named, values, connection)));
      terminal.out(output === "json" ? `${JSON.stringify(viewData(view), null, 2)}\n` : viewText(view));
      return exit.fine;
    });
  },
};

async function snapshotOf(connection: ClusterConnection, target: Target): Promise<TargetSnapshot> {
  const answer = await readTarget(connection, target);
  if (!answer.ok) throw new ClusterSaidNo(answer.failure.why);
  return answer.value;
}

/** The live view of a snapshot. Throws `ClusterSaidNo` where its controller has not looked at it yet. */
export function viewOf({ target, objects, state, missing, now, speed }: TargetSnapshot): LiveView {
  const connection = state.state === "not installed" ? ({ state: "denied", why: state.why } as const) : state;
  const view = liveView({ target, objects, connection, now, speed, history: [], denied: new Map(), progress: new Map(), notes: missing });
  if (view.kind === "empty") throw new ClusterSaidNo(view.sentence);
  return view;
}

const order: readonly Standing[] = ["waiting", "failing", "moving", "quiet"];

async function rowsOn(
  connection: ClusterConnection,
  values: Values,
): Promise<{ readonly rows: readonly Row[]; readonly notes: readonly string[] }> {
  const namespace = values["all-namespaces"] === true ? undefined : (textOption(values, "namespace") ?? connection.context.namespace);
  const answers = await Promise.all(
    ["Rollout", "Canary"].flatMap(name => {
      const kind = kindNamed(name);
      const scope: Scope | undefined = kind && { kind, namespace };
      return scope ? [connection.listAll(scope)] : [];
    }),
  );
  const failures: Failure[] = answers.flatMap(answer => (answer.ok ? [] : [answer.failure]));
  const grave = failures.find(failure => failure.kind !== "missing" && failure.kind !== "forbidden");
  // One engine of the two is the usual case; none of them is worth a word, and so is a right that is missing.
  if (grave || failures.length === answers.length) throw new ClusterSaidNo((grave ?? failures[0])?.why ?? "");
  const rows = answers.flatMap(answer => (answer.ok ? answer.value : [])).flatMap(object => rowOf(object) ?? []);
  return {
    rows: rows.toSorted((a, b) => order.indexOf(a.stands) - order.indexOf(b.stands) || a.name.localeCompare(b.name)),
    notes: failures.filter(failure => failure.kind === "forbidden").map(failure => failure.why),
  };
}

function listText(rows: readonly Row[], everywhere: boolean): string {
  if (rows.length === 0) return "";
  const cells = rows.map(row => [
    ...(everywhere ? [row.namespace] : []),
    `${row.kind.toLowerCase()}/${row.name}`,
    row.stands,
    row.step || "-",
    row.weight === undefined ? "-" : percent(row.weight),
    row.sentence,
  ]);
  return table([[...(everywhere ? ["NAMESPACE"] : []), "NAME", "STATE", "STEP", "WEIGHT", "WHAT HAPPENS"], ...cells]);
}

function nothing(connection: ClusterConnection, values: Values, everywhere: boolean): string {
  if (everywhere) return `Nothing is rolled out in context ${connection.context.name}: there is no Rollout and no Canary.\n`;
  const namespace = textOption(values, "namespace") ?? connection.context.namespace;
  return `Nothing is rolled out in namespace ${namespace} of context ${connection.context.name}. \`-A\` looks in all namespaces.\n`;
}

// The JSON of this command is public: fields are added, never changed.
function rowData(row: Row, connection: ClusterConnection): JsonObject {
  return {
    context: connection.context.name,
    namespace: row.namespace,
    kind: row.kind,
    name: row.name,
    standing: row.stands,
    phase: row.phase,
    step: row.step || null,
    weight: row.weight ?? null,
    sentence: row.sentence,
    actions: [...row.verbs],
  };
}

function viewData(view: LiveView): JsonObject {
  return {
    context: view.target.context,
    namespace: view.target.namespace,
    kind: view.target.kind,
    name: view.target.name,
    standing: view.standing,
    sentence: view.sentence,
    next: view.next,
    why: view.why ?? null,
    now: new Date(view.now).toISOString(),
    steps: view.steps.map(({ label, state }) => ({ label, state })),
    revisions: view.revisions.map(revision => ({ ...revision })),
    analyses: view.analyses.map(analysis => ({ ...analysis, metrics: analysis.metrics.map(metric => ({ ...metric })) })),
    actions: view.actions.map(({ id, label, effect, refused }) => ({ id, label, effect, refused: refused?.why ?? null })),
    notes: [...view.notes],
  };
}

const marks = { done: "✓", current: "▸", waiting: "⏸", failed: "✗", ahead: "·", skipped: "-" } as const;

function viewText(view: LiveView): string {
  const head = [view.title, view.sentence, view.why ?? "", view.next].filter(line => line !== "");
  const sections = [
    section("Steps", view.steps.length > 0 ? [[view.steps.map(step => `${marks[step.state]} ${step.label}`).join("  ")]] : []),
    section(
      "Revisions",
      view.revisions.map(({ revision, role, image, ready, desired }) => [`${revision} ${role}`, image, `${ready}/${desired} pods`]),
    ),
    section(
      "Analyses",
      view.analyses.map(({ state, where, metrics }) => [
        state,
        where,
        metrics.map(metric => `${metric.name}: ${metric.counts} (${metric.condition})`).join("; "),
      ]),
    ),
    section(
      "Actions",
      view.actions.filter(({ refused }) => !refused).map(({ label, effect }) => [label, effect]),
    ),
    section(
      "Notes",
      view.notes.map(note => [note]),
    ),
  ];
  return `${head.join("\n")}\n\n${sections.join("")}`;
}

/** A table with its title at the left of the first row; nothing where there are no rows. */
function section(title: string, rows: readonly (readonly string[])[]): string {
  return table(rows)
    .split("\n")
    .filter(line => line !== "")
    .map((line, i) => `${(i === 0 ? title : "").padEnd(11)}${line}\n`)
    .join("");
}
