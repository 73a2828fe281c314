import { type Json, type JsonObject, objectAt, same, textAt } from "../../../core/base/json.ts";
import type { ClusterObject } from "../../../core/platforms/platform.ts";

/**
 * What people wrote into specs that a controller changes too: Flagger scales the target that people sized. A machine reads what was
 * written; the API shows what the controller made of it.
 */
export class Applied {
  readonly #specs = new Map<string, JsonObject>();

  /** Notes the spec before a controller changes it for the first time. */
  keep(object: ClusterObject): void {
    const uid = uidOf(object);
    if (!this.#specs.has(uid)) this.#specs.set(uid, objectAt(object, "spec"));
  }

  /** Notes what somebody wrote: of a spec that a controller changes, only the fields that this person changed are theirs. */
  written(before: ClusterObject, after: ClusterObject): void {
    const uid = uidOf(after);
    const known = this.#specs.get(uid);
    if (!known) return;
    const [was, is] = [objectAt(before, "spec"), objectAt(after, "spec")];
    const spec: { [key: string]: Json } = {};
    for (const [key, value] of Object.entries(is)) spec[key] = key in was && same(was[key], value) ? (known[key] ?? value) : value;
    this.#specs.set(uid, spec);
  }

  forget(object: ClusterObject): void {
    this.#specs.delete(uidOf(object));
  }

  /** The object as people applied it. */
  of(object: ClusterObject): ClusterObject {
    const spec = this.#specs.get(uidOf(object));
    return spec ? { ...object, spec } : object;
  }
}

function uidOf(object: ClusterObject): string {
  return textAt(object, "metadata", "uid") ?? "";
}
