import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { globSync } from "tinyglobby";
import { readFile as readYaml, type SourceFile } from "../core/syntax/file.ts";
import { type Workspace, workspaceOf } from "../core/workspace/workspace.ts";
import { withoutIgnored } from "../server/lsp/git-ignored.ts";
import { type Terminal, WrongUse } from "./command.ts";

/** A file that a command was given. `uri` is the path as it was given (or found below a folder that was). */
export interface Source {
  readonly uri: string;
  readonly text: string;
}

/** Files that a command was given, read. */
export interface Sources {
  readonly files: readonly SourceFile[];
  readonly workspace: Workspace;
}

// Folders that hold nothing that a person wrote for a cluster.
const ignored = ["**/node_modules/**", "**/.git/**"];

/** The texts of files, folders, globs, and `-` for standard input; of the current folder when nothing is named. */
export async function textsOf(paths: readonly string[], terminal: Terminal): Promise<readonly Source[]> {
  const found: Source[] = [];
  for (const given of paths.length === 0 ? ["."] : paths) {
    if (given === "-") found.push({ uri: "-", text: await terminal.stdin() });
    else
      for (const name of await filesOf(given, terminal.cwd))
        found.push({ uri: name, text: textOf(path.resolve(terminal.cwd, name), name) });
  }
  return found;
}

/** The same, read as YAML and put together. */
export async function readSources(paths: readonly string[], terminal: Terminal): Promise<Sources> {
  const files = (await textsOf(paths, terminal)).map(({ uri, text }) => readYaml(uri, text));
  return { files, workspace: workspaceOf(files) };
}

async function filesOf(given: string, cwd: string): Promise<readonly string[]> {
  const whole = path.resolve(cwd, given);
  const found = await stat(whole).catch(() => undefined);
  if (found?.isFile()) return [given];
  if (found?.isDirectory()) {
    const names = globSync("**/*.{yaml,yml}", { cwd: whole, ignore: ignored, dot: false });
    // What git ignores was made by something else; a file that is named by itself is meant all the same.
    const kept = await withoutIgnored(
      names.map(name => path.join(whole, name)),
      whole,
    );
    return kept
      .map(name => path.relative(whole, name))
      .toSorted()
      .map(name => path.join(given, name));
  }
  const matches = globSync(given, { cwd, ignore: ignored, absolute: path.isAbsolute(given) }).toSorted();
  if (matches.length === 0) throw new WrongUse(`${given} is no file, no folder, and no pattern that fits one.`);
  return matches;
}

/** Read without giving way: nobody waits meanwhile, and ten thousand small files take a fifth of the time. */
function textOf(whole: string, shown: string): string {
  try {
    return readFileSync(whole, "utf8");
  } catch {
    throw new WrongUse(`${shown} cannot be read.`);
  }
}
