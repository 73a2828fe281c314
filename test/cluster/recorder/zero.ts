import { canaryState } from "./canary-state.ts";
import type { Rollout } from "./objects.ts";
import { rolloutState } from "./rollout-state.ts";
import type { Script } from "./script.ts";
import type { View } from "./sight.ts";
import { moment, settling } from "./story.ts";

const patience = 90_000;
const quiet = 1000;
// Replays that begin in one and the same second start their CLI processes together; more would delay each other's first action.
const beginnersPerSecond = 4;

/** Waits until version 1 is deployed and stable, and says which moment (milliseconds since the epoch) is time 0. */
export async function timeZero(view: View, script: Script, claimed: Map<number, number>): Promise<number> {
  if (script.target.kind === "Canary") {
    const zero = await firstTime(
      view,
      () => view.get("Canary", script.target.name) !== undefined && canaryState(view, script.target.name).phase === "Initialized",
      script,
    );
    // The tick wrote other objects just before; their watches may be a moment behind.
    await moment(zero + settling);
    return zero;
  }
  for (;;) {
    await firstTime(view, () => isDeployed(view, script.target.name), script);
    if (await staysQuiet(view, script)) break;
  }
  const zero = claimSecond(claimed);
  await moment(zero);
  return zero;
}

/** The next full second of the wall clock that has room, at least a moment ahead: the controllers keep times in whole seconds. */
function claimSecond(claimed: Map<number, number>): number {
  let second = Math.ceil((Date.now() + 100) / 1000) * 1000;
  while ((claimed.get(second) ?? 0) >= beginnersPerSecond) second += 1000;
  claimed.set(second, (claimed.get(second) ?? 0) + 1);
  return second;
}

function isDeployed(view: View, name: string): boolean {
  const rollout = view.get<Rollout>("Rollout", name);
  const steps = rollout?.spec.strategy.canary?.steps?.length ?? 0;
  return rollout?.status?.phase === "Healthy" && (steps === 0 || rollout.status.currentStepIndex === steps);
}

// The moment at which a watch brought the change that made the condition true.
function firstTime(view: View, holds: () => boolean, script: Script): Promise<number> {
  return new Promise((resolve, reject) => {
    const finish = (at: number) => {
      clearTimeout(timer);
      stop();
      resolve(at);
    };
    const timer = setTimeout(() => {
      stop();
      reject(
        new Error(
          `${script.name}: version 1 is not deployed after ${patience / 1000} s: ${JSON.stringify(view.get(script.target.kind, script.target.name))}`,
        ),
      );
    }, patience);
    const stop = view.onChange((_, at) => {
      if (holds()) finish(at);
    });
    if (holds()) finish(Date.now());
  });
}

async function staysQuiet(view: View, { target }: Script): Promise<boolean> {
  const state = () => JSON.stringify(rolloutState(view, target.name));
  const before = state();
  let changed = false;
  const stop = view.onChange(() => {
    changed ||= state() !== before;
  });
  await moment(Date.now() + quiet);
  stop();
  return !changed;
}
