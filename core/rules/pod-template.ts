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
