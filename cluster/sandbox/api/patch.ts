import { isObject, type Json, mergePatch } from "../../../core/base/json.ts";
import { patched } from "../../../core/base/json-patch.ts";
import type { ClusterObject } from "../../../core/platforms/platform.ts";
import type { ServedKind } from "../served.ts";
import { badRequest, patchDoesNotApply, unsupportedMediaType } from "./refusal.ts";
import { strategicMerge } from "./strategic.ts";

const jsonPatchType = "application/json-patch+json";
const mergePatchType = "application/merge-patch+json";
const strategicType = "application/strategic-merge-patch+json";

/** The object as a patch of this content type leaves it. Throws a `Refusal`. */
export function withPatch(kind: ServedKind, object: ClusterObject, contentType: string, patch: Json): ClusterObject {
  if (contentType === jsonPatchType) {
    if (!Array.isArray(patch)) throw badRequest("error decoding patch: a JSON patch is a list of operations");
    const result = patched(object, patch as readonly object[]);
    if (typeof result === "string") throw patchDoesNotApply();
    return result;
  }
  if (contentType === mergePatchType) return whole(mergePatch(object, patch));
  if (contentType === strategicType && !kind.custom) return whole(strategicMerge(object, patch));
  const accepted = [jsonPatchType, mergePatchType, ...(kind.custom ? [] : [strategicType])];
  throw unsupportedMediaType(accepted, kind.custom ? ". With kubectl, say `--type=merge` or `--type=json`" : "");
}

function whole(result: Json): ClusterObject {
  if (!isObject(result)) throw badRequest("the patch leaves no object");
  return result;
}
