import { patternOf } from "../../../core/kinds/words/index.ts";
import { stepKinds } from "../../../core/platforms/argo-rollouts/read.ts";
import { metricProviders } from "../../../core/providers/metrics/index.ts";
import type { Path } from "../../../core/syntax/nodes.ts";

/** Can the field not stand beside those that are there? The controller refuses both together, or does not look at one of them. */
export function isExcluded(kind: string, path: Path, name: string, siblings: readonly string[]): boolean {
  const place = `${kind}.${patternOf(path)}`;
  return alternatives.some(({ at, one }) => at.test(place) && one.some(group => group.includes(name)) && !isFree(one, name, siblings));
}

/** Is the group of the field still empty, or begun with fields that go with it? */
function isFree(one: readonly (readonly string[])[], name: string, siblings: readonly string[]): boolean {
  return one.every(group => group.includes(name) || !group.some(field => siblings.includes(field)));
}

interface Alternatives {
  readonly at: RegExp;
  /** Of these groups one is wanted. Fields of one group go together. */
  readonly one: readonly (readonly string[])[];
}

const each = (fields: readonly string[]): readonly (readonly string[])[] => fields.map(field => [field]);

// A door and a mesh behind it can be driven together; two doors or two meshes never see the same requests.
const doors = ["nginx", "alb", "ambassador", "traefik", "apisix", "plugins"];
const meshes = ["istio", "smi", "appMesh", "plugins"];

/** Source: `argo-rollouts.md` parts 1 and 4, `flagger.md` part 3. */
const alternatives: readonly Alternatives[] = [
  { at: /^Rollout\.spec\.strategy$/, one: each(["canary", "blueGreen"]) },
  { at: /^Rollout\.spec$/, one: each(["workloadRef", "template"]) },
  { at: /\.canary\.steps\[\]$/, one: each(stepKinds) },
  { at: /\.trafficRouting$/, one: each(doors) },
  { at: /\.trafficRouting$/, one: each(meshes) },
  { at: /\.trafficRouting\.istio$/, one: each(["virtualService", "virtualServices"]) },
  { at: /\.trafficRouting\.nginx$/, one: each(["stableIngress", "stableIngresses"]) },
  { at: /\.trafficRouting\.alb$/, one: each(["ingress", "ingresses"]) },
  { at: /\.setCanaryScale$/, one: each(["replicas", "weight", "matchTrafficWeight"]) },
  { at: /\.(headerValue|method|path)$/, one: each(["exact", "prefix", "regex"]) },
  { at: /\.args\[\]$/, one: each(["value", "valueFrom"]) },
  { at: /\.valueFrom$/, one: each(["secretKeyRef", "fieldRef", "podTemplateHashValue"]) },
  { at: /^(Cluster)?Analysis(Template|Run)\.spec\.metrics\[\]\.provider$/, one: each(metricProviders.map(({ key }) => key)) },
  { at: /^Canary\.spec\.analysis$/, one: [["iterations"], ["stepWeight", "maxWeight"], ["stepWeights"]] },
  { at: /^Canary\.spec\.analysis$/, one: each(["interval", "schedule"]) },
  { at: /^Canary\.spec\.analysis\.metrics\[\]$/, one: each(["threshold", "thresholdRange"]) },
  { at: /^Canary\.spec\.analysis\.metrics\[\]$/, one: each(["query", "templateRef"]) },
];
