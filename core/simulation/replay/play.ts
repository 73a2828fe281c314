import type { Millis } from "../../base/duration.ts";
import { at, type Json, type JsonObject, objectAt, same, textAt } from "../../base/json.ts";
import { patched } from "../../base/json-patch.ts";
import { type AnyPlatform, type AnySpec, platformFor } from "../../platforms/index.ts";
import { actionIds, type ClusterObject } from "../../platforms/platform.ts";
import { isNamed, shownObjects } from "../../platforms/shown.ts";
import { resourceFrom } from "../../workspace/resource.ts";
import { workspaceOf } from "../../workspace/workspace.ts";
import type { Script, ScriptAction } from "../../world/script.ts";
import { scriptedAnswer, scriptedReadiness } from "../../world/scripted.ts";
import { Machine, Restless } from "../machine.ts";
import { deeds } from "./deeds.ts";
import { type Trace, TraceRecorder } from "./trace.ts";

/** Our machine is asked for more than it predicts: the end of the sentence *not predicted: …*. */
export class NotPredicted extends Error {}

// A pass of the real controllers takes some 30 ms, and they see a pod become ready some 50 ms late (measured, `real-cluster.md`). That is
// nothing to a person, but it decides what comes first when a pause, which ends on a whole second, meets a pod that was made in one.
const passMs = 30;
const podSeenMs = 50;

/**
 * Plays a script on our machine, in virtual time. `objects` are all documents of its manifests.
 * Throws `NotPredicted` where the machine does not know what the controller would do.
 */
export function play(script: Script, objects: readonly ClusterObject[]): Trace {
  return played(script, objects).trace;
}

/** The same, and the objects of the cluster as they are at the end. */
export function played(
  script: Script,
  objects: readonly ClusterObject[],
): { readonly trace: Trace; readonly objects: readonly ClusterObject[] } {
  const platform = platformFor(script.target.kind);
  if (!platform) throw new NotPredicted(`${script.target.kind} is no kind that is rolled out`);
  try {
    const player = new Player(script, platform, objects);
    return { trace: player.play(), objects: player.objects() };
  } catch (reason) {
    if (reason instanceof Restless)
      throw new NotPredicted(`${reason.message}, which is a mistake of ours. Please report it with this script`);
    throw reason;
  }
}

class Player {
  readonly #script: Script;
  readonly #recorder: TraceRecorder;
  readonly #machine: Machine;
  readonly #actions: JsonObject[] = [];
  readonly #events: JsonObject[] = [];
  /** Pod templates that were wanted so far, by the image of their first container. */
  readonly #templates = new Map<string, Json>();
  #applied: readonly ClusterObject[];
  #next = 0;
  /** When the action that is next runs, once that is known. */
  #due: Millis | undefined;

  constructor(script: Script, platform: AnyPlatform, objects: readonly ClusterObject[]) {
    this.#script = script;
    this.#applied = objects;
    this.#recorder = new TraceRecorder(script.target);
    const ready = scriptedReadiness(script);
    this.#machine = new Machine(platform, this.#read(platform), {
      readiness: image => {
        const after = ready(image);
        return after === undefined ? undefined : after + podSeenMs;
      },
      passMs,
      answer: (ask, now) => scriptedAnswer(script, ask, now),
      act: now => this.#act(now),
      dueAt: () => this.#due,
      seen: deeds => {
        for (const deed of deeds)
          this.#events.push({ t: this.#machine.now / 1000, reason: deed.reason, type: deed.type, message: deed.words });
        this.#see();
      },
    });
  }

  play(): Trace {
    this.#see();
    this.#expectAction();
    this.#machine.run(this.#script.until);
    const { states } = this.#recorder;
    return {
      replay: this.#script.name,
      platform: this.#machine.platform.id,
      source: "stepwise",
      ...(this.#script.ignore.length > 0 ? { ignore: this.#script.ignore } : {}),
      states,
      analyses: this.#recorder.analyses(),
      experiments: [],
      calls: [],
      actions: this.#actions,
      events: this.#events,
      final: states.at(-1) ?? {},
    };
  }

  #see(): void {
    const { now } = this.#machine;
    const state = this.#recorder.see(this.objects(), now / 1000);
    const action = this.#script.actions[this.#next];
    if (state && this.#due === undefined && action?.when && fits(action.when, state)) this.#due = now + action.after;
  }

  objects(): readonly ClusterObject[] {
    const { platform, spec, state, pods, now } = this.#machine;
    return shownObjects(platform, spec, state, pods.status(now), this.#applied);
  }

  /** Notes when the next action runs: at its time, or at once when that is past; a condition waits for a state that is still to come. */
  #expectAction(): void {
    const action = this.#script.actions[this.#next];
    this.#due = action?.at === undefined ? undefined : Math.max(action.at, this.#machine.now);
  }

  #act(now: Millis): boolean {
    const action = this.#script.actions[this.#next];
    if (!action || this.#due === undefined || this.#due > now) return false;
    const refused = this.#do(action);
    this.#actions.push({ t: now / 1000, do: action.do, ...(refused === undefined ? {} : { refused }) });
    this.#next++;
    this.#expectAction();
    return true;
  }

  #do(action: ScriptAction): string | undefined {
    const { platform, spec, state } = this.#machine;
    const id = actionIds.find(known => known === action.do);
    const deed = Object.hasOwn(deeds, action.do) && platform.kind === "Rollout" ? deeds[action.do] : undefined;
    if (deed) return this.#doDeed(deed, action);
    if (!id || "path" in action.written || "kind" in action.written)
      throw new NotPredicted(`the action \`${action.do}\` of this script is not predicted yet`);
    const found = platform.actions(spec, state, action.image).find(candidate => candidate.id === id);
    if (!found) return `${platform.label} has no such action`;
    for (const request of found.requests) {
      const object = this.objects().find(candidate => isNamed(candidate, request.target.kind, request.target.name));
      if (!object) return `${request.target.kind} ${request.target.name} is not there`;
      const result = patched(object, request.patch);
      if (typeof result === "string") return result;
      if (request.subresource === "status") this.#machine.written = objectAt(result, "status");
      else this.#apply(object, result);
    }
    return undefined;
  }

  /** What people do that no panel offers. It is done to the target, unless the script names another object. */
  #doDeed(deed: (typeof deeds)[string], { do: name, written }: ScriptAction): string | undefined {
    const kind = textAt(written, "kind") ?? this.#script.target.kind;
    const called = textAt(written, "name") ?? this.#script.target.name;
    const target = this.objects().find(candidate => isNamed(candidate, kind, called));
    if (!target) return `${kind} ${called} is not there`;
    if (kind !== this.#script.target.kind) throw new NotPredicted(`what \`${name}\` does to a ${kind} is not predicted yet`);
    const replicaSets = this.objects()
      .filter(object => object.kind === "ReplicaSet")
      .map(set => ({
        revision: Number(textAt(set, "metadata", "annotations", "rollout.argoproj.io/revision") ?? 0),
        template: this.#templates.get(textAt(set, "spec", "template", "spec", "containers", 0, "image") ?? ""),
      }));
    const done = deed({ target, written, replicaSets });
    if ("refused" in done) return done.refused;
    if ("status" in done) this.#machine.written = done.status;
    else if ("object" in done) this.#apply(target, done.object);
    return undefined;
  }

  #apply(before: ClusterObject, after: ClusterObject): void {
    if (same(objectAt(before, "spec"), objectAt(after, "spec"))) return;
    const name = objectAt(before, "metadata").name;
    this.#applied = this.#applied.map(object =>
      object.kind === before.kind && objectAt(object, "metadata").name === name ? { ...object, spec: objectAt(after, "spec") } : object,
    );
    this.#machine.spec = this.#read(this.#machine.platform);
  }

  #read(platform: AnyPlatform): AnySpec {
    const resources = this.#applied.map(object => resourceFrom(object)).filter(resource => resource !== undefined);
    const target = resources.find(resource => resource.kindName === this.#script.target.kind && resource.name === this.#script.target.name);
    if (!target) throw new NotPredicted(`${this.#script.target.kind} ${this.#script.target.name} is in none of the manifests`);
    const { value, problems } = platform.read(target, workspaceOf([], resources));
    const [reason] = [...problems.filter(problem => problem.severity === "error").map(problem => problem.message), ...value.notPredicted];
    if (reason !== undefined) throw new NotPredicted(reason);
    const applied = this.#applied.find(object => isNamed(object, this.#script.target.kind, this.#script.target.name));
    const template = at(applied, "spec", "template");
    if (template !== undefined) this.#templates.set(textAt(template, "spec", "containers", 0, "image") ?? "", template);
    return value;
  }
}

function fits(when: JsonObject, state: JsonObject): boolean {
  return Object.entries(when).every(([field, value]) => same(value, state[field] ?? null));
}
