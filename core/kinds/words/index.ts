import { analysisWords } from "./analysis.ts";
import type { FieldWords } from "./field-words.ts";
import { alertProviderWords, canaryWords, metricTemplateWords } from "./flagger.ts";
import { rolloutWords } from "./rollout.ts";

export type { FieldWords } from "./field-words.ts";

/** The fields that have words, by kind. */
export const words: { readonly [kind: string]: readonly FieldWords[] } = {
  Rollout: rolloutWords,
  AnalysisTemplate: analysisWords,
  ClusterAnalysisTemplate: analysisWords,
  AnalysisRun: analysisWords,
  Canary: canaryWords,
  MetricTemplate: metricTemplateWords,
  AlertProvider: alertProviderWords,
};

/** The words for a field of a kind; undefined for the many that say themselves what they are. */
export function wordsFor(kindName: string, path: readonly (string | number)[]): FieldWords | undefined {
  const whole = patternOf(path);
  const fitting = (words[kindName] ?? []).filter(({ field }) => whole === field || whole.endsWith(`.${field}`));
  // The longer one means fewer fields, so it is the one that is meant.
  return fitting.toSorted((a, b) => b.field.length - a.field.length)[0];
}

/** `spec.steps[].setWeight`: a path with every item of a list alike. */
export function patternOf(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[]` : text === "" ? step : `${text}.${step}`), "");
}
