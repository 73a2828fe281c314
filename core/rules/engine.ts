import type { Fix, Problem } from "../base/problem.ts";
import { documentAt } from "../syntax/file.ts";
import { type MapNode, nodeAt } from "../syntax/nodes.ts";
import type { Resource } from "../workspace/resource.ts";
import { type Workspace, workspaceOf } from "../workspace/workspace.ts";
import { rules as allRules } from "./index.ts";
import type { Checks, Context, Repair, Rule } from "./rule.ts";
import { type AnalysisView, analysisView, type CanaryView, canaryView, type RolloutView, rolloutView } from "./views.ts";

/** The code of a finding that tells of a crash of ours. */
export const crashed = "internal/rule-crashed";

const nothing = workspaceOf();
const remembered = new WeakMap<MapNode, readonly Problem[]>();

/**
 * What the rules say of a resource that look at its own document only. Remembered by what was read, so that a keystroke checks one
 * document of a file again.
 */
export function checkFast(resource: Resource, text: string, rules: readonly Rule[] = allRules): readonly Problem[] {
  if (rules !== allRules) return check(rules, own, resource, text, nothing);
  const known = remembered.get(resource.node);
  if (known) return known;
  const found = check(rules, own, resource, text, nothing);
  remembered.set(resource.node, found);
  return found;
}

/** What the rules say of a resource that look into other files as well. */
export function checkWorkspace(resource: Resource, workspace: Workspace, rules: readonly Rule[] = allRules): readonly Problem[] {
  const file = workspace.files.get(resource.uri);
  const text = (file && documentAt(file, resource.start)?.chunk.text) ?? "";
  return check(rules, across, resource, text, workspace);
}

function check(rules: readonly Rule[], checksOf: ChecksOf, resource: Resource, text: string, workspace: Workspace): readonly Problem[] {
  if (resource.templated || resource.kind?.schema === undefined) return [];
  const found: Problem[] = [];
  const views: Views = {};
  for (const { rule, checks } of applicable(rules, checksOf, resource.kindName)) {
    const mine: Problem[] = [];
    try {
      runChecks(checks, views, { resource, text, workspace, report: reporter(rule, mine) });
      found.push(...mine);
    } catch (crash) {
      // One rule that fails must not silence the others, and its silence must not look like a clean bill.
      found.push({
        code: crashed,
        severity: "hint",
        at: placeOfCrash(resource),
        message: `The rule \`${rule.id}\` failed: ${String(crash)}.`,
      });
    }
  }
  return found;
}

type ChecksOf = (rule: Rule) => Checks | undefined;
type Applicable = readonly { readonly rule: Rule; readonly checks: AllChecks }[];
/** Of one shape for all rules: what is called a hundred times for each document is found quickest where it always lies. */
type AllChecks = { readonly [View in keyof Required<Checks>]: Checks[View] };

const own: ChecksOf = rule => rule;
const across: ChecksOf = rule => rule.workspace;
const applicables = new WeakMap<readonly Rule[], Map<ChecksOf, Map<string, Applicable>>>();

/** The rules that look at a kind, found once: most look at one or two. */
function applicable(rules: readonly Rule[], checksOf: ChecksOf, kindName: string): Applicable {
  const bySort = applicables.get(rules) ?? new Map<ChecksOf, Map<string, Applicable>>();
  applicables.set(rules, bySort);
  const byKind = bySort.get(checksOf) ?? new Map<string, Applicable>();
  bySort.set(checksOf, byKind);
  const known = byKind.get(kindName);
  if (known) return known;
  const views = viewsOf(kindName);
  const found = rules.flatMap(rule => {
    const checks = checksOf(rule);
    if (!checks || !views.some(view => checks[view])) return [];
    const { resource, rollout, steps, canary, analysis } = checks;
    return [{ rule, checks: { resource, rollout, steps, canary, analysis } }];
  });
  byKind.set(kindName, found);
  return found;
}

/** What rules can look at of a kind; `runChecks` shows it to them. */
function viewsOf(kindName: string): readonly (keyof Checks)[] {
  switch (kindName) {
    case "Rollout":
      return ["resource", "rollout", "steps"];
    case "Canary":
      return ["resource", "canary"];
    case "AnalysisTemplate":
    case "ClusterAnalysisTemplate":
    case "AnalysisRun":
      return ["resource", "analysis"];
    default:
      return ["resource"];
  }
}

interface Views {
  rollout?: RolloutView;
  canary?: CanaryView;
  analysis?: AnalysisView;
}

function runChecks(checks: AllChecks, views: Views, context: Context): void {
  const { resource, workspace } = context;
  checks.resource?.(resource, context);
  // Without a `spec` that is one, everything would be missing, and schemas say so.
  if (nodeAt(resource.node, "spec")?.kind !== "map") return;
  switch (resource.kindName) {
    case "Rollout": {
      if (!checks.rollout && !checks.steps) break;
      views.rollout ??= rolloutView(resource, workspace);
      const rollout = views.rollout;
      checks.rollout?.(rollout, context);
      if (!checks.steps) break;
      const inStep = { ...context, rollout };
      for (const step of rollout.steps) for (const kind of step.kinds) checks.steps[kind.kind]?.(kind, inStep);
      break;
    }
    case "Canary":
      views.canary ??= canaryView(resource, workspace);
      checks.canary?.(views.canary, context);
      break;
    case "AnalysisTemplate":
    case "ClusterAnalysisTemplate":
    case "AnalysisRun":
      views.analysis ??= analysisView(resource);
      checks.analysis?.(views.analysis, context);
      break;
  }
}

function reporter(rule: Rule, found: Problem[]): Context["report"] {
  return (at, message, repairs = [], related = []) =>
    found.push({
      code: rule.id,
      severity: rule.severity,
      at,
      message,
      ...(repairs.length > 0 ? { fixes: repairs.map(fixOf) } : {}),
      ...(related.length > 0 ? { related } : {}),
    });
}

function fixOf(repair: Repair): Fix {
  return "edits" in repair ? repair : { title: repair.title, edits: [{ at: repair.at, text: repair.text }] };
}

function placeOfCrash(resource: Resource): Problem["at"] {
  const [first] = resource.node.entries;
  return first?.key.at ?? resource.node.at;
}
