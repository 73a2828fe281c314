import { type Problem, type Severity, severities } from "../base/problem.ts";
import type { Rule } from "./rule.ts";

/** What a person decides of a code: another severity, or silence. */
export type RuleSetting = Severity | "off";
export type RuleSettings = { readonly [code: string]: RuleSetting };

/** Is it a severity, or `off`? */
export function isRuleSetting(value: unknown): value is RuleSetting {
  return value === "off" || severities.some(severity => severity === value);
}

/** The findings with the severities that a person chose. */
export function withSettings<T extends Problem>(problems: readonly T[], settings: RuleSettings): readonly T[] {
  return problems.flatMap(problem => {
    const setting = Object.hasOwn(settings, problem.code) ? settings[problem.code] : undefined;
    if (setting === undefined || setting === problem.severity) return [problem];
    return setting === "off" ? [] : [{ ...problem, severity: setting }];
  });
}

/** The settings that rules bring, as `contributes.configuration.properties` of an extension lists them. */
export function settingsOf(rules: readonly Pick<Rule, "id" | "severity" | "summary">[]): { readonly [setting: string]: object } {
  return Object.fromEntries(
    rules.map(rule => [
      `stepwise.rules.${rule.id}`,
      { type: "string", enum: [...severities, "off"], default: rule.severity, markdownDescription: rule.summary },
    ]),
  );
}
