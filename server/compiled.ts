import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Runs a bundle that lies beside the one that asks for it, compiled as Node kept it the last time: reading a megabyte of code is a third of a
 * start. Whoever wants none of that sets `NODE_DISABLE_COMPILE_CACHE`, which Node itself heeds; a folder that cannot be written is as good as none.
 */
export async function runCompiled(name: string): Promise<void> {
  enableCompileCache(path.join(cacheHome(), "stepwise", "compiled"));
  await import(pathToFileURL(path.join(import.meta.dirname, name)).href);
}

/** Where programs of this system keep what they can make again. */
function cacheHome(): string {
  if (process.platform === "win32") return process.env.LOCALAPPDATA || path.join(homedir(), "AppData", "Local");
  if (process.platform === "darwin") return path.join(homedir(), "Library", "Caches");
  return process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");
}
