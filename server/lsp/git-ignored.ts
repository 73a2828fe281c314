import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import path from "node:path";

/**
 * The paths that git does not ignore, seen from a folder: nested `.gitignore` files, negations, `.git/info/exclude` and the person's own
 * ignore file count, and what is tracked is never ignored. Git itself is asked, as the one who knows. Everything stays where there is
 * no git or no repository, and where the folder itself is ignored: whoever names it means it. Paths are absolute.
 */
export async function withoutIgnored(paths: readonly string[], folder: string): Promise<readonly string[]> {
  if (paths.length === 0) return paths;
  const roots = new Map<string, string | undefined>();
  const folderRoot = repositoryOf(folder, roots);
  if (folderRoot !== undefined && (await ignoredIn(folderRoot, [folder])).size > 0) return paths;
  const byRoot = new Map<string, string[]>();
  for (const name of paths) {
    const root = repositoryOf(path.dirname(name), roots);
    if (root !== undefined) byRoot.set(root, [...(byRoot.get(root) ?? []), name]);
  }
  // A repository inside of another may be ignored as a whole.
  const inner = [...byRoot.keys()].filter(root => root !== folderRoot && folderRoot !== undefined && isInside(root, folderRoot));
  const gone = folderRoot === undefined ? new Set<string>() : await ignoredIn(folderRoot, inner);
  const ignored = new Set<string>();
  for (const [root, names] of byRoot) for (const name of gone.has(root) ? names : await ignoredIn(root, names)) ignored.add(name);
  return paths.filter(name => !ignored.has(name));
}

/** The nearest folder above with a `.git` in it, which is a file in a work tree beside its repository. */
function repositoryOf(folder: string, known: Map<string, string | undefined>): string | undefined {
  if (known.has(folder)) return known.get(folder);
  const above = path.dirname(folder);
  const found = existsSync(path.join(folder, ".git")) ? folder : above === folder ? undefined : repositoryOf(above, known);
  known.set(folder, found);
  return found;
}

/** Those of the paths that git ignores in a repository. */
async function ignoredIn(root: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = await askable(root, paths);
  if (asked.size === 0) return new Set();
  // Nothing that a repository sets up may run: looking at a folder is no consent.
  const options = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "check-ignore", "-z", "--stdin"];
  const answer = await output(root, options, `${[...asked.keys()].join("\0")}\0`);
  return new Set(answer.split("\0").flatMap(name => asked.get(name) ?? []));
}

/** Paths as git wants them, from its root: it refuses all of them for one that lies behind a symbolic link. */
async function askable(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, Promise<boolean>>();
  const straight = (folder: string): Promise<boolean> => {
    const known =
      folders.get(folder) ??
      Promise.all([realpath(folder), realpath(root)]).then(
        ([real, base]) => path.relative(base, real) === path.relative(root, folder),
        () => false,
      );
    folders.set(folder, known);
    return known;
  };
  const found = new Map<string, string>();
  for (const name of paths) {
    const inside = path.relative(root, name).replaceAll("\\", "/");
    if (inside !== "" && (await straight(path.dirname(name)))) found.set(inside, name);
  }
  return found;
}

/** What git says; nothing where it is not there, or does not want to. */
function output(cwd: string, words: readonly string[], input: string): Promise<string> {
  return new Promise(resolve => {
    const git = spawn("git", [...words], { cwd, stdio: ["pipe", "pipe", "ignore"] });
    let said = "";
    git.stdout.setEncoding("utf8").on("data", (part: string) => {
      said += part;
    });
    git.on("error", () => resolve(""));
    git.on("close", () => resolve(said));
    // It may end before it has read everything.
    git.stdin.on("error", () => undefined);
    git.stdin.end(input);
  });
}

function isInside(name: string, folder: string): boolean {
  return name.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
