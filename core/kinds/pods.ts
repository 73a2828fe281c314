import { configMapFields, secretFields } from "./fields/data.ts";
import type { Kind, Reference } from "./kind.ts";

export const configMap: Kind = {
  kind: "ConfigMap",
  group: "",
  versions: ["v1"],
  plural: "configmaps",
  namespaced: true,
  part: { of: "Kubernetes", versions: ["v1"], fields: configMapFields },
  // Generators put a hash behind the name.
  elsewhere: true,
  refers: [],
};

export const secret: Kind = {
  kind: "Secret",
  group: "",
  versions: ["v1"],
  plural: "secrets",
  namespaced: true,
  part: { of: "Kubernetes", versions: ["v1"], fields: secretFields },
  // Few people keep them in files.
  elsewhere: true,
  refers: [],
};

/** The name of a Secret: worth following, and no reason to tell anyone that it is in no file. */
export function toSecret(path: string): Reference {
  return { path, to: "Secret", loose: true };
}

/** What the pod template at a path names: ConfigMaps, Secrets, and the account of the pods. */
export function podReferences(template: string): readonly Reference[] {
  const pod = `${template}.spec`;
  const toConfigMap = (path: string): Reference => ({ path, to: "ConfigMap", loose: true });
  return [
    ...["containers", "initContainers"].flatMap(list => [
      toConfigMap(`${pod}.${list}[].env[].valueFrom.configMapKeyRef.name`),
      toSecret(`${pod}.${list}[].env[].valueFrom.secretKeyRef.name`),
      toConfigMap(`${pod}.${list}[].envFrom[].configMapRef.name`),
      toSecret(`${pod}.${list}[].envFrom[].secretRef.name`),
    ]),
    toConfigMap(`${pod}.volumes[].configMap.name`),
    toSecret(`${pod}.volumes[].secret.secretName`),
    toConfigMap(`${pod}.volumes[].projected.sources[].configMap.name`),
    toSecret(`${pod}.volumes[].projected.sources[].secret.name`),
    toSecret(`${pod}.imagePullSecrets[].name`),
    { path: `${pod}.serviceAccountName`, to: "ServiceAccount", loose: true },
  ];
}
