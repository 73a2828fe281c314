import type { BuildOptions } from "esbuild";

/** One file that ships: where its source begins, and how esbuild makes it. */
export interface Bundle {
  /** Relative to the project, like `entry`. */
  readonly output: string;
  readonly entry: string;
  /** Begins the file with the line that lets a shell start it, and lets the shell do so. */
  readonly executable?: true;
  readonly options: BuildOptions;
}

/**
 * VS Code since 1.101 and every Node that can run this project. Of client-node its reading of kubeconfigs is all that is used; its
 * index brings 3 MB of generated models with it.
 */
const node: BuildOptions = {
  platform: "node",
  target: "node22",
  alias: { "@kubernetes/client-node": "@kubernetes/client-node/dist/config.js" },
};

/**
 * An ES module for Node. Packages that are still CommonJS ask for built-in modules by `require`, which an ES module does not
 * have; the name is long because esbuild does not know it and could not rename a clash.
 */
const nodeModule: BuildOptions = {
  ...node,
  format: "esm",
  banner: {
    js: 'import { createRequire as stepwiseCreateRequire } from "node:module"; const require = stepwiseCreateRequire(import.meta.url);',
  },
};

/** A script for a webview: one file without imports, so that a page with a nonce needs to name nothing else. */
const view: BuildOptions = {
  platform: "browser",
  target: "es2024",
  format: "iife",
  jsx: "automatic",
  jsxImportSource: "preact",
  define: { "process.env.NODE_ENV": '"production"' },
};

/** Everything that ships from `dist/`. */
export const bundles: readonly Bundle[] = [
  // The extension host still loads CommonJS at once and ES modules only by a detour.
  { entry: "client/extension.ts", output: "dist/client.cjs", options: { ...node, format: "cjs", external: ["vscode"] } },
  { entry: "server/start.ts", output: "dist/server.js", options: nodeModule },
  { entry: "server/main.ts", output: "dist/server-main.js", options: nodeModule },
  { entry: "cli/start.ts", output: "dist/cli.js", options: nodeModule, executable: true },
  { entry: "cli/main.ts", output: "dist/cli-main.js", options: nodeModule },
  { entry: "cli/checker.ts", output: "dist/checker.js", options: nodeModule },
  { entry: "webview/forecast.tsx", output: "dist/forecast.js", options: view },
  { entry: "webview/live.tsx", output: "dist/live.js", options: view },
  { entry: "webview/panel.css", output: "dist/panel.css", options: { target: "chrome120" } },
];
