import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isObject, type JsonObject } from "../../core/base/json.ts";
import { played } from "../../core/simulation/replay/play.ts";
import { readFile } from "../../core/syntax/file.ts";
import { jsonOf } from "../../core/syntax/nodes.ts";
import { readScript } from "../../core/world/script.ts";
import { routerObjects } from "./router-objects.ts";

/** Folders below a root, itself included, that hold a replay with the trace of the real controller beside it; relative, sorted. */
export function replaysBelow(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.name === "replay.yaml" && existsSync(path.join(entry.parentPath, "trace.json")))
    .map(entry => path.relative(root, entry.parentPath))
    .sort();
}

/** What the real controller showed. */
export function recordedTrace(folder: string): JsonObject {
  return JSON.parse(readFileSync(path.join(folder, "trace.json"), "utf8")) as JsonObject;
}

/** What our machine shows for the same script. Throws what cannot be read, and `NotPredicted`. */
export function playedTrace(folder: string): JsonObject {
  return playedFiles(name => readFileSync(path.join(folder, name), "utf8"));
}

/** The same for files that `read` gives by name; the script is `replay.yaml`. */
export function playedFiles(read: (name: string) => string): JsonObject {
  return JSON.parse(JSON.stringify(playedWith(read).trace)) as JsonObject;
}

/** What our machine leaves in the objects of the traffic system, and what the real controller left there where that was kept. */
export function leftObjects(folder: string): { readonly ours: readonly JsonObject[]; readonly theirs: readonly JsonObject[] | undefined } {
  const kept = path.join(folder, "objects.json");
  const { objects } = playedWith(name => readFileSync(path.join(folder, name), "utf8"));
  return {
    ours: routerObjects(JSON.parse(JSON.stringify(objects)) as JsonObject[]),
    theirs: existsSync(kept) ? (JSON.parse(readFileSync(kept, "utf8")) as JsonObject[]) : undefined,
  };
}

function playedWith(read: (name: string) => string): ReturnType<typeof played> {
  const { value: script, problems } = readScript(read("replay.yaml"));
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(" "));
  const objects = script.manifests.flatMap(name =>
    readFile(name, read(name))
      .documents.map(document => (document.chunk.root ? jsonOf(document.chunk.root) : null))
      .filter(isObject),
  );
  return played(script, objects);
}
