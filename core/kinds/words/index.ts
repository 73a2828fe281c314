import type { Path } from "../../syntax/nodes.ts";
import { type Part, wordsOf } from "../fields/field.ts";
import { kinds } from "../index.ts";
import { analysisRunStatusWords, analysisWords, everyAnalysisWords, rolloutAnalysisWords } from "./analysis.ts";
import { blueGreenWords } from "./blue-green.ts";
import { canaryStatusWords, canaryWords } from "./canary.ts";
import { canaryAnalysisWords } from "./canary-analysis.ts";
import { canaryStrategyWords } from "./canary-strategy.ts";
import { everyExperimentWords, experimentStatusWords, experimentStepWords, experimentWords } from "./experiment.ts";
import type { FieldWords, WordTable } from "./field-words.ts";
import { alertProviderWords, metricTemplateWords } from "./flagger-metrics.ts";
import { flaggerServiceWords } from "./flagger-service.ts";
import { istioPolicyWords } from "./istio-policy.ts";
import { jobWords } from "./job.ts";
import { type Found, lookupIn } from "./lookup.ts";
import { metricProviderWords } from "./metric-providers.ts";
import { conditionWords, madeLabelWords, objectWords, selectorWords, textMatchWords } from "./object.ts";
import { podWords } from "./pod.ts";
import { rolloutWords } from "./rollout.ts";
import { rolloutStatusWords } from "./rollout-status.ts";
import { trafficPluginWords } from "./traffic-plugins.ts";
import { trafficRoutingWords } from "./traffic-routing.ts";

export type { FieldWords, WordTable } from "./field-words.ts";

const measuring = [objectWords, selectorWords, madeLabelWords, everyAnalysisWords, analysisWords, metricProviderWords, jobWords, podWords];

/** The tables with the words of each kind. */
export const wordTables: { readonly [kind: string]: readonly WordTable[] } = {
  Rollout: [
    ...[objectWords, selectorWords, madeLabelWords, textMatchWords, podWords],
    ...[
      rolloutWords,
      canaryStrategyWords,
      trafficRoutingWords,
      trafficPluginWords,
      blueGreenWords,
      everyAnalysisWords,
      rolloutAnalysisWords,
    ],
    ...[everyExperimentWords, experimentStepWords, rolloutStatusWords, conditionWords],
  ],
  AnalysisTemplate: measuring,
  ClusterAnalysisTemplate: measuring,
  AnalysisRun: [...measuring, analysisRunStatusWords],
  Experiment: [
    ...[objectWords, selectorWords, madeLabelWords, podWords, everyAnalysisWords],
    ...[everyExperimentWords, experimentWords, experimentStatusWords, conditionWords],
  ],
  Canary: [
    ...[objectWords, madeLabelWords, textMatchWords, canaryWords, flaggerServiceWords, istioPolicyWords, canaryAnalysisWords],
    ...[canaryStatusWords, conditionWords],
  ],
  MetricTemplate: [objectWords, metricTemplateWords],
  AlertProvider: [objectWords, alertProviderWords],
  // What rollouts refer to: only the fields that a rollout depends on.
  ...Object.fromEntries(kinds.flatMap(({ kind, part }) => (part ? [[kind, wordsOfPart(part)]] : []))),
};

/** What is said of every object, unless the part says it better, and of the pods where it has some. */
function wordsOfPart({ fields }: Part): readonly WordTable[] {
  const own = wordsOf(fields);
  const general = Object.keys(objectWords).some(field => field in own) ? withoutFieldsOf(own, objectWords) : objectWords;
  const hasPods = Object.values(fields).some(({ type }) => type === "pod template");
  return [general, selectorWords, ...(hasPods ? [podWords] : []), own];
}

function withoutFieldsOf(own: WordTable, table: WordTable): WordTable {
  return Object.fromEntries(Object.entries(table).filter(([field]) => !(field in own)));
}

const lookups = new Map<string, (path: Path) => Found | undefined>();

/** The words for a field of a kind; undefined for the few that say themselves what they are. */
export function wordsFor(kindName: string, path: Path): FieldWords | undefined {
  return foundFor(kindName, path)?.said;
}

/** The same, with the field of the table that the words stand at. */
export function foundFor(kindName: string, path: Path): Found | undefined {
  const tables = wordTables[kindName];
  if (!tables) return undefined;
  const known = lookups.get(kindName);
  if (known) return known(path);
  const lookup = lookupIn(tables);
  lookups.set(kindName, lookup);
  return lookup(path);
}

/** `spec.steps[].setWeight`: a path with every item of a list alike. */
export function patternOf(path: Path): string {
  return path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[]` : text === "" ? step : `${text}.${step}`), "");
}
