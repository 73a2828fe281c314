import type { Millis } from "../../base/duration.ts";
import { at, type Json, type JsonObject, numberAt, objectAt, same, textAt } from "../../base/json.ts";
import { patched } from "../../base/json-patch.ts";
import { rfc3339 } from "../../base/time.ts";
import { type AnyPlatform, type AnySpec, platformFor } from "../../platforms/index.ts";
import { actionIds, type ClusterObject, type Refusal } from "../../platforms/platform.ts";
import { isNamed, shownObjects } from "../../platforms/shown.ts";
import { type Resource, resourceFrom } from "../../workspace/resource.ts";
import { type Workspace, workspaceOf } from "../../workspace/workspace.ts";
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
  /** Pod templates that were wanted so far, by the hashes of their versions. */
  readonly #templates = new Map<string, Json>();
  #applied: readonly ClusterObject[];
  /** Templates that were deleted. */
  #gone: readonly ClusterObject[] = [];
  #next = 0;
  /** When the action that is next runs, once that is known. */
  #due: Millis | undefined;

  constructor(script: Script, platform: AnyPlatform, objects: readonly ClusterObject[]) {
    this.#script = script;
    this.#applied = objects;
    this.#recorder = new TraceRecorder(script.target);
    const ready = scriptedReadiness(script);
    const refused = this.#refusal(platform);
    const spec = this.#read(platform, undefined);
    if (refused) throw new NotPredicted(`the controller refuses it: ${refused.words}`);
    this.#machine = new Machine(platform, spec, {
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
      experiments: this.#recorder.experiments(),
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
      else this.#apply(result, object);
    }
    return undefined;
  }

  /** What people do that no panel offers. It is done to the target, unless the script names another object. */
  #doDeed(deed: (typeof deeds)[string], { do: name, written }: ScriptAction): string | undefined {
    const kind = textAt(written, "kind") ?? this.#script.target.kind;
    const called = textAt(written, "name") ?? this.#script.target.name;
    const objects = this.objects();
    const target = objects.find(candidate => isNamed(candidate, kind, called));
    if (!target) return `${kind} ${called} is not there`;
    const isOwn = kind === this.#script.target.kind;
    if (!this.#applied.some(object => isNamed(object, kind, called)) || (isOwn && name === "delete"))
      throw new NotPredicted(`what \`${name}\` does to a ${kind} is not predicted yet`);
    const lender = this.#lender(objects);
    const replicaSets = objects
      .filter(object => object.kind === "ReplicaSet")
      .map(set => ({
        revision: Number(textAt(set, "metadata", "annotations", "rollout.argoproj.io/revision") ?? 0),
        template: this.#templates.get(textAt(set, "metadata", "labels", "rollouts-pod-template-hash") ?? ""),
      }));
    if (name === "restart" && this.#machine.platform.version(this.#machine.spec).assumed && objects.filter(hasPods).length > 1)
      throw new NotPredicted(
        "which pods are made anew first, those of the stable version or of the new one, hangs on a name that is not known here",
      );
    const done = deed({ target, lender, written, now: this.#machine.now, replicaSets });
    if ("refused" in done) return done.refused;
    if ("gone" in done) this.#remove(target);
    if ("status" in done) this.#machine.written = done.status;
    else if ("object" in done) {
      const status = isOwn && objectAt(written, "merge").status !== undefined ? objectAt(done.object, "status") : undefined;
      this.#apply(done.object, target);
      if (status) this.#machine.written = status;
    }
    return undefined;
  }

  /** What has the pod template: the Rollout, or the workload that it refers to. */
  #lender(objects: readonly ClusterObject[]): ClusterObject | undefined {
    const { kind, name } = this.#script.target;
    const target = objects.find(object => isNamed(object, kind, name));
    const lent = at(target, "spec", "workloadRef");
    return lent === undefined ? target : objects.find(object => isNamed(object, textAt(lent, "kind") ?? "", textAt(lent, "name") ?? ""));
  }

  /** Puts an object in the place of the one that is shown. What controllers wrote into it does not count as applied. */
  #apply(after: ClusterObject, shown: ClusterObject): void {
    const before = this.#applied.find(object => isNamed(object, String(after.kind), textAt(after, "metadata", "name") ?? ""));
    if (!before || same(after, shown)) return;
    const { status: _, metadata: __, ...rest } = after;
    const applied: ClusterObject = { ...rest, metadata: objectAt(before, "metadata") };
    this.#refuseUnpredicted(before, applied);
    this.#applied = this.#applied.map(object => (object === before ? applied : object));
    this.#reread(isHeard("patch", String(after.kind), !same(objectAt(after, "spec"), objectAt(shown, "spec"))));
  }

  #remove(object: ClusterObject): void {
    const before = this.#applied.find(one => isNamed(one, String(object.kind), textAt(object, "metadata", "name") ?? ""));
    if (!before) return;
    this.#applied = this.#applied.filter(one => one !== before);
    // A run goes on measuring what its template said when it was made.
    if (String(before.kind).endsWith("AnalysisTemplate")) this.#gone = [...this.#gone, before];
    this.#reread(isHeard("delete", String(object.kind), true));
  }

  #refuseUnpredicted(before: ClusterObject, after: ClusterObject): void {
    const runs = this.objects().filter(object => object.kind === "AnalysisRun");
    if (String(before.kind).endsWith("AnalysisTemplate") && runs.some(run => at(run, "status", "completedAt") === undefined))
      throw new NotPredicted("a template that is changed while it is used is not predicted yet");
    const names = (object: ClusterObject): Json =>
      ["stableService", "canaryService"].map(key => at(object, "spec", "strategy", "canary", key) ?? null);
    if (at(before, "spec", "strategy", "canary", "trafficRouting") !== undefined && !same(names(before), names(after)))
      throw new NotPredicted("another Service over a router is not predicted yet");
    if (before.kind === "Rollout" && at(after, "spec", "restartAt") !== at(before, "spec", "restartAt") && !this.#restarts(after))
      throw new NotPredicted("a restart at a date is not predicted, since a replay has none");
  }

  /** Is the restart that is asked for one of now? */
  #restarts(rollout: ClusterObject): boolean {
    const restartAt = at(rollout, "spec", "restartAt");
    return restartAt === undefined || restartAt === rfc3339(this.#machine.now);
  }

  #reread(heard: boolean): void {
    const { platform } = this.#machine;
    const refused = this.#refusal(platform);
    this.#machine.change(this.#read(platform, refused), refused, heard);
  }

  #refusal(platform: AnyPlatform): Refusal | undefined {
    const { target, workspace } = this.#readable([]);
    return platform.refusal?.(target, workspace);
  }

  #readable(gone: readonly ClusterObject[]): { readonly target: Resource; readonly workspace: Workspace } {
    const resources = [...this.#applied, ...gone].map(object => resourceFrom(object)).filter(resource => resource !== undefined);
    const { kind, name } = this.#script.target;
    const target = resources.find(resource => resource.kindName === kind && resource.name === name);
    if (!target) throw new NotPredicted(`${kind} ${name} is in none of the manifests`);
    return { target, workspace: workspaceOf([], resources) };
  }

  /** The spec as it stands. One that the controller refuses is not predicted at the start, where nothing would ever be deployed. */
  #read(platform: AnyPlatform, refused: Refusal | undefined): AnySpec {
    const { target, workspace } = this.#readable(this.#gone);
    const { value, problems } = platform.read(target, workspace);
    const [reason] = [...problems.filter(problem => problem.severity === "error").map(problem => problem.message), ...value.notPredicted];
    if (reason !== undefined && (refused === undefined || refused.how === "stops midway")) throw new NotPredicted(reason);
    const lender = this.#lender(this.#applied);
    const template = at(lender, "spec", "template") ?? at(lender, "template");
    if (template !== undefined) this.#templates.set(platform.version(value).hash, template);
    return value;
  }
}

function hasPods(object: ClusterObject): boolean {
  return object.kind === "ReplicaSet" && (numberAt(object, "status", "replicas") ?? 0) > 0;
}

/** Does a controller hear of a change of an object that it reads? Of what is only looked up it does not. */
function isHeard(what: "patch" | "delete", kind: string, ofSpec: boolean): boolean {
  if (kind === "VirtualService" || kind === "Rollout" || kind === "Canary") return true;
  if (what === "delete" || kind.endsWith("AnalysisTemplate")) return false;
  return kind === "Service" || kind === "DestinationRule" || kind === "PodTemplate" || ofSpec;
}

function fits(when: JsonObject, state: JsonObject): boolean {
  return Object.entries(when).every(([field, value]) => same(value, state[field] ?? null));
}
