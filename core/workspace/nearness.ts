import { isFromCluster, type Resource } from "./resource.ts";

/**
 * Repositories hold the same names many times over (a folder for each environment, examples side by side), and what a file names is what
 * stands nearest to it: in the file itself, then in its folder, then below the deepest folder that holds both. Objects of a cluster
 * are in no folder and come last. The groups overlap: a nearer one is part of those that follow.
 */
export function* byNearness(alike: readonly Resource[], uri: string): Generator<readonly Resource[]> {
  if (alike.length > 1) {
    const { inFile, inFolder, below } = foldersOf(alike);
    const folders = foldersAbove(uri);
    for (const group of [inFile.get(uri), inFolder.get(folders[0] ?? ""), ...folders.map(folder => below.get(folder))])
      if (group) yield group;
  }
  yield alike;
}

interface Folders {
  readonly inFile: ReadonlyMap<string, readonly Resource[]>;
  readonly inFolder: ReadonlyMap<string, readonly Resource[]>;
  /** In the folder or in one below it. */
  readonly below: ReadonlyMap<string, readonly Resource[]>;
}

const known = new WeakMap<readonly Resource[], Folders>();

function foldersOf(alike: readonly Resource[]): Folders {
  const remembered = known.get(alike);
  if (remembered) return remembered;
  const [inFile, inFolder, below] = [new Map<string, Resource[]>(), new Map<string, Resource[]>(), new Map<string, Resource[]>()];
  const put = (map: Map<string, Resource[]>, key: string, resource: Resource): void => {
    const list = map.get(key);
    if (list) list.push(resource);
    else map.set(key, [resource]);
  };
  for (const resource of alike) {
    if (isFromCluster(resource)) continue;
    const folders = foldersAbove(resource.uri);
    put(inFile, resource.uri, resource);
    put(inFolder, folders[0] ?? "", resource);
    for (const folder of folders) put(below, folder, resource);
  }
  const folders = { inFile, inFolder, below };
  known.set(alike, folders);
  return folders;
}

/** The folder of a file and those that hold it, the deepest first. */
function foldersAbove(uri: string): readonly string[] {
  const folders: string[] = [];
  for (let end = uri.lastIndexOf("/"); end >= 0; end = uri.lastIndexOf("/", end - 1)) {
    folders.push(uri.slice(0, end));
    if (end === 0) break;
  }
  return uri.startsWith("/") || uri.includes("://") ? folders : [...folders, ""];
}
