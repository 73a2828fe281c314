import jsonPatch from "fast-json-patch";
import type { Millis } from "../../base/duration.ts";
import { isObject, type JsonObject, objectAt, same } from "../../base/json.ts";
import { type AnyPlatform, type AnySpec, platformFor } from "../../platforms/index.ts";
import type { ActionId, Answer, ClusterObject } from "../../platforms/platform.ts";
import { actionIds } from "../../platforms/platform.ts";
import { isNamed, shownObjects } from "../../platforms/shown.ts";
import { resourceFrom } from "../../workspace/resource.ts";
import { type Workspace, workspaceOf } from "../../workspace/workspace.ts";
import { Pods } from "../../world/pods.ts";
import type { Script, ScriptAction } from "../../world/script.ts";
import { scriptedAnswer, scriptedReadiness } from "../../world/scripted.ts";
import { type Trace, TraceRecorder } from "./trace.ts";

/** Our machine is asked for more than it predicts: the end of the sentence *not predicted: …*. */
export class NotPredicted extends Error {}

// A controller that changes something in every pass for ever would be a defect of the machine; better said than hung.
const mostPasses = 2000;

/**
 * Plays a script on our machine, in virtual time. `objects` are all documents of its manifests.
 * Throws `NotPredicted` where the machine does not know what the controller would do.
 */
export function play(script: Script, objects: readonly ClusterObject[]): Trace {
  const platform = platformFor(script.target.kind);
  if (!platform) throw new NotPredicted(`${script.target.kind} is no kind that is rolled out`);
  return new Player(script, platform, objects).play();
}

class Player {
  readonly #script: Script;
  readonly #platform: AnyPlatform;
  readonly #recorder: TraceRecorder;
  readonly #actions: JsonObject[] = [];
  readonly #events: JsonObject[] = [];
  #applied: readonly ClusterObject[];
  #spec: AnySpec;
  #state: unknown;
  #pods: Pods;
  #now: Millis = 0;
  #next = 0;
  /** When the action that is next runs, once that is known. */
  #due: Millis | undefined;
  #written: JsonObject | undefined;

  constructor(script: Script, platform: AnyPlatform, objects: readonly ClusterObject[]) {
    this.#script = script;
    this.#platform = platform;
    this.#applied = objects;
    this.#recorder = new TraceRecorder(script.target);
    this.#spec = this.#read();
    this.#state = platform.start(this.#spec, 0);
    this.#pods = new Pods(scriptedReadiness(script)).ready(platform.workloads(this.#spec, this.#state), 0);
  }

  play(): Trace {
    this.#see();
    this.#expectAction();
    let answers: readonly Answer[] = [];
    for (;;) {
      const wakeAt = this.#settle(answers);
      answers = [];
      const next = earliest(wakeAt, this.#pods.nextChange(this.#now), this.#due);
      if (next === undefined || next > this.#script.until) break;
      this.#now = Math.max(next, this.#now);
    }
    const { states } = this.#recorder;
    return {
      replay: this.#script.name,
      platform: this.#platform.id,
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

  /** Passes at one moment, until nothing changes any more. */
  #settle(first: readonly Answer[]): Millis | undefined {
    let answers = first;
    for (let passes = 0; passes < mostPasses; passes++) {
      const acted = this.#act();
      const workloads = this.#platform.workloads(this.#spec, this.#state);
      this.#pods = this.#pods.settle(workloads, this.#now);
      const status = this.#pods.status(this.#now);
      const written = this.#written;
      this.#written = undefined;
      const transition = this.#platform.advance(
        this.#spec,
        this.#state,
        { pods: status, answers, wanted: this.#platform.version(this.#spec), ...(written ? { written } : {}) },
        this.#now,
      );
      this.#state = transition.state;
      for (const deed of transition.did)
        this.#events.push({ t: this.#now / 1000, reason: deed.reason, type: deed.type, message: deed.words });
      this.#pods = this.#pods.settle(this.#platform.workloads(this.#spec, this.#state), this.#now);
      this.#see();
      answers = transition.asks.map(ask => scriptedAnswer(this.#script, ask, this.#now));
      if (!transition.changed && answers.length === 0 && !acted && (this.#due === undefined || this.#due > this.#now))
        return transition.wakeAt;
    }
    throw new NotPredicted("the machine does not come to rest here, which is a mistake of ours. Please report it with this script");
  }

  #see(): void {
    const objects = this.#objects();
    const state = this.#recorder.see(objects, this.#now / 1000);
    const action = this.#script.actions[this.#next];
    if (!state || this.#due !== undefined || !action?.when) return;
    if (fits(action.when, state)) this.#due = this.#now + action.after;
  }

  #objects(): readonly ClusterObject[] {
    return shownObjects(this.#platform, this.#spec, this.#state, this.#pods.status(this.#now), this.#applied);
  }

  /** Notes when the next action runs: at its time, or at once when that is past; a condition waits for a state that is still to come. */
  #expectAction(): void {
    const action = this.#script.actions[this.#next];
    this.#due = action?.at === undefined ? undefined : Math.max(action.at, this.#now);
  }

  #act(): boolean {
    const action = this.#script.actions[this.#next];
    if (!action || this.#due === undefined || this.#due > this.#now) return false;
    const refused = this.#do(action);
    this.#actions.push({ t: this.#now / 1000, do: action.do, ...(refused === undefined ? {} : { refused }) });
    this.#next++;
    this.#expectAction();
    return true;
  }

  #do(action: ScriptAction): string | undefined {
    const id = actionIds.find(known => known === action.do);
    if (!id || "path" in action.written || "kind" in action.written)
      throw new NotPredicted(`the action \`${action.do}\` of this script is not predicted yet`);
    const found = this.#platform.actions(this.#spec, this.#state, action.image).find(candidate => candidate.id === (id satisfies ActionId));
    if (!found) return `${this.#platform.label} has no such action`;
    for (const request of found.requests) {
      const object = this.#objects().find(candidate => isNamed(candidate, request.target.kind, request.target.name));
      if (!object) return `${request.target.kind} ${request.target.name} is not there`;
      const result = patched(object, request.patch);
      if (typeof result === "string") return result;
      if (request.subresource === "status") this.#written = objectAt(result, "status");
      else this.#apply(object, result);
    }
    return undefined;
  }

  #apply(before: ClusterObject, after: ClusterObject): void {
    if (same(objectAt(before, "spec"), objectAt(after, "spec"))) return;
    const name = objectAt(before, "metadata").name;
    this.#applied = this.#applied.map(object =>
      object.kind === before.kind && objectAt(object, "metadata").name === name ? { ...object, spec: objectAt(after, "spec") } : object,
    );
    this.#spec = this.#read();
  }

  #read(): AnySpec {
    const resources = this.#applied.map(object => resourceFrom(object)).filter(resource => resource !== undefined);
    const workspace: Workspace = workspaceOf([], resources);
    const target = resources.find(resource => resource.kindName === this.#script.target.kind && resource.name === this.#script.target.name);
    if (!target) throw new NotPredicted(`${this.#script.target.kind} ${this.#script.target.name} is in none of the manifests`);
    const { value, problems } = this.#platform.read(target, workspace);
    const [reason] = [...problems.filter(problem => problem.severity === "error").map(problem => problem.message), ...value.notPredicted];
    if (reason !== undefined) throw new NotPredicted(reason);
    return value;
  }
}

/** The object after a JSON patch, or why the server would refuse it. */
export function patched(object: ClusterObject, patch: readonly JsonObject[] | readonly object[]): ClusterObject | string {
  try {
    const copy: unknown = structuredCloneJson(object);
    const result: unknown = jsonPatch.applyPatch(copy, patch as Parameters<typeof jsonPatch.applyPatch>[1], true).newDocument;
    return isObject(result) ? result : "the patch leaves no object";
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? error.message) : String(error);
  }
}

function structuredCloneJson(value: JsonObject): unknown {
  return JSON.parse(JSON.stringify(value));
}

function fits(when: JsonObject, state: JsonObject): boolean {
  return Object.entries(when).every(([field, value]) => same(value, state[field] ?? null));
}

function earliest(...times: readonly (Millis | undefined)[]): Millis | undefined {
  const known = times.filter(time => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
