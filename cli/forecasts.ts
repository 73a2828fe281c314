import { platforms } from "../core/platforms/index.ts";
import type { Resource } from "../core/workspace/resource.ts";
import { allOf, type Workspace } from "../core/workspace/workspace.ts";

/** Everything in the files that is rolled out, in the order in which it is written. */
export function rolloutsIn(workspace: Workspace): readonly Resource[] {
  const files = [...workspace.files.keys()];
  return platforms
    .flatMap(platform => allOf(workspace, platform.kind))
    .filter(resource => !resource.templated)
    .toSorted((a, b) => files.indexOf(a.uri) - files.indexOf(b.uri) || a.start - b.start);
}
