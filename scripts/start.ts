import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "./build-all.ts";
import { editorPackage, fetchEditor } from "./editor/fetch.ts";
import { openAddress } from "./editor/open-address.ts";
import { EditorProblem, withPlainProblems } from "./editor/problem.ts";
import { startServer } from "./editor/server.ts";
import { writeSettings } from "./editor/settings.ts";

const root = join(import.meta.dirname, "..");

/** `npm start [-- --port N]`: an editor on a copy of the examples, with the extension of this folder in it and a canary in motion. */
async function start(port: number): Promise<void> {
  if (!(await buildAll())) throw new EditorProblem("not-started", "Nothing was started, because the build above is not whole.");
  const editor = await fetchEditor();
  const home = await mkdtemp(join(tmpdir(), "stepwise-start-"));
  try {
    const [examples, extensions] = [join(home, "examples"), join(home, "extensions")];
    await cp(join(root, "examples"), examples, { recursive: true });
    await linkExtension(extensions);
    await writeSettings(home);
    const interrupted = firstSignal();
    // The extension then starts the sandbox cluster by itself and sets a canary in motion.
    const server = await startServer({ editor, home, extensions, port, env: { STEPWISE_DEMO: "1" } });
    try {
      const address = server.page(examples);
      console.log(
        `\nVS Code ${editorPackage.vscode} with Stepwise:\n\n  ${address}\n\nCtrl-C ends it, and forgets what was changed in its copy of the examples.`,
      );
      openAddress(address);
      const signal = await Promise.race([interrupted, server.ended]);
      if (signal === undefined) throw new EditorProblem("not-started", "The editor ended by itself. Run the command again.");
    } finally {
      await server.stop();
    }
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A link and not a copy: after the next build a reload of the window shows the change. */
async function linkExtension(extensions: string): Promise<void> {
  const { publisher, name, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Record<string, string>;
  await mkdir(extensions, { recursive: true });
  await symlink(root, join(extensions, `${publisher}.${name}-${version}`), "junction");
}

/** Resolves when somebody wants the end. A second Ctrl-C finds no listener any more, so Node ends at once. */
function firstSignal(): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, resolve);
  return promise;
}

function portFrom(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new EditorProblem("busy-port", `"${text}" is no port. Give a number up to 65535, or leave out --port and any free one is taken.`);
}

await withPlainProblems(async () => {
  const { values } = parseArgs({ options: { port: { type: "string" } } });
  await start(portFrom(values.port));
});
