import type { Span } from "../../core/base/span.ts";
import { platformFor } from "../../core/platforms/index.ts";
import type { SourceFile } from "../../core/syntax/file.ts";
import { placeAt } from "../../core/workspace/resource.ts";
import { resourcesIn } from "../../core/workspace/workspace.ts";

/** A line above an object that does something when it is clicked. */
export interface Lens {
  readonly at: Span;
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly (string | number)[];
}

/** `Simulate` above everything that is rolled out. */
export function lensesIn(file: SourceFile): readonly Lens[] {
  return resourcesIn(file)
    .filter(resource => !resource.templated && resource.kind !== undefined && platformFor(resource.kindName) !== undefined)
    .map(resource => {
      const at = resource.node.entries[0]?.key.at ?? resource.node.at;
      const place = placeAt(resource, ["kind"]);
      return {
        at: { start: resource.start + at.start, end: resource.start + at.end },
        title: "Simulate",
        command: "stepwise.simulate",
        arguments: [file.uri, place.start],
      };
    });
}
