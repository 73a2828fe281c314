import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { glob } from "tinyglobby";

/**
 * Bundles `host/run.ts` and each `*.test.ts` of a suite folder into `out`, as CommonJS, because an extension host loads its tests
 * by `require`. Mocha stays outside: it is one module for all bundles and is found in the project.
 */
export async function bundleSuite(suite: string, out: string): Promise<string> {
  const tests = await glob("**/*.test.ts", { cwd: suite, absolute: true });
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await build({
    entryPoints: [
      { in: join(import.meta.dirname, "host", "run.ts"), out: "run" },
      ...tests.map(file => ({ in: file, out: basename(file, ".ts") })),
    ],
    outdir: out,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node22",
    external: ["vscode", "mocha"],
    // A failed assertion then names the line of the test and not of its bundle.
    sourcemap: "inline",
    sourcesContent: false,
    logLevel: "warning",
  });
  return join(out, "run.cjs");
}
