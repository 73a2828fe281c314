import type { Millis } from "../base/duration.ts";
import type { JsonObject } from "../base/json.ts";
import type { AnyPlatform, AnySpec } from "../platforms/index.ts";
import type { Answer, Ask, Deed, Refusal, Transition } from "../platforms/platform.ts";
import { Pods, type Readiness } from "../world/pods.ts";

/** What surrounds a machine in virtual time: who answers it, who acts on it, who looks on. */
export interface Surroundings {
  readonly readiness: Readiness;
  answer(ask: Ask, now: Millis): Answer;
  /** People act, between two passes. Tells whether anybody did. */
  act?(now: Millis): boolean;
  /** When people act next by the clock. */
  dueAt?(): Millis | undefined;
  /** After every pass. */
  seen?(deeds: readonly Deed[]): void;
  /** How long a pass takes that changes something; none where only the order of things matters. */
  readonly passMs?: Millis;
}

/** A machine that does not come to rest in one moment has a defect: better said than hung. */
export class Restless extends Error {}

const mostPasses = 2000;

/** A machine with its pods, driven from wake to wake. The simulation, replays and projections are this with other surroundings. */
export class Machine {
  readonly platform: AnyPlatform;
  readonly #around: Surroundings;
  #spec: AnySpec;
  /** Somebody gave it another spec since the last pass. */
  #edited = false;
  /** Something was changed, and the controller has not heard of it. */
  #unheard = false;
  #refused: Refusal | undefined;
  state: unknown;
  pods: Pods;
  now: Millis;
  /** The status as a person wrote it, for the next pass. */
  written: JsonObject | undefined;

  constructor(platform: AnyPlatform, spec: AnySpec, around: Surroundings, now: Millis = 0, state: unknown = platform.start(spec, now)) {
    this.platform = platform;
    this.#around = around;
    this.#spec = spec;
    this.state = state;
    this.now = now;
    const workloads = platform.workloads(spec, state);
    const none = new Pods(around.readiness);
    this.pods = platform.startsReady(spec) ? none.ready(workloads) : none.settle(workloads, now);
  }

  get spec(): AnySpec {
    return this.#spec;
  }

  set spec(spec: AnySpec) {
    this.change(spec, undefined, true);
  }

  /** Somebody changed the spec, or what it is read from or refers to. Does the controller hear of that? */
  change(spec: AnySpec, refused: Refusal | undefined, heard: boolean): void {
    this.#spec = spec;
    this.#refused = refused;
    if (heard) this.#edited = true;
    else this.#unheard = true;
  }

  /** Runs until a time, or until `over` says that it is. Nothing may be left to happen: then it ends early. */
  run(until: Millis, over: () => boolean = () => false): void {
    for (;;) {
      const wakeAt = this.#settle();
      if (over()) return;
      const next = earliest(wakeAt, this.pods.nextChange(this.now), this.#around.dueAt?.());
      if (next === undefined || next > until) return;
      this.now = Math.max(next, this.now);
    }
  }

  /** Passes at one moment, until nothing changes any more. Gives the time at which the machine wants to wake. */
  #settle(): Millis | undefined {
    let answers: readonly Answer[] = [];
    for (let passes = 0; passes < mostPasses; passes++) {
      const acted = this.#around.act?.(this.now) ?? false;
      const transition = this.#pass(answers);
      answers = transition.asks.map(ask => this.#around.answer(ask, this.now));
      const due = this.#around.dueAt?.();
      if (!transition.changed && answers.length === 0 && !acted && (due === undefined || due > this.now)) return transition.wakeAt;
    }
    throw new Restless(`the machine does not come to rest ${this.now / 1000} s in`);
  }

  #pass(answers: readonly Answer[]): Transition<unknown> {
    this.pods = this.pods.settle(this.platform.workloads(this.spec, this.state), this.now);
    const written = this.written;
    const [edited, unheard, refused] = [this.#edited, this.#unheard, this.#refused];
    this.written = undefined;
    this.#edited = false;
    this.#unheard = false;
    const transition = this.platform.advance(
      this.spec,
      this.state,
      {
        pods: this.pods.status(this.now),
        answers,
        wanted: this.platform.version(this.spec),
        ...(written ? { written } : {}),
        ...(refused ? { refused } : {}),
        edited,
        unheard,
      },
      this.now,
    );
    this.state = transition.state;
    this.pods = this.pods.settle(this.platform.workloads(this.spec, this.state), this.now);
    this.#around.seen?.(transition.did);
    if (transition.changed) this.now += this.#around.passMs ?? 0;
    return transition;
  }
}

/** The earliest of the times that are known. */
export function earliest(...times: readonly (Millis | undefined)[]): Millis | undefined {
  let first: Millis | undefined;
  for (const time of times) if (time !== undefined && (first === undefined || time < first)) first = time;
  return first;
}
