import type { Millis } from "../../core/base/duration.ts";
import type { Target } from "../../protocol/live.ts";
import { act } from "../act.ts";
import { connect } from "../connection.ts";
import { loadKubeconfig } from "../kubeconfig.ts";
import { lookAt } from "../look.ts";
import { type TargetSnapshot, watchTarget } from "../target.ts";
import { type Sandbox, SandboxProblem } from "./sandbox.ts";

// How long a rollout that has ended is left to look at, in the sandbox's time and at least on the wall clock.
const rest: Millis = 60_000;
const shortest: Millis = 3000;
// Every third version is a bad one, so that a rollback is seen too.
const badEvery = 3;

/** Pushes a new version of the sandbox's first rollout, and another each time that one has ended. `tell` hears of each, in words. */
export async function startDemo(sandbox: Sandbox, tell: (words: string) => void): Promise<{ stop(): void }> {
  const { first } = sandbox;
  if (!first) throw new SandboxProblem("There is no Rollout and no Canary to push a version of. Name manifests that have one.");
  const loaded = await loadKubeconfig({ env: {}, file: sandbox.kubeconfig });
  const found = loaded.ok ? loaded.kubeconfig.context(sandbox.context) : loaded;
  if (!found.ok) throw new SandboxProblem(found.problem.message);
  const connection = connect(found.config, {});
  const target: Target = { context: sandbox.context, namespace: first.namespace, kind: first.kind, name: first.name };
  const base = first.image.replace(/[:@][^/]*$/, "");
  let number = 1;
  let next: NodeJS.Timeout | undefined;
  let pushing = false;

  const push = async (snapshot: TargetSnapshot): Promise<void> => {
    number++;
    const image = `${base}:v${number}${number % badEvery === 0 ? "-bad" : ""}`;
    const result = await act(connection, target, "setImage", { shown: snapshot.objects, image });
    tell(result.kind === "accepted" ? `Demo: pushed ${image} to ${first.kind.toLowerCase()}/${first.name}.` : `Demo: ${result.said}`);
    pushing = false;
  };
  let latest: TargetSnapshot | undefined;
  const watching = watchTarget(connection, target, snapshot => {
    latest = snapshot;
    if (!snapshot.complete || pushing) return;
    const look = lookAt(target, snapshot.objects);
    const ended = !("problem" in look) && (look.standing.ended !== undefined || look.standing.phase === "Initialized");
    if (!ended) return;
    pushing = true;
    next = setTimeout(() => latest && void push(latest), number === 1 ? 0 : Math.max(shortest, rest / sandbox.speed));
  });
  return {
    stop() {
      clearTimeout(next);
      watching.stop();
      connection.close();
    },
  };
}
