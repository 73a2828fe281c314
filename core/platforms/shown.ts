import { listAt, objectAt, textAt } from "../base/json.ts";
import type { ClusterObject, Platform, Rendered } from "./platform.ts";
import type { WorkloadStatus } from "./workloads.ts";

/** Is it the object of this kind and name? */
export function isNamed(object: ClusterObject, kind: string, name: string): boolean {
  return object.kind === kind && textAt(object, "metadata", "name") === name;
}

/** The objects that a controller made out of those of others. */
export function copiesOf(rendered: Rendered, find: (kind: string, name: string) => ClusterObject | undefined): readonly ClusterObject[] {
  return (rendered.copies ?? []).flatMap(({ kind, name, make }) => {
    const original = find(kind, name);
    const made = original && make(original);
    return made ? [made] : [];
  });
}

/** Does the object belong to the one of this kind and name, as its references to owners say? */
export function isOwnedBy(object: ClusterObject, kind: string, name: string): boolean {
  return listAt(object, "metadata", "ownerReferences").some(owner => textAt(owner, "kind") === kind && textAt(owner, "name") === name);
}

/** All objects that a cluster shows: those that people applied, as the controller changed them, and those that it made. */
export function shownObjects<Spec extends { readonly name: string }, State>(
  platform: Platform<Spec, State>,
  spec: Spec,
  state: State,
  pods: ReadonlyMap<string, WorkloadStatus>,
  applied: readonly ClusterObject[],
): readonly ClusterObject[] {
  const rendered = platform.render(spec, state, pods);
  const mine = applied.map(object => {
    if (isNamed(object, platform.kind, spec.name)) {
      const annotations = { ...objectAt(object, "metadata", "annotations"), ...rendered.annotations };
      return { ...object, metadata: { ...objectAt(object, "metadata"), annotations }, status: rendered.status };
    }
    const edits = rendered.edits.filter(edit => isNamed(object, edit.kind, edit.name));
    return edits.reduce((changed, edit) => edit.apply(changed), object);
  });
  return [...mine, ...rendered.owned, ...copiesOf(rendered, (kind, name) => mine.find(object => isNamed(object, kind, name)))];
}
