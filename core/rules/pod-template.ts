import { itemsOf, nodeAt, type SourceNode, textOf } from "../syntax/nodes.ts";
import type { RolloutView } from "./views.ts";

/** A container of a pod template. */
export interface ContainerView {
  readonly node: SourceNode;
  readonly init: boolean;
  readonly name: string | undefined;
  /** What to call it in a sentence. */
  readonly called: string;
}

/** The pod's `spec` of a Rollout that has its own pod template; undefined where pods come from elsewhere or are not written. */
export function podOf({ node }: Pick<RolloutView, "node">): SourceNode | undefined {
  return nodeAt(node, "template", "spec");
}

/** The containers of a pod, those that run first included. */
export function containersOf(pod: SourceNode | undefined): readonly ContainerView[] {
  return ["initContainers", "containers"].flatMap(list =>
    itemsOf(pod, list).map(node => {
      const name = textOf(node, "name");
      return { node, init: list === "initContainers", name, called: name ? `the container \`${name}\`` : "a container" };
    }),
  );
}

/** Where all containers of a pod are, those that run first included. */
export const everyContainer = ["containers[]", "initContainers[]"] as const;

/** Where a pod says which other pods it goes with, or keeps away from. */
export const podTerms = ["podAffinity", "podAntiAffinity"].flatMap(kind => [
  `affinity.${kind}.requiredDuringSchedulingIgnoredDuringExecution[]`,
  `affinity.${kind}.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm`,
]);

/** Where a pod says by expressions which nodes it goes to. */
export const nodeExpressions = [
  "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[].matchExpressions[]",
  "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].preference.matchExpressions[]",
] as const;

/** Where a pod selects others by label. */
export const podSelectors = [...podTerms, "topologySpreadConstraints[]"].map(term => `${term}.labelSelector`);

/** The values at a path of a pod: `volumes[].configMap.name`, with `[]` for every item of a list and `*` for every key of a map. */
export function fieldsAt(node: SourceNode | undefined, path: string): readonly SourceNode[] {
  return (path.match(/\[\]|[^.[\]]+/g) ?? []).reduce<readonly SourceNode[]>(
    (nodes, step) =>
      nodes.flatMap(at => {
        if (step === "[]") return at.kind === "list" ? at.items : [];
        if (step === "*") return at.kind === "map" ? at.entries.map(({ value }) => value) : [];
        return nodeAt(at, step) ?? [];
      }),
    node ? [node] : [],
  );
}
