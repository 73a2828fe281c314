import { isObject, type Json, type JsonObject, listAt, objectAt, present, textAt } from "../../../base/json.ts";
import type { ClusterObject } from "../../platform.ts";
import { isOwnedBy } from "../../shown.ts";
import { namesAt, ownedBy, type Router, type Wiring } from "./router.ts";

/** Ingress NGINX: beside each stable Ingress stands a copy for the new version, with the weight in an annotation. Source: `argo-rollouts.md` 10.2. */
export const nginx: Router = {
  id: "nginx",
  copies: (wiring, { weight }) =>
    ingresses(wiring).map(name => ({ kind, name, make: stable => canaryIngress(wiring, name, stable, weight) })),
  shown(wiring, find) {
    const [name] = ingresses(wiring);
    if (name === undefined) return undefined;
    const annotations = objectAt(find(kind, canaryName(wiring, name)), "metadata", "annotations");
    const written = (key: string): number | undefined => {
      const text = textAt(annotations, `${prefixOf(wiring)}/${key}`);
      return text === undefined ? undefined : Number(text);
    };
    const weight = written("canary-weight") ?? 0;
    return { route: [(written("canary-weight-total") ?? 100) - weight, weight, 0], managed: [] };
  },
  unpredicted(wiring, find) {
    for (const name of ingresses(wiring)) {
      const stable = find(kind, name);
      if (stable && rulesFor(wiring, stable).length === 0)
        return `the controller refuses it, since no rule of the Ingress \`${name}\` leads to the Service \`${wiring.stable}\``;
      // Both are followed without a look whether they are there.
      if (stable && listAt(stable, "spec", "rules").some(rule => !leadsToServices(rule)))
        return `every pass of the controller breaks off, since a rule of the Ingress \`${name}\` has a path that leads to no Service, or no paths at all`;
      const there = find(kind, canaryName(wiring, name));
      if (there && !isOwnedBy(there, "Rollout", wiring.rollout))
        return `no weight is written, since the Ingress \`${canaryName(wiring, name)}\` is not of this Rollout`;
    }
    return undefined;
  },
  tellsWeight: (wiring, weight) =>
    ingresses(wiring).map(name => [
      "PatchingCanaryIngress",
      `Updating Ingress \`${canaryName(wiring, name)}\` to desiredWeight '${weight}'`,
    ]),
};

const kind = "Ingress";

function ingresses({ settings }: Wiring): readonly string[] {
  return namesAt(settings, "stableIngress", "stableIngresses");
}

function prefixOf({ settings }: Wiring): string {
  return textAt(settings, "annotationPrefix") || "nginx.ingress.kubernetes.io";
}

// A name has at most 253 letters.
function canaryName({ rollout }: Wiring, stable: string): string {
  return `${`${rollout}-${stable}`.slice(0, 253 - "-canary".length)}-canary`;
}

function canaryIngress(wiring: Wiring, name: string, stable: ClusterObject, weight: number): ClusterObject | undefined {
  const rules = rulesFor(wiring, stable);
  if (rules.length === 0) return undefined;
  const spec = objectAt(stable, "spec");
  const prefix = prefixOf(wiring);
  const additional = Object.entries(objectAt(wiring.settings, "additionalIngressAnnotations")).map(([key, value]) => [
    key.startsWith(prefix) ? key : `${prefix}/${key}`,
    value,
  ]);
  const ingressClass = "kubernetes.io/ingress.class";
  return {
    apiVersion: textAt(stable, "apiVersion") ?? "networking.k8s.io/v1",
    kind,
    metadata: {
      name: canaryName(wiring, name),
      annotations: present({
        [ingressClass]: textAt(stable, "metadata", "annotations", ingressClass),
        ...Object.fromEntries(additional),
        ...objectAt(wiring.settings, "canaryIngressAnnotations"),
        [`${prefix}/canary`]: "true",
        [`${prefix}/canary-weight`]: String(weight),
        [`${prefix}/canary-weight-total`]: wiring.maxWeight === undefined ? undefined : String(wiring.maxWeight),
      }),
      ownerReferences: ownedBy(wiring.rollout),
    },
    spec: present({ ingressClassName: spec.ingressClassName, tls: spec.tls, rules }),
  };
}

function leadsToServices(rule: Json): boolean {
  return isObject(objectAt(rule).http) && listAt(rule, "http", "paths").every(path => isObject(objectAt(path, "backend").service));
}

/** The rules that lead to the stable Service, leading to that of the new version. Other rules are left out, other paths of theirs are not. */
function rulesFor({ stable, canary }: Wiring, ingress: ClusterObject): readonly JsonObject[] {
  return listAt(ingress, "spec", "rules").flatMap(rule => {
    const paths = listAt(rule, "http", "paths");
    if (!isObject(rule) || !paths.some(path => textAt(path, "backend", "service", "name") === stable)) return [];
    return [{ ...rule, http: { ...objectAt(rule, "http"), paths: paths.map(path => redirected(path, stable, canary)) } }];
  });
}

function redirected(path: Json, from: string, to: string): Json {
  if (!isObject(path) || textAt(path, "backend", "service", "name") !== from) return path;
  const backend = objectAt(path, "backend");
  return { ...path, backend: { ...backend, service: { ...objectAt(backend, "service"), name: to } } };
}
