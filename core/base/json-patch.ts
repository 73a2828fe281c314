import jsonPatch from "fast-json-patch";
import { isObject, type JsonObject } from "./json.ts";

/** The object after a JSON patch, or why the server would refuse it. */
export function patched(object: JsonObject, patch: readonly object[]): JsonObject | string {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(object));
    const result: unknown = jsonPatch.applyPatch(copy, patch as Parameters<typeof jsonPatch.applyPatch>[1], true).newDocument;
    return isObject(result) ? result : "the patch leaves no object";
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? error.message) : String(error);
  }
}
