// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets of editors write their places to fill like this.
import { kinds } from "../../../core/kinds/index.ts";
import { patternOf } from "../../../core/kinds/words/index.ts";
import type { Path } from "../../../core/syntax/nodes.ts";
import type { Schema } from "../generated/schemas.js";
import { allowedValues, schemaDefault } from "../schema-words.ts";

/** What is written as a value, with places to fill as snippets have them: `${1:default}`, `${1|one,other|}`, `$0`. */
export type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

/** What people write under a field, where that says more than a schema can. A key is the end of a path, and serves wherever it ends one. */
const known: { readonly [field: string]: Shape } = {
  ...Object.fromEntries(kinds.map(({ kind }) => [`${kind}.metadata`, { name: "${1}" }])),
  "Rollout.spec.selector": { matchLabels: { app: "${1:app}" } },
  "Rollout.spec.template": {
    metadata: { labels: { app: "${1:app}" } },
    spec: { containers: [{ name: "${2:app}", image: "${3}", ports: [{ containerPort: "${4:8080}" }] }] },
  },
  "template.metadata": { labels: { app: "${1:app}" } },
  "template.spec": { containers: [{ name: "${1:app}", image: "${2}" }] },
  "spec.containers": [{ name: "${1:app}", image: "${2}" }],
  "steps[].pause": { duration: "${1:5m}" },
  "pause.duration": "${1:5m}",
  "steps[].analysis": { templates: [{ templateName: "${1}" }] },
  "steps[].setCanaryScale": { replicas: "${1:1}" },
  "steps[].setHeaderRoute": { name: "${1}", match: [{ headerName: "${2:x-canary}", headerValue: { exact: '${3:"true"}' } }] },
  "steps[].setMirrorRoute": { name: "${1}", percentage: "${2:10}", match: [{ method: { exact: "${3:GET}" } }] },
  "steps[].experiment": { duration: "${1:10m}", templates: [{ name: "${2:canary}", specRef: "${3|canary,stable|}" }] },
  "steps[].plugin": { name: "${1}" },
  "strategy.canary": { steps: [{ setWeight: "${1:20}" }, { pause: { duration: "${2:5m}" } }, { setWeight: "${3:50}" }, { pause: "{}" }] },
  "strategy.blueGreen": { activeService: "${1}", previewService: "${2}", autoPromotionEnabled: "${3|false,true|}" },
  "blueGreen.prePromotionAnalysis": { templates: [{ templateName: "${1}" }] },
  "blueGreen.postPromotionAnalysis": { templates: [{ templateName: "${1}" }] },
  "canary.steps": [{ setWeight: "${1:20}" }, { pause: { duration: "${2:5m}" } }],
  "canary.analysis": { templates: [{ templateName: "${1}" }], startingStep: "${2:0}" },
  "trafficRouting.istio": { virtualService: { name: "${1}", routes: ["${2:primary}"] } },
  "trafficRouting.nginx": { stableIngress: "${1}" },
  "trafficRouting.alb": { ingress: "${1}", servicePort: "${2:80}" },
  "trafficRouting.managedRoutes": [{ name: "${1}" }],
  "analysis.templates": [{ templateName: "${1}" }],
  "spec.metrics": [
    {
      name: "${1:success-rate}",
      interval: "${2:1m}",
      count: "${3:5}",
      successCondition: "${4:result[0] >= 0.95}",
      provider: { prometheus: { address: "${5}", query: "${6}" } },
    },
  ],
  "provider.prometheus": { address: "${1}", query: "${2}" },
  "provider.web": { url: "${1}", jsonPath: '"${2:{$.data\\}}"' },
  "Canary.spec": {
    targetRef: { apiVersion: "apps/v1", kind: "${1|Deployment,DaemonSet|}", name: "${2}" },
    service: { port: "${3:80}" },
    analysis: {
      interval: "${4:1m}",
      threshold: "${5:5}",
      maxWeight: "${6:50}",
      stepWeight: "${7:10}",
      metrics: [{ name: "request-success-rate", interval: "${8:1m}", thresholdRange: { min: "${9:99}" } }],
    },
  },
  "Canary.spec.analysis": {
    interval: "${1:1m}",
    threshold: "${2:5}",
    maxWeight: "${3:50}",
    stepWeight: "${4:10}",
    metrics: [{ name: "request-success-rate", interval: "${5:1m}", thresholdRange: { min: "${6:99}" } }],
  },
  "spec.targetRef": { apiVersion: "apps/v1", kind: "${1|Deployment,DaemonSet|}", name: "${2}" },
  "metrics[].thresholdRange": { "${1|min,max|}": "${2:99}" },
  "metrics[].templateRef": { name: "${1}" },
};

/** What is written under a field: what is known of it, or what its schema asks for. */
export function shapeOf(kindName: string, path: Path, schema: Schema | undefined): Shape {
  const pattern = `${kindName}.${patternOf(path)}`;
  const fitting = Object.keys(known).filter(field => pattern.endsWith(`.${field}`) || pattern === field);
  const [field] = fitting.toSorted((a, b) => b.length - a.length);
  let places = 0;
  return (field === undefined ? undefined : known[field]) ?? fromSchema(schema, () => ++places);
}

/** The path of the first place to fill, where that is empty; undefined where something is proposed there, or nothing is to be filled. */
export function openPlace(shape: Shape): Path | undefined {
  if (typeof shape === "string") return /^\$\{?\d+\}?$/.test(shape) ? [] : undefined;
  const entries = Array.isArray(shape) ? shape.map((item: Shape, i) => [i, item] as const) : Object.entries(shape);
  for (const [step, value] of entries) {
    const text = typeof value === "string" ? value : undefined;
    if (text !== undefined && !text.includes("$")) continue;
    const rest = openPlace(value);
    return rest && (step === "" ? rest : [step, ...rest]);
  }
  return undefined;
}

// What is required of what is required of what is required is a page, not a help.
const deepest = 3;

function fromSchema(schema: Schema | undefined, next: () => number, depth = 0): Shape {
  const types = [schema?.type ?? []].flat();
  if (types.includes("array")) return [fromSchema(schema?.items, next, depth + 1)];
  if (types.includes("object") || schema?.properties) {
    const required = depth < deepest ? (schema?.required ?? []) : [];
    if (required.length === 0) return { "": `\${${next()}}` };
    return Object.fromEntries(required.map(name => [name, fromSchema(schema?.properties?.[name], next, depth + 1)]));
  }
  return placeFor(schema, next());
}

/** A place to fill: a choice, a default, or nothing. */
export function placeFor(schema: Schema | undefined, place: number): string {
  const usual = schemaDefault(schema);
  const allowed = allowedValues(schema).toSorted((a, b) => Number(b === usual) - Number(a === usual));
  return placeholder(allowed.length > 0 || usual === undefined ? allowed : [usual], place);
}

/** A place to fill with one of some values, the first where nobody chooses. */
export function placeholder(values: readonly string[], place: number): string {
  if (values.length > 1) return `\${${place}|${values.map(value => value.replace(/[\\,|]/g, "\\$&")).join(",")}|}`;
  const [only] = values;
  return only === undefined ? `\${${place}}` : `\${${place}:${only.replace(/[\\$}]/g, "\\$&")}}`;
}

/** The lines of `key:` with a value, each relative to the key. Lists go in by `listIndent`. */
export function linesOf(key: string, shape: Shape, listIndent: number): readonly string[] {
  if (key === "") return typeof shape === "string" ? [shape] : blockOf(shape, listIndent);
  if (typeof shape === "string") return [`${key}: ${shape}`.trimEnd()];
  const pad = " ".repeat(Array.isArray(shape) ? listIndent : 2);
  return [`${key}:`, ...blockOf(shape, listIndent).map(line => pad + line)];
}

/** The lines of a value that stands on lines of its own. */
export function blockOf(shape: Shape, listIndent: number): readonly string[] {
  if (typeof shape === "string") return [shape];
  if (Array.isArray(shape))
    return (shape as readonly Shape[]).flatMap(item => blockOf(item, listIndent).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)));
  return Object.entries(shape).flatMap(([key, value]) => linesOf(key, value, listIndent));
}

/** A value on one line: `{ duration: ${1:5m} }`. */
export function flowOf(shape: Shape): string {
  // Between brackets a bracket in a text ends more than is meant.
  if (typeof shape === "string")
    return shape !== "{}" && /^[^"']*[[\]{},]/.test(plainOf(shape)) ? `"${shape.replaceAll('"', "'")}"` : shape;
  if (Array.isArray(shape)) return `[${(shape as readonly Shape[]).map(flowOf).join(", ")}]`;
  const entries = Object.entries(shape).map(([key, value]) => (key === "" ? flowOf(value) : `${key}: ${flowOf(value)}`));
  return `{ ${entries.join(", ")} }`;
}

/** A snippet as plain text, for editors without snippets: defaults stay, of a choice the first, places to fill are empty. */
export function plainOf(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^|\\,])*)(?:,(?:\\.|[^|\\])*)?\|\}/g, (_, first: string) => first.replace(/\\(.)/g, "$1"))
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, (_, value: string) => value.replace(/\\(.)/g, "$1"))
    .replace(/\$\{\d+\}|\$\d+/g, "");
}
