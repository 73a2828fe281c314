/** A place where the name of a part stands, in objects of some kinds. */
export interface PartSite {
  readonly kinds: readonly string[];
  /** As in a reference: `[]` stands for every item of a list; `*` at the end for every key of a map, `**` for every text below. */
  readonly path: string;
  /** The name is a part of a text: the first group of each match. */
  readonly inside?: RegExp;
  /** Names of the objects that have the part, by their paths; absent where the object itself has it. */
  readonly of?: readonly string[];
  /** The objects are the DestinationRules of the host that stands at this path. */
  readonly ofHost?: string;
  /** The value is a pattern that may fit other names too. */
  readonly pattern?: true;
}

/** A thing inside of an object that has a name, and is called by it elsewhere: what defines it, and what uses it. */
export interface Part {
  readonly what: string;
  readonly defines: readonly PartSite[];
  readonly uses: readonly PartSite[];
  /** Objects of this path's names count as one with the object that names them. */
  readonly nests?: string;
  /** What a name may look like, and that in words. */
  readonly form: RegExp;
  readonly formInWords: string;
}

const templates = ["AnalysisTemplate", "ClusterAnalysisTemplate"] as const;
const canary = "spec.strategy.canary";
const istio = `${canary}.trafficRouting.istio`;
const analyses = [
  `${canary}.analysis`,
  `${canary}.steps[].analysis`,
  "spec.strategy.blueGreen.prePromotionAnalysis",
  "spec.strategy.blueGreen.postPromotionAnalysis",
];
const stepAnalyses = `${canary}.steps[].experiment.analyses[]`;
const word = { form: /^[A-Za-z0-9][\w.-]*$/, formInWords: "letters, digits, `-`, `_` and `.`, with a letter or digit first" };
const label = {
  form: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  formInWords: "lower-case letters, digits and `-`, with a letter or digit at both ends",
};

const metricPatterns = ["dryRun[].metricName", "measurementRetention[].metricName"];

const argument: Part = {
  what: "argument",
  ...word,
  nests: "spec.templates[].templateName",
  defines: [{ kinds: [...templates, "AnalysisRun"], path: "spec.args[].name" }],
  uses: [
    { kinds: [...templates, "AnalysisRun"], path: "spec.**", inside: /\{\{\s*args\.([\w.-]+?)\s*\}\}/g },
    ...analyses.map(path => ({ kinds: ["Rollout"], path: `${path}.args[].name`, of: [`${path}.templates[].templateName`] })),
    { kinds: ["Rollout"], path: `${stepAnalyses}.args[].name`, of: [`${stepAnalyses}.templateName`] },
    { kinds: ["Experiment"], path: "spec.analyses[].args[].name", of: ["spec.analyses[].templateName"] },
  ],
};

const metric: Part = {
  what: "metric",
  ...word,
  nests: "spec.templates[].templateName",
  defines: [{ kinds: [...templates, "AnalysisRun"], path: "spec.metrics[].name" }],
  uses: metricPatterns.flatMap((path): readonly PartSite[] => [
    { kinds: [...templates, "AnalysisRun"], path: `spec.${path}`, pattern: true },
    { kinds: ["Experiment"], path: `spec.${path}`, of: ["spec.analyses[].templateName"], pattern: true },
    ...analyses.map(
      (analysis): PartSite => ({
        kinds: ["Rollout"],
        path: `${analysis}.${path}`,
        of: [`${analysis}.templates[].templateName`],
        pattern: true,
      }),
    ),
  ]),
};

const managedRoute: Part = {
  what: "managed route",
  ...word,
  defines: [{ kinds: ["Rollout"], path: `${canary}.trafficRouting.managedRoutes[].name` }],
  uses: ["setHeaderRoute", "setMirrorRoute"].map(step => ({ kinds: ["Rollout"], path: `${canary}.steps[].${step}.name` })),
};

const route: Part = {
  what: "route",
  ...word,
  defines: [{ kinds: ["VirtualService"], path: "spec.http[].name" }],
  uses: ["virtualService", "virtualServices[]"].map(field => ({
    kinds: ["Rollout"],
    path: `${istio}.${field}.routes[]`,
    of: [`${istio}.${field}.name`],
  })),
};

const subset: Part = {
  what: "subset",
  ...label,
  defines: [{ kinds: ["DestinationRule"], path: "spec.subsets[].name" }],
  uses: [
    ...["canarySubsetName", "stableSubsetName"].map(field => ({
      kinds: ["Rollout"],
      path: `${istio}.destinationRule.${field}`,
      of: [`${istio}.destinationRule.name`],
    })),
    ...[
      "http[].route[].destination",
      "http[].mirror",
      "http[].mirrors[].destination",
      "tls[].route[].destination",
      "tcp[].route[].destination",
    ].map(path => ({ kinds: ["VirtualService"], path: `spec.${path}.subset`, ofHost: `spec.${path}.host` })),
  ],
};

const variable: Part = {
  what: "variable",
  form: /^[A-Za-z_]\w*$/,
  formInWords: "letters, digits and `_`, with no digit first",
  defines: [{ kinds: ["MetricTemplate"], path: "spec.query", inside: /\{\{-?\s*variables\.(\w+)\s*-?\}\}/g }],
  uses: [{ kinds: ["Canary"], path: "spec.analysis.metrics[].templateVariables.*", of: ["spec.analysis.metrics[].templateRef.name"] }],
};

/** Everything inside of objects that is called by its name. Completion, navigation and renaming ask this. */
export const parts: readonly Part[] = [argument, metric, managedRoute, route, subset, variable];
