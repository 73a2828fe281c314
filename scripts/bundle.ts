import { createHash, type Hash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type BuildOptions, build, version as esbuildVersion, type Metafile } from "esbuild";
import type { Bundle } from "./bundles.ts";

/** What became of one bundle. */
export type Bundled =
  | { readonly kind: "fresh" }
  | { readonly kind: "built"; readonly bytes: number; readonly ms: number }
  | { readonly kind: "unwritten" }
  /** The source does not hold together; esbuild has said where. */
  | { readonly kind: "broken" };

export interface BundleOptions {
  /** The project, or a folder that looks like one. */
  readonly root: string;
  /** `readable` leaves names and lines alone and adds a source map, for whoever steps through it. */
  readonly style: "shipped" | "readable";
}

/**
 * Makes a bundle if any file that went into it has changed since, by content. What went in is what esbuild said the last time,
 * kept in `dist/.build/`, one file per bundle, so that two commands at once do not overwrite each other's notes.
 */
export async function bundle(wanted: Bundle, { root, style }: BundleOptions): Promise<Bundled> {
  const entry = join(root, wanted.entry);
  const output = join(root, wanted.output);
  if (!existsSync(entry)) return { kind: "unwritten" };
  const options = { ...wanted.options, ...styles[style] };
  const recipe = digest(
    createHash("sha256")
      .update(esbuildVersion)
      .update(JSON.stringify([options, wanted.executable ?? false])),
  );
  const notes = join(dirname(output), ".build", `${wanted.entry.replaceAll("/", "-")}.json`);
  if (existsSync(output) && (await isFresh(notes, recipe, root))) return { kind: "fresh" };

  const began = performance.now();
  const result = await made({ ...options, entryPoints: [entry], outfile: output, absWorkingDir: root });
  if (result === undefined) return { kind: "broken" };
  for (const { path, contents } of result.outputFiles) {
    await replace(path, path === output && wanted.executable ? Buffer.concat([Buffer.from("#!/usr/bin/env node\n"), contents]) : contents);
  }
  if (wanted.executable) await chmod(output, 0o755);
  await replace(notes, JSON.stringify(await note(result.metafile, recipe, root)));
  return {
    kind: "built",
    bytes: result.outputFiles.reduce((sum, file) => sum + file.contents.length, 0),
    ms: Math.round(performance.now() - began),
  };
}

async function made(options: BuildOptions) {
  try {
    return await build({ ...options, bundle: true, metafile: true, write: false, logLevel: "warning" });
  } catch (failure) {
    // esbuild prints each error at its place in the source; what it throws only repeats that.
    if (failure instanceof Error && "errors" in failure) return undefined;
    throw failure;
  }
}

const styles = {
  shipped: { minify: true, sourcemap: false },
  readable: { minify: false, sourcemap: "inline" },
} as const;

interface Notes {
  readonly recipe: string;
  /** Each file that went in, relative to the project, with the digest of its content. */
  readonly inputs: Readonly<Record<string, string>>;
}

async function note(metafile: Metafile, recipe: string, root: string): Promise<Notes> {
  const inputs: Record<string, string> = {};
  // Besides files esbuild lists what it made up itself, such as the empty stand-in for a module a browser has not.
  for (const path of Object.keys(metafile.inputs).filter(path => existsSync(join(root, path))))
    inputs[path] = await digestOf(join(root, path));
  return { recipe, inputs };
}

async function isFresh(file: string, recipe: string, root: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  const notes = JSON.parse(await readFile(file, "utf8")) as Notes;
  if (notes.recipe !== recipe) return false;
  const same = await Promise.all(
    Object.entries(notes.inputs).map(async ([path, was]) => existsSync(join(root, path)) && (await digestOf(join(root, path))) === was),
  );
  return same.every(Boolean);
}

async function digestOf(path: string): Promise<string> {
  return digest(createHash("sha256").update(await readFile(path)));
}

function digest(hash: Hash): string {
  return hash.digest("base64url");
}

/** Writes beside and renames, because an editor that runs may read the file at any moment. */
async function replace(path: string, contents: string | Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, contents);
  await rename(draft, path);
}
