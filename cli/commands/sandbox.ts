import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startDemo } from "../../cluster/sandbox/demo.ts";
import { readManifests } from "../../cluster/sandbox/manifests.ts";
import { type Sandbox, SandboxProblem, startSandbox } from "../../cluster/sandbox/sandbox.ts";
import { ClusterSaidNo, type Command, exit, numberOption, type Terminal, WrongUse } from "../command.ts";

// What a newcomer meets first; the examples of mistakes are for the editor.
const seeds = ["checkout", "payments", "search"];

export const sandbox: Command = {
  name: "sandbox",
  operands: "[PATH...]",
  summary: "Runs a cluster of its own on this computer, whose rollouts move as the controllers would move them.",
  options: { speed: { type: "string" }, port: { type: "string" }, demo: { type: "boolean" } },
  optionHelp: {
    speed: "how many times faster than the wall clock (10)",
    port: "the port on 127.0.0.1 (a free one)",
    demo: "push a new version of the first rollout, again each time it has ended",
  },
  async run(paths, values, terminal) {
    const speed = numberOption(values, "speed", 10);
    const port = numberOption(values, "port", 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new WrongUse(`\`--port ${port}\` is no port. It is a number from 1 to 65,535.`);
    const { objects, problems } = await readManifests(paths.length > 0 ? paths : examples(), terminal.cwd);
    for (const problem of problems) terminal.err(`${problem}\n`);
    if (problems.length > 0) return exit.wrongUse;
    const running = await started(() => startSandbox({ speed, manifests: objects, port }));
    try {
      terminal.out(welcome(running));
      const demo = values.demo === true ? await startDemo(running, words => terminal.err(`${words}\n`)) : undefined;
      await interrupted(terminal);
      demo?.stop();
    } finally {
      await running.stop();
    }
    terminal.err("The sandbox is gone, and its kubeconfig with it.\n");
    return exit.fine;
  },
};

async function started(start: () => Promise<Sandbox>): Promise<Sandbox> {
  try {
    return await start();
  } catch (reason) {
    throw reason instanceof SandboxProblem ? new ClusterSaidNo(reason.message) : reason;
  }
}

/** The examples that come with Stepwise: beside the bundle, or two folders above this source. */
function examples(): readonly string[] {
  const roots = ["../examples", "../../examples"].map(place => fileURLToPath(new URL(place, import.meta.url)));
  const root = roots.find(place => existsSync(path.join(place, seeds[0] ?? "")));
  if (root === undefined) throw new WrongUse("The examples are not here. Name the manifests to start with.");
  return seeds.map(name => path.join(root, name));
}

function welcome({ url, kubeconfig, namespace, speed, leftOut, first }: Sandbox): string {
  const name = first ? `${first.kind.toLowerCase()}/${first.name}` : "rollout/NAME";
  const image = first ? `${first.image.replace(/[:@][^/]*$/, "")}` : "IMAGE";
  const left = leftOut.length > 0 ? `Left out, since it is not served here: ${leftOut.join(", ")}.\n` : "";
  return `The sandbox runs at ${url}, ${speed} times as fast as the clock. Ctrl-C ends it.
${left}
  export KUBECONFIG=${kubeconfig}

  stepwise get                                    what is there (namespace ${namespace})
  stepwise set-image ${name} ${image}:v2
  stepwise watch ${name}
  stepwise promote ${name}                        or: abort, pause, resume, retry
  kubectl get rollouts,canaries --watch           kubectl works too

An image with \`bad\` in its tag fails its checks, one with \`crash\` never becomes ready.
`;
}

function interrupted({ signal }: Terminal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
