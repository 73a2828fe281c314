import { stat } from "node:fs/promises";
import { isAbsolute, relative } from "node:path";
import { withoutIgnored } from "./git-ignored.ts";

/** A folder of the workspace, and the globs of what is hidden in it. */
export interface Folder {
  readonly path: string;
  readonly hidden: readonly string[];
}

/** How much is read at most. */
export interface Bounds {
  readonly files: number;
  /** Of one file. */
  readonly bytes: number;
  /** Of all files together. */
  readonly total: number;
}

export interface Listing {
  /** What is to be read, small files first: most objects are in them, and they are there at once. */
  readonly paths: readonly string[];
  /** Too large by themselves, which manifests seldom are. */
  readonly large: readonly string[];
  /** How many more there are than the bounds let in. */
  readonly leftOut: number;
}

const wanted = ["**/*.yaml", "**/*.yml", "**/kustomization"];

// Of others, made by tools, or long. Names of folders that hold manifests by habit are not among them.
const never = ["node_modules", ".git", ".hg", ".svn", "dist", "vendor", ".terraform"].map(name => `**/${name}/**`);

/** The YAML files of folders that git does not ignore, each once, as far as the bounds go. */
export async function listFiles(folders: readonly Folder[], bounds: Bounds): Promise<Listing> {
  const found = new Map<string, number>();
  for (const folder of folders)
    for (const path of await withoutIgnored(await globbed(folder, wanted), folder.path))
      if (!found.has(path)) found.set(path, await sizeOf(path));
  const large = [...found].filter(([, size]) => size > bounds.bytes).map(([path]) => path);
  const readable = [...found].filter(([, size]) => size <= bounds.bytes).toSorted(([, a], [, b]) => a - b);
  let total = 0;
  const paths = readable.slice(0, bounds.files).filter(([, size]) => {
    total += size;
    return total <= bounds.total;
  });
  return { paths: paths.map(([path]) => path), large, leftOut: readable.length - paths.length };
}

/** Those of the files that would be among the ones of the folders. */
export async function listedAmong(paths: readonly string[], folders: readonly Folder[]): Promise<ReadonlySet<string>> {
  const { escapePath } = await import("tinyglobby");
  const found = new Set<string>();
  for (const folder of folders) {
    const shown: string[] = [];
    for (const path of paths) {
      const inside = relative(folder.path, path).replaceAll("\\", "/");
      if (inside.startsWith("../") || isAbsolute(inside) || !/(\.ya?ml|(^|\/)kustomization)$/i.test(inside)) continue;
      if ((await globbed(folder, [escapePath(inside)])).length > 0) shown.push(path);
    }
    for (const path of await withoutIgnored(shown, folder.path)) found.add(path);
  }
  return found;
}

async function globbed({ path, hidden }: Folder, patterns: readonly string[]): Promise<readonly string[]> {
  // Loaded here, since the first answer does not need it.
  const { glob } = await import("tinyglobby");
  // A glob that is no glob, or a folder that cannot be read, hides nothing and has nothing.
  return glob(patterns, {
    cwd: path,
    absolute: true,
    dot: true,
    caseSensitiveMatch: false,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: [...never, ...hidden.flatMap(pattern => [pattern, `${pattern.replace(/\/$/, "")}/**`])],
  }).catch(() => []);
}

function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    stats => stats.size,
    () => 0,
  );
}
