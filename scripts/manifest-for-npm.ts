import { copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const manifest = join(root, "package.json");
const kept = join(root, "out", "package.json.whole");

/**
 * What is published needs no Node of its own and builds nothing, so the manifest in the package has neither the platform packages of
 * Node nor the project's tools. `npm pack` calls this before (`trim`) and after (`restore`).
 */
export function trimmed(text: string): string {
  const {
    scripts: _scripts,
    devDependencies: _dev,
    optionalDependencies: _optional,
    ...rest
  } = JSON.parse(text) as { [field: string]: unknown };
  return `${JSON.stringify(rest, null, 2)}\n`;
}

if (import.meta.main) {
  if (process.argv[2] === "trim") {
    await mkdir(join(root, "out"), { recursive: true });
    await copyFile(manifest, kept);
    await writeFile(manifest, trimmed(await readFile(manifest, "utf8")));
  } else await rename(kept, manifest);
}
