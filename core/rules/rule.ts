import type { Fix, Problem, Severity, TextEdit } from "../base/problem.ts";
import type { Span } from "../base/span.ts";
import type { Resource } from "../workspace/resource.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { AnalysisView, CanaryView, RolloutView, StepKind, StepView } from "./views.ts";

/** `family/name`: also the rule's file, its setting, its page and the name of its test. */
export type RuleId = `${string}/${string}`;

/** A repair of one place, or of several. */
export type Repair = Fix | ({ readonly title: string } & TextEdit);

/**
 * Says that something is wrong. The message begins with the consequence and ends with the way out. Spans count from the start of
 * the document of the resource that is checked; what is related may stand in another file.
 */
export type Report = (at: Span, message: string, repairs?: readonly Repair[], related?: Problem["related"]) => void;

export interface Context {
  readonly report: Report;
  readonly resource: Resource;
  /** The document that the resource was read from, for edits that keep its formatting. */
  readonly text: string;
  /** Other files and objects; empty for a rule that looks at its own document only. */
  readonly workspace: Workspace;
}

/** What a rule looks at, by the kind of resource. */
export interface Checks {
  /** Steps of a Rollout's canary, by their kind. */
  readonly steps?: { readonly [K in StepKind]?: (step: StepView, context: Context & { readonly rollout: RolloutView }) => void };
  readonly rollout?: (rollout: RolloutView, context: Context) => void;
  readonly canary?: (canary: CanaryView, context: Context) => void;
  /** AnalysisTemplates, ClusterAnalysisTemplates and AnalysisRuns. */
  readonly analysis?: (template: AnalysisView, context: Context) => void;
  /** Every resource of our kinds. */
  readonly resource?: (resource: Resource, context: Context) => void;
}

/**
 * One rule. `bad` and `good` are documentation, hover text and test at once: `bad` gives exactly the findings that its comments mark
 * (`# ^^^ id` under the place), `good` gives none from any rule. Both are reduced to the keys that matter.
 */
export interface Rule extends Checks {
  readonly id: RuleId;
  readonly severity: Severity;
  /** What must hold, in one sentence. */
  readonly summary: string;
  /** What happens in the cluster otherwise. */
  readonly why: string;
  /** Where upstream says so. */
  readonly source: string;
  readonly bad: string;
  readonly good: string;
  /** Fields whose absence the rule reports: it does not speak of patches, and not where the field is there misspelt. */
  readonly lacks?: readonly string[];
  /** In place of the checks above for a rule that looks into other files: it runs when typing pauses. */
  readonly workspace?: Checks;
}

/** One rule, described. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
