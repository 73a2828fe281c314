import { goDuration, type Millis } from "../base/duration.ts";
import type { JsonObject } from "../base/json.ts";
import type { Problem, Read } from "../base/problem.ts";
import { itemsOf, jsonOf, nodeAt, type SourceNode, textOf } from "../syntax/nodes.ts";
import { readChunk } from "../syntax/read.ts";

/** A replay: what happens around a rollout, written down. The format is a public contract; unknown fields are problems. */
export interface Script {
  readonly name: string;
  readonly manifests: readonly string[];
  readonly target: { readonly kind: "Rollout" | "Canary"; readonly name: string };
  readonly until: Millis;
  readonly ignore: readonly string[];
  readonly pods: readonly { readonly image: string /** Undefined is never. */; readonly readyAfter: Millis | undefined }[];
  readonly metrics: readonly { readonly query: string; readonly answers: readonly MetricAnswer[] }[];
  readonly webhooks: readonly {
    readonly path: string;
    readonly answers: readonly { readonly from: Millis; readonly status: number; readonly body: string | undefined }[];
  }[];
  readonly actions: readonly ScriptAction[];
}

export interface MetricAnswer {
  readonly from: Millis;
  readonly value: number | readonly number[] | "none" | "error";
}

export interface ScriptAction {
  readonly do: string;
  readonly at: Millis | undefined;
  readonly when: JsonObject | undefined;
  readonly after: Millis;
  readonly image: string | undefined;
  /** Everything that was written, for actions with fields of their own. */
  readonly written: JsonObject;
}

/** The fields that an action has besides its time: those it must have, and those it may have. */
const actionFields: { readonly [action: string]: { readonly must: readonly string[]; readonly may: readonly string[] } } = {
  setImage: { must: ["image"], may: [] },
  promote: { must: [], may: ["path"] },
  promoteFull: { must: [], may: [] },
  skipCurrentStep: { must: [], may: [] },
  skipAllSteps: { must: [], may: [] },
  abort: { must: [], may: ["path"] },
  retry: { must: [], may: [] },
  restart: { must: [], may: [] },
  undo: { must: [], may: ["toRevision"] },
  pause: { must: [], may: [] },
  resume: { must: [], may: [] },
  scale: { must: ["replicas"], may: [] },
  patch: { must: ["merge"], may: ["kind", "name"] },
  delete: { must: ["kind", "name"], may: [] },
};

/** The fields of a trace's state that an action can wait for. */
const stateFields = [
  "phase",
  "message",
  "stepIndex",
  "weight",
  "iterations",
  "failedChecks",
  "abort",
  "pauses",
  "revision",
  "stable",
  "canary",
  "old",
  "active",
  "preview",
  "route",
  "managed",
];

/** Reads a replay. Each problem has its place in the text. */
export function readScript(text: string): Read<Script> {
  const chunk = readChunk(text);
  const problems: Problem[] = [...chunk.problems];
  const root = chunk.root;
  const report = (node: SourceNode | undefined, message: string): void => {
    problems.push({ code: "replay/invalid", severity: "error", at: node?.at ?? { start: 0, end: 0 }, message });
  };
  const duration = (node: SourceNode | undefined, fallback: Millis): Millis => {
    if (node === undefined) return fallback;
    const text = node.kind === "scalar" ? String(node.value) : "";
    const millis = goDuration(text);
    if (millis === undefined) report(node, `\`${text}\` is no duration. Write it like \`90s\` or \`1m30s\`.`);
    return millis ?? fallback;
  };
  const must = (node: SourceNode | undefined, ...keys: readonly string[]): void => {
    for (const key of keys) if (node && nodeAt(node, key) === undefined) report(node, `\`${key}\` is missing here.`);
  };
  const only = (node: SourceNode | undefined, ...keys: readonly string[]): void => {
    if (node?.kind !== "map") return;
    for (const entry of node.entries)
      if (!keys.includes(String(entry.key.value)))
        report(entry.key, `\`${entry.key.value}\` is no field here. Known are ${keys.map(key => `\`${key}\``).join(", ")}.`);
  };

  only(root, "apiVersion", "kind", "metadata", "manifests", "target", "until", "ignore", "pods", "metrics", "webhooks", "actions");
  must(root, "apiVersion", "metadata", "manifests", "target", "until");
  only(nodeAt(root, "metadata"), "name");
  if (textOf(root, "kind") !== "Replay") report(root, "This is no replay: `kind: Replay` is missing.");
  const kind = textOf(root, "target", "kind");
  if (kind !== "Rollout" && kind !== "Canary") report(nodeAt(root, "target"), "`target.kind` is `Rollout` or `Canary`.");
  only(nodeAt(root, "target"), "kind", "name");
  must(nodeAt(root, "target"), "name");

  const pods = itemsOf(root, "pods").map(rule => {
    only(rule, "image", "readyAfter", "ready");
    must(rule, "image");
    if (nodeAt(rule, "ready") ? textOf(rule, "ready") !== "never" : !nodeAt(rule, "readyAfter"))
      report(rule, "A rule has `readyAfter` with a duration, or `ready: never`.");
    const never = textOf(rule, "ready") === "never";
    return { image: textOf(rule, "image") ?? "*", readyAfter: never ? undefined : duration(nodeAt(rule, "readyAfter"), 1000) };
  });
  const metrics = itemsOf(root, "metrics").map(metric => {
    only(metric, "query", "answers");
    must(metric, "query", "answers");
    const answers = itemsOf(metric, "answers").map(answer => {
      only(answer, "from", "value");
      must(answer, "from", "value");
      return { from: duration(nodeAt(answer, "from"), 0), value: answerValue(nodeAt(answer, "value"), report) };
    });
    return { query: String(scalarOf(metric, "query") ?? ""), answers };
  });
  const webhooks = itemsOf(root, "webhooks").map(hook => {
    only(hook, "path", "answers");
    must(hook, "path", "answers");
    const answers = itemsOf(hook, "answers").map(answer => {
      only(answer, "from", "status", "body");
      must(answer, "from", "status");
      return { from: duration(nodeAt(answer, "from"), 0), status: Number(scalarOf(answer, "status") ?? 200), body: textOf(answer, "body") };
    });
    return { path: textOf(hook, "path") ?? "", answers };
  });
  const actions = itemsOf(root, "actions").map((action): ScriptAction => {
    const what = textOf(action, "do") ?? "";
    const known = actionFields[what];
    if (known) {
      only(action, "do", "at", "when", "after", ...known.must, ...known.may);
      must(action, ...known.must);
    } else
      report(
        nodeAt(action, "do") ?? action,
        `\`${what}\` is no action. Known are ${Object.keys(actionFields)
          .map(name => `\`${name}\``)
          .join(", ")}.`,
      );
    only(nodeAt(action, "when"), ...stateFields);
    const at = nodeAt(action, "at");
    const when = nodeAt(action, "when");
    if (!at === !when) report(action, "An action has either `at` or `when`.");
    return {
      do: what,
      at: at && duration(at, 0),
      when: when && (jsonOf(when) as JsonObject),
      after: duration(nodeAt(action, "after"), 0),
      image: textOf(action, "image"),
      written: jsonOf(action) as JsonObject,
    };
  });
  const value: Script = {
    name: textOf(root, "metadata", "name") ?? "",
    manifests: itemsOf(root, "manifests").map(item => (item.kind === "scalar" ? String(item.value) : "")),
    target: { kind: kind === "Canary" ? "Canary" : "Rollout", name: textOf(root, "target", "name") ?? "" },
    until: duration(nodeAt(root, "until"), 60_000),
    ignore: itemsOf(root, "ignore").map(item => (item.kind === "scalar" ? String(item.value) : "")),
    pods,
    metrics,
    webhooks,
    actions,
  };
  return { value, problems };
}

function scalarOf(node: SourceNode | undefined, key: string): string | number | boolean | null | undefined {
  const found = nodeAt(node, key);
  return found?.kind === "scalar" ? found.value : undefined;
}

function answerValue(node: SourceNode | undefined, report: (node: SourceNode | undefined, message: string) => void): MetricAnswer["value"] {
  if (node?.kind === "list") return node.items.map(item => number(item, report));
  if (node?.kind === "scalar" && (node.value === "none" || node.value === "error")) return node.value;
  return number(node, report);
}

function number(node: SourceNode | undefined, report: (node: SourceNode | undefined, message: string) => void): number {
  if (node?.kind === "scalar" && typeof node.value === "number") return node.value;
  if (node?.kind === "scalar" && /^nan$/i.test(String(node.value))) return Number.NaN;
  report(node, "A value is a number, a list of numbers, `none`, `error` or `NaN`.");
  return Number.NaN;
}

/** Does an image fit a rule's pattern, in which `*` stands for anything? */
export function imageFits(pattern: string, image: string): boolean {
  return new RegExp(
    `^${pattern
      .split("*")
      .map(part => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  ).test(image);
}
