import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { MetricAnswers, MetricValue, WebhookAnswers } from "../answers.ts";
import type { PodRule } from "../pods.ts";
import { type State, stateFields } from "./trace.ts";

// A reader of its own, so that the recorder says what the contract says and not what our machine makes of it.

/** A replay script, as REPLAY.md describes it; times are in seconds. */
export interface Script {
  readonly name: string;
  readonly folder: string;
  readonly manifests: readonly string[];
  readonly target: { readonly kind: "Rollout" | "Canary"; readonly name: string };
  readonly until: number;
  readonly ignore: readonly string[];
  readonly pods: readonly PodRule[];
  readonly metrics: readonly MetricAnswers[];
  readonly webhooks: readonly WebhookAnswers[];
  readonly actions: readonly ScriptedAction[];
}

/** When an action is due: at a time, or some time after the first state that has all the given values. */
export type Due = { readonly at: number } | { readonly when: State; readonly after: number };

export type ScriptedAction = Action & Due;

export type Action =
  | { readonly do: "setImage"; readonly image: string }
  | { readonly do: "promote" | "abort"; readonly path?: string }
  | { readonly do: "promoteFull" | "skipCurrentStep" | "skipAllSteps" | "retry" | "restart" | "pause" | "resume" }
  | { readonly do: "undo"; readonly toRevision?: number }
  | { readonly do: "scale"; readonly replicas: number }
  | { readonly do: "patch"; readonly merge: Readonly<Record<string, unknown>>; readonly kind?: string; readonly name?: string }
  | { readonly do: "delete"; readonly kind: string; readonly name: string };

type Fields = Readonly<Record<string, unknown>>;

/** Reads a script from its file; what the contract does not know is an error that says where it stands. */
export function readScript(file: string): Script {
  const script = fields(
    parse(fs.readFileSync(file, "utf8")),
    file,
    ["apiVersion", "kind", "metadata", "manifests", "target", "until"],
    ["ignore", "pods", "metrics", "webhooks", "actions"],
  );
  if (script.apiVersion !== "stepwise.dev/v1alpha1" || script.kind !== "Replay")
    throw new Error(`${file}: not a Replay of stepwise.dev/v1alpha1`);
  const target = fields(script.target, "target", ["kind", "name"]);
  return {
    name: text(fields(script.metadata, "metadata", ["name"]).name, "metadata.name"),
    folder: path.dirname(file),
    manifests: items(script.manifests, "manifests", text),
    target: { kind: oneOf(target.kind, "target.kind", ["Rollout", "Canary"]), name: text(target.name, "target.name") },
    until: seconds(script.until, "until"),
    ignore: items(script.ignore, "ignore", text),
    pods: items(script.pods, "pods", readPodRule),
    metrics: items(script.metrics, "metrics", readMetric),
    webhooks: items(script.webhooks, "webhooks", readWebhook),
    actions: items(script.actions, "actions", readAction),
  };
}

/** Seconds of a duration in Go's notation: `90s`, `1m30s`, `7500ms`. */
export function seconds(value: unknown, where: string): number {
  const parts =
    typeof value === "string" && /^(\d+(\.\d+)?(ms|s|m|h))+$/.test(value) ? value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g) : undefined;
  if (parts === undefined) throw new Error(`${where}: ${JSON.stringify(value)} is no duration`);
  return [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitSeconds[unit as keyof typeof unitSeconds] ?? 0), 0);
}

const unitSeconds = { ms: 0.001, s: 1, m: 60, h: 3600 };

function readPodRule(value: unknown, where: string): PodRule {
  const rule = fields(value, where, ["image"], ["readyAfter", "ready"]);
  if (rule.ready !== undefined) oneOf(rule.ready, `${where}.ready`, ["never"]);
  return {
    image: text(rule.image, `${where}.image`),
    ready: rule.ready === "never" ? "never" : seconds(rule.readyAfter, `${where}.readyAfter`),
  };
}

function readMetric(value: unknown, where: string): MetricAnswers {
  const metric = fields(value, where, ["query", "answers"]);
  return {
    query: text(metric.query, `${where}.query`),
    answers: items(metric.answers, `${where}.answers`, (a, at) => {
      const answer = fields(a, at, ["from", "value"]);
      return { from: seconds(answer.from, `${at}.from`), value: metricValue(answer.value, `${at}.value`) };
    }),
  };
}

function metricValue(value: unknown, where: string): MetricValue {
  if (value === "none" || value === "error" || value === "NaN") return value;
  if (Number.isNaN(value)) return "NaN";
  if (Array.isArray(value)) return value.map(sample => number(sample, where));
  return number(value, where);
}

function readWebhook(value: unknown, where: string): WebhookAnswers {
  const webhook = fields(value, where, ["path", "answers"]);
  return {
    path: text(webhook.path, `${where}.path`),
    answers: items(webhook.answers, `${where}.answers`, (a, at) => {
      const answer = fields(a, at, ["from", "status"], ["body"]);
      return {
        from: seconds(answer.from, `${at}.from`),
        status: number(answer.status, `${at}.status`),
        ...(answer.body === undefined ? {} : { body: text(answer.body, `${at}.body`) }),
      };
    }),
  };
}

// The fields that an action has besides its time: those it must have, and those it may have.
const actionFields: Readonly<Record<Action["do"], readonly [must: readonly string[], may: readonly string[]]>> = {
  setImage: [["image"], []],
  promote: [[], ["path"]],
  abort: [[], ["path"]],
  promoteFull: [[], []],
  skipCurrentStep: [[], []],
  skipAllSteps: [[], []],
  retry: [[], []],
  restart: [[], []],
  pause: [[], []],
  resume: [[], []],
  undo: [[], ["toRevision"]],
  scale: [["replicas"], []],
  patch: [["merge"], ["kind", "name"]],
  delete: [["kind", "name"], []],
};

function readAction(value: unknown, where: string): ScriptedAction {
  const verb = oneOf((value as Fields | null)?.do, `${where}.do`, Object.keys(actionFields) as Action["do"][]);
  const [must, may] = actionFields[verb];
  const { at, when, after, ...action } = fields(value, where, ["do", ...must], ["at", "when", "after", ...may]);
  if ((at === undefined) === (when === undefined)) throw new Error(`${where}: an action has either \`at\` or \`when\``);
  const due: Due =
    at !== undefined
      ? { at: seconds(at, `${where}.at`) }
      : {
          when: fields(when, `${where}.when`, [], stateFields) as State,
          after: after === undefined ? 0 : seconds(after, `${where}.after`),
        };
  // Its fields are those of the verb by now; what is in them is seen by whoever does it.
  return { ...(action as unknown as Action), ...due };
}

function fields(value: unknown, where: string, must: readonly string[], may: readonly string[] = []): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${where}: fields are expected`);
  const missing = must.find(name => !(name in value));
  if (missing !== undefined) throw new Error(`${where}: \`${missing}\` is missing`);
  const unknown = Object.keys(value).find(name => !must.includes(name) && !may.includes(name));
  if (unknown !== undefined) throw new Error(`${where}: unknown field \`${unknown}\``);
  return value as Fields;
}

function items<T>(value: unknown, where: string, read: (item: unknown, where: string) => T): readonly T[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Error(`${where}: a list is expected`);
  return value.map((item, index) => read(item, `${where}[${index}]`));
}

function text(value: unknown, where: string): string {
  if (typeof value !== "string") throw new Error(`${where}: a text is expected`);
  return value;
}

function number(value: unknown, where: string): number {
  if (typeof value !== "number") throw new Error(`${where}: a number is expected`);
  return value;
}

function oneOf<T extends string>(value: unknown, where: string, allowed: readonly T[]): T {
  const found = allowed.find(name => name === value);
  if (found === undefined) throw new Error(`${where}: ${JSON.stringify(value)} is none of ${allowed.join(", ")}`);
  return found;
}
