import { isObject } from "../../core/base/json.ts";
import { readFile } from "../../core/syntax/file.ts";
import { jsonOf } from "../../core/syntax/nodes.ts";
import { type Resource, resourceFrom } from "../../core/workspace/resource.ts";

/** The resources of a text with YAML documents, as a cluster would give them: without places. */
export function resourcesIn(text: string): readonly Resource[] {
  return readFile("f", text)
    .documents.map(document => (document.chunk.root ? jsonOf(document.chunk.root) : null))
    .filter(isObject)
    .flatMap(object => resourceFrom(object) ?? []);
}
