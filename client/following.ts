import type * as vscode from "vscode";
import { type ActResult, act, actionFor } from "../cluster/act.ts";
import { mayAct } from "../cluster/rights.ts";
import { type TargetSnapshot, watchTarget } from "../cluster/target.ts";
import { type ActionId, actionIds } from "../core/platforms/platform.ts";
import { follow } from "../core/simulation/followed.ts";
import { liveView } from "../core/simulation/live.ts";
import type { BrokenView, EmptyView, LoadingView } from "../protocol/forecast.ts";
import type { Connection, LiveView, Progress, Target } from "../protocol/live.ts";
import type { Connected } from "./clusters.ts";

interface Sample {
  readonly at: number;
  readonly weight: number | null;
  readonly source: string;
}

// A rollout of days at one change a minute; older samples go.
const mostSamples = 5000;

/** One rollout of one cluster, followed: what it shows, the weights that were seen, and how far an action has come. */
export class Following {
  readonly target: Target;
  readonly #connected: Connected;
  readonly #tell: (view: LiveView | EmptyView | LoadingView | BrokenView) => void;
  readonly #log: vscode.LogOutputChannel;
  readonly #watch: { stop(): void };
  readonly #history: Sample[] = [];
  readonly #denied = new Map<string, string>();
  readonly #progress = new Map<string, Progress>();
  readonly #before = new Map<string, string>();
  #snapshot: TargetSnapshot | undefined;
  #said: string | undefined;
  #askedRights = false;
  #version: string | undefined;

  constructor(
    target: Target,
    connected: Connected,
    log: vscode.LogOutputChannel,
    tell: (view: LiveView | EmptyView | LoadingView | BrokenView) => void,
  ) {
    this.target = target;
    this.#connected = connected;
    this.#log = log;
    this.#tell = tell;
    this.#watch = watchTarget(connected.connection, target, snapshot => this.#see(snapshot));
  }

  stop(): void {
    this.#watch.stop();
  }

  /** The view as it is now. */
  view(): LiveView | EmptyView | LoadingView | BrokenView {
    const snapshot = this.#snapshot;
    const title = `${this.target.name} · ${this.target.context} / ${this.target.namespace}`;
    if (!snapshot)
      return { kind: "loading", title, sentence: `Asking ${this.target.context} for ${this.target.kind} ${this.target.name}.` };
    const { state } = snapshot;
    if (snapshot.objects.length === 0 && "why" in state) return { kind: "empty", title, sentence: state.why };
    if (snapshot.objects.length === 0 && state.state === "connecting")
      return { kind: "loading", title, sentence: `Asking ${this.target.context} for ${this.target.kind} ${this.target.name}.` };
    const connection: Connection =
      state.state === "not installed"
        ? { state: "denied", why: state.why }
        : state.state === "live"
          ? { state: "live", at: snapshot.now }
          : state;
    try {
      return this.#liveView(snapshot, connection);
    } catch (error) {
      this.#log.error(`live view of ${this.target.kind}/${this.target.name}: ${error instanceof Error ? error.stack : String(error)}`);
      return {
        kind: "broken",
        title,
        sentence:
          "What the cluster shows could not be drawn, which is a mistake of ours. The rollout goes on as it is. The log (Output, Stepwise) has the details for a report.",
      };
    }
  }

  #liveView(snapshot: TargetSnapshot, connection: Connection): LiveView | EmptyView {
    return liveView({
      target: this.target,
      objects: snapshot.objects,
      connection,
      now: snapshot.now,
      speed: snapshot.speed,
      history: this.#history,
      denied: this.#denied,
      progress: this.#progress,
      notes: [...(this.#said ? [this.#said] : []), ...snapshot.missing],
    });
  }

  /** What an action would do now, and why it cannot be done where it cannot. */
  effectOf(id: ActionId, image?: string): { readonly effect: string; readonly refused?: string } {
    const found = actionFor(this.target, id, { shown: this.#snapshot?.objects ?? [], ...(image === undefined ? {} : { image }) });
    if ("problem" in found) return { effect: "", refused: found.problem };
    return { effect: found.action.effect, ...(found.action.refused === undefined ? {} : { refused: found.action.refused }) };
  }

  /** Image of the version that runs now, where it can be seen. */
  get image(): string | undefined {
    const followed = this.#snapshot && follow(this.target, this.#snapshot.objects);
    return followed && !("problem" in followed) ? followed.platform.version(followed.spec).image : undefined;
  }

  /** Resolves when the objects are there. */
  async known(): Promise<void> {
    for (let i = 0; i < 100 && !this.#snapshot?.complete; i++) await new Promise(resolve => setTimeout(resolve, 50));
  }

  /** Does it, guarded by what is shown at this moment. */
  async act(id: ActionId, image?: string): Promise<ActResult> {
    const shown = this.#snapshot?.objects ?? [];
    this.#step(id, "requested");
    this.#before.set(id, this.#position());
    const result = await act(this.#connected.connection, this.target, id, { shown, ...(image === undefined ? {} : { image }) });
    this.#log.info(
      `${id} ${this.target.kind}/${this.target.name} in ${this.target.context}/${this.target.namespace}: ${result.kind}. ${result.said}`,
    );
    this.#said = result.kind === "accepted" ? undefined : result.said;
    if (result.kind === "accepted" || result.kind === "half done") this.#step(id, "accepted");
    else {
      this.#progress.delete(id);
      this.#tell(this.view());
    }
    return result;
  }

  #step(id: string, progress: Progress): void {
    this.#progress.set(id, progress);
    this.#tell(this.view());
  }

  #see(snapshot: TargetSnapshot): void {
    this.#snapshot = snapshot;
    const followed = follow(this.target, snapshot.objects);
    const live = snapshot.state.state === "live";
    if (!("problem" in followed)) {
      // Another version begins a picture of its own: what the one before it came to is no part of this.
      const version = followed.platform.version(followed.spec).hash;
      if (version !== this.#version) this.#history.length = 0;
      this.#version = version;
      const { weight, source } = followed.share;
      const last = this.#history.at(-1);
      if (live && (last?.weight !== weight || last.source !== source)) this.#history.push({ at: snapshot.now, weight, source });
      this.#advanceProgress(followed.standing.ended !== undefined || followed.standing.waitsForPerson);
    }
    const known = this.#history.at(-1);
    if (!live && known && known.weight !== null) this.#history.push({ at: snapshot.now, weight: null, source: "not heard" });
    if (this.#history.length > mostSamples) this.#history.splice(0, this.#history.length - mostSamples);
    if (snapshot.complete && !this.#askedRights) {
      this.#askedRights = true;
      void this.#askRights();
    }
    this.#tell(this.view());
  }

  /** An action acts when the cluster shows a change; it is done with the change after it, or at rest; then what comes is another thing. */
  #advanceProgress(atRest: boolean): void {
    const position = this.#position();
    for (const [id, progress] of this.#progress) {
      if (progress === "requested" || position === this.#before.get(id)) continue;
      this.#before.set(id, position);
      if (progress === "done") this.#progress.delete(id);
      else this.#progress.set(id, progress === "acting" || atRest ? "done" : "acting");
    }
  }

  #position(): string {
    const followed = this.#snapshot && follow(this.target, this.#snapshot.objects);
    if (!followed || "problem" in followed) return "";
    const { phase, stepIndex, weight, ended, waitsForPerson } = followed.standing;
    return JSON.stringify([phase, stepIndex, weight, ended, waitsForPerson]);
  }

  async #askRights(): Promise<void> {
    for (const id of actionIds) {
      const found = actionFor(this.target, id, { shown: this.#snapshot?.objects ?? [] });
      if ("problem" in found) continue;
      const answer = await mayAct(this.#connected.connection, found.action, this.target.namespace);
      if (answer.may === "no") this.#denied.set(id, answer.why);
    }
    this.#tell(this.view());
  }
}
