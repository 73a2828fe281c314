import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { isObject, listAt } from "../../core/base/json.ts";
import type { ClusterObject } from "../../core/platforms/platform.ts";
import { readFile as readYaml } from "../../core/syntax/file.ts";
import { jsonOf } from "../../core/syntax/nodes.ts";

/** What was found in files, and which of them could not be read. */
export interface Manifests {
  readonly objects: readonly ClusterObject[];
  /** One sentence each. */
  readonly problems: readonly string[];
}

/** The Kubernetes objects in these files and, below folders, in every `.yaml`, `.yml` and `.json`. `cwd` is where relative paths begin. */
export async function readManifests(paths: readonly string[], cwd: string): Promise<Manifests> {
  const objects: ClusterObject[] = [];
  const problems: string[] = [];
  for (const given of paths) {
    const files = await filesAt(path.resolve(cwd, given));
    if (!files) problems.push(`${given} cannot be read. Give a file or a folder that is there.`);
    for (const file of files ?? []) {
      const shown = path.relative(cwd, file);
      const source = readYaml(shown, await readFile(file, "utf8"));
      for (const { chunk } of source.documents) {
        const [problem] = chunk.problems.filter(({ severity }) => severity === "error");
        if (problem) problems.push(`${shown} has a document that cannot be read: ${problem.message}`);
        const object = chunk.root && jsonOf(chunk.root);
        if (isObject(object)) objects.push(...(object.kind === "List" ? listAt(object, "items").filter(isObject) : [object]));
      }
    }
  }
  return { objects, problems };
}

async function filesAt(place: string): Promise<readonly string[] | undefined> {
  try {
    if (!(await stat(place)).isDirectory()) return [place];
    const found = await readdir(place, { recursive: true, withFileTypes: true });
    return found
      .filter(entry => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
      .map(entry => path.join(entry.parentPath, entry.name))
      .filter(file => !path.relative(place, file).split(path.sep).includes("node_modules"))
      .sort();
  } catch {
    return undefined;
  }
}
