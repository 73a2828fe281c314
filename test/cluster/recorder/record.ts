import { randomBytes } from "node:crypto";
import type { Desk } from "../answers.ts";
import { ApiError, type KubeObject } from "../api.ts";
import { type ControlPlane, scriptedNamespaces } from "../control-plane.ts";
import { readinessStages } from "../pods.ts";
import { type Hands, perform } from "./actions.ts";
import { canaryState } from "./canary-state.ts";
import { type Place, stagedObjects, unmoved } from "./manifests.ts";
import type { EventObject } from "./objects.ts";
import { rolloutState } from "./rollout-state.ts";
import { followRuns } from "./runs.ts";
import { readScript, type Script } from "./script.ts";
import { openSight, type Sight, type View } from "./sight.ts";
import { moment, type Story, startStory } from "./story.ts";
import type { ActionRecord, EventRecord, Trace } from "./trace.ts";
import { timeZero } from "./zero.ts";

/** Plays scripts on the real controllers, any number side by side. */
export interface Recorder {
  /**
   * Plays the script in a file in a namespace of its own and resolves to its trace. `left` is called with the objects of the namespace as they
   * are at the end.
   */
  readonly record: (file: string, left?: Left) => Promise<Trace>;
  readonly stop: () => Promise<void>;
}

export type Left = (objects: readonly KubeObject[]) => void;

export async function openRecorder(plane: ControlPlane): Promise<Recorder> {
  const sight = await openSight(plane.api);
  const claimedSeconds = new Map<number, number>();
  return {
    record: (file, left) => record(readScript(file), plane, sight, claimedSeconds, left),
    stop: sight.stop,
  };
}

async function record(
  script: Script,
  plane: ControlPlane,
  sight: Sight,
  claimedSeconds: Map<number, number>,
  left: Left | undefined,
): Promise<Trace> {
  const namespace = `${scriptedNamespaces}${script.name.slice(0, 40)}-${randomBytes(3).toString("hex")}`;
  const desk = plane.answers.open(namespace, script);
  const view = sight.view(namespace);
  const place: Place = { namespace, desk };
  const objects = stagedObjects(script, place);
  const stages = readinessStages(namespace, { namespace }, script.pods);
  try {
    await create([{ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } }, ...stages, ...objects], plane);
    const zero = await timeZero(view, script, claimedSeconds);
    const hands: Hands = {
      api: plane.api,
      argoRollouts: plane.tools.program("kubectl-argo-rollouts"),
      kubeconfig: plane.kubeconfig,
      script,
      place,
      desk,
      objects,
      view,
    };
    const trace = await play(script, { view, desk, hands, zero, versions: plane.tools.versions });
    left?.(JSON.parse(unmoved(JSON.stringify(view.everything()), place)) as KubeObject[]);
    return JSON.parse(unmoved(JSON.stringify(trace), place)) as Trace;
  } finally {
    desk.close();
    view.close();
    const shared = objects.filter(o => o.metadata.namespace === undefined);
    await remove([...stages, ...shared, { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } }], plane);
  }
}

async function create(objects: readonly KubeObject[], { api }: ControlPlane): Promise<void> {
  // One after the other: the order of a script is that of its files.
  for (const object of objects) await api.create(object);
}

async function remove(objects: readonly KubeObject[], { api }: ControlPlane): Promise<void> {
  for (const { apiVersion, kind, metadata } of objects) {
    try {
      await api.delete({ apiVersion, kind, name: metadata.name });
    } catch (error) {
      // A script may have failed before this object was created.
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    }
  }
}

interface Stage {
  readonly view: View;
  readonly desk: Desk;
  readonly hands: Hands;
  readonly zero: number;
  readonly versions: ControlPlane["tools"]["versions"];
}

async function play(script: Script, { view, desk, hands, zero, versions }: Stage): Promise<Trace> {
  const seconds = (at: number) => Math.max(0, Math.round((at - zero) / 10) / 100);
  const isRollout = script.target.kind === "Rollout";
  const story = startStory(view, () => (isRollout ? rolloutState : canaryState)(view, script.target.name), seconds);
  const runs = followRuns(view, seconds);
  const events = followEvents(view, seconds);
  desk.begin(zero);

  const end = new AbortController();
  const actions: ActionRecord[] = [];
  const acting = act(script, { story, hands, zero, seconds, signal: end.signal }, actions).catch(error => {
    // What has not run at `until` never runs.
    if (!end.signal.aborted) throw error;
  });
  await Promise.race([acting.then(() => new Promise<never>(() => {})), moment(zero + script.until * 1000)]);
  end.abort();
  for (const part of [story, runs, events]) part.stop();

  return {
    replay: script.name,
    platform: isRollout ? "argo-rollouts" : "flagger",
    source: `controller ${isRollout ? versions.argoRollouts : versions.flagger}`,
    ...(script.ignore.length > 0 ? { ignore: script.ignore } : {}),
    states: [...story.states],
    analyses: runs.analyses(),
    experiments: runs.experiments(),
    calls: desk.calls.filter(call => call.at >= zero).map(({ at, ...call }) => ({ t: seconds(at), ...call })),
    actions: [...actions],
    events: events.list,
    final: story.states.at(-1) ?? { t: 0 },
  };
}

interface Scene {
  readonly story: Story;
  readonly hands: Hands;
  readonly zero: number;
  readonly seconds: (at: number) => number;
  readonly signal: AbortSignal;
}

async function act(script: Script, { story, hands, zero, seconds, signal }: Scene, done: ActionRecord[]): Promise<void> {
  let last = -1;
  for (const action of script.actions) {
    const due = "at" in action ? action.at : (await story.next(action.when, last, signal)).t + action.after;
    await moment(zero + due * 1000, signal);
    const entry: ActionRecord = { t: seconds(Date.now()), do: action.do };
    last = entry.t;
    done.push(entry);
    const refused = await perform(action, hands);
    if (refused !== undefined) entry.refused = refused;
  }
}

const speakers: ReadonlySet<string> = new Set(["Rollout", "Experiment", "Canary"]);

function followEvents(view: View, seconds: (at: number) => number): { readonly list: readonly EventRecord[]; readonly stop: () => void } {
  const list: EventRecord[] = [];
  const told = new Set<string>();
  const stop = view.onChange(({ object }, at) => {
    if (object.kind !== "Event") return;
    const { metadata, involvedObject, reason, type, message } = object as EventObject;
    // The same event again is only counted up; a new text in it is news.
    const news = `${metadata.name} ${message}`;
    if (!speakers.has(involvedObject.kind) || told.has(news)) return;
    told.add(news);
    list.push({ t: seconds(at), reason, type, message });
  });
  return { list, stop };
}
