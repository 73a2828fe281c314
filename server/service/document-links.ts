import { type Place, type Span, shift } from "../../core/base/span.ts";
import { rules } from "../../core/rules/index.ts";
import type { SourceFile } from "../../core/syntax/file.ts";
import { namesIn, targetsOf } from "../../core/workspace/reference.ts";
import { isFromCluster, placeFor } from "../../core/workspace/resource.ts";
import { resourcesIn, type Workspace } from "../../core/workspace/workspace.ts";
import { codesBesideRules } from "./codes.ts";
import { placeOfName } from "./definition.ts";

/** Characters that lead somewhere: to an object in a file, or to the page of a rule. */
export type Link = { readonly at: Span } & (
  | { readonly to: "object"; readonly place: Place }
  | { readonly to: "rule"; readonly code: string }
);

/** The links of a file: names that refer to objects of other files, and rules in comments that silence them. */
export function linksIn(file: SourceFile, workspace: Workspace): readonly Link[] {
  const objects = resourcesIn(file).flatMap(resource =>
    namesIn(resource).flatMap((name): readonly Link[] => {
      const target = targetsOf(name, workspace, file).find(found => !isFromCluster(found));
      // In the same file *go to definition* is nearer.
      if (!target || target.uri === file.uri) return [];
      const { start, end } = placeFor(resource, name.at);
      return [{ at: { start, end }, to: "object", place: placeOfName(target) }];
    }),
  );
  const silenced = file.documents.flatMap(({ chunk, start }) =>
    silencedRules(chunk.text).map(link => ({ ...link, at: shift(link.at, start) })),
  );
  return [...objects, ...silenced];
}

const codes = new Set([...rules.map(({ id }): string => id), ...Object.keys(codesBesideRules)]);

function silencedRules(text: string): readonly Link[] {
  if (!text.includes("stepwise-disable")) return [];
  return [...text.matchAll(/^[ \t]*#[ \t]*stepwise-disable[^\r\n]*/gm)].flatMap(comment =>
    [...comment[0].matchAll(/[a-z-]+\/[a-z-]+/g)]
      .filter(([code]) => codes.has(code))
      .map(({ 0: code, index }): Link => {
        const start = comment.index + index;
        return { at: { start, end: start + code.length }, to: "rule", code };
      }),
  );
}
