import assert from "node:assert/strict";
import type { Millis } from "../core/base/duration.ts";
import { numberAt, textAt } from "../core/base/json.ts";
import { type Kind, kindNamed } from "../core/kinds/index.ts";
import type { ClusterObject } from "../core/platforms/platform.ts";
import type { Answered, Failure } from "./failure.ts";
import type { Pace } from "./pace.ts";
import type { ListPage, Scope } from "./scope.ts";
import { type Watch, type Watchable, type WatchState, watchObjects } from "./watch.ts";

const kind = kindNamed("Rollout") as Kind;
const broken: Failure = { kind: "unreachable", why: "The connection broke." };
const gone: Failure = { kind: "gone", why: "forgotten" };

/** Time that passes when the test says so. */
class VirtualPace implements Pace {
  #now = 0;
  #timers: { readonly at: Millis; readonly go: () => void }[] = [];
  /** Waits that were asked for, except those between two pages. */
  readonly waits: Millis[] = [];

  elapsed(): Millis {
    return this.#now;
  }

  random(): number {
    return 1;
  }

  wait(length: Millis, signal: AbortSignal): Promise<void> {
    if (length > 0) this.waits.push(length);
    return new Promise(resolve => {
      if (signal.aborted) return resolve();
      this.#timers.push({ at: this.#now + length, go: resolve });
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  async advance(length: Millis): Promise<void> {
    const end = this.#now + length;
    await settled();
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#timers = this.#timers.filter(timer => timer !== next);
      this.#now = next.at;
      next.go();
      await settled();
    }
    this.#now = end;
  }
}

/** A stream that the test writes. */
class ScriptedStream {
  readonly version: string;
  readonly #chunks: (string | Error | undefined)[] = [];
  #wake: () => void = () => undefined;

  constructor(version: string, signal: AbortSignal) {
    this.version = version;
    signal.addEventListener("abort", () => this.fail());
  }

  async *chunks(): AsyncIterable<string> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk instanceof Error) throw chunk;
      if (chunk === undefined && this.#ended) return;
      if (chunk === undefined)
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      else yield chunk;
    }
  }

  #ended = false;

  send(...events: readonly { readonly type: string; readonly object: unknown }[]): Promise<void> {
    return this.write(events.map(event => `${JSON.stringify(event)}\n`).join(""));
  }

  write(text: string): Promise<void> {
    this.#chunks.push(text);
    this.#wake();
    return settled();
  }

  end(): Promise<void> {
    this.#ended = true;
    this.#wake();
    return settled();
  }

  fail(): Promise<void> {
    this.#chunks.push(new Error("reset"));
    this.#wake();
    return settled();
  }
}

class ScriptedCluster implements Watchable {
  /** What the next lists answer; the last one is repeated. */
  lists: Answered<ListPage>[] = [];
  /** Failures of the next watches, before one is opened. */
  failures: (Failure | undefined)[] = [];
  probes: Failure[] = [];
  readonly asked: { readonly namespace: string | undefined; readonly limit: number | undefined; readonly continue: string | undefined }[] =
    [];
  readonly streams: ScriptedStream[] = [];
  probed = 0;
  #now = 1000;

  now(): Millis {
    return this.#now++;
  }

  async list(scope: Scope, page: { readonly limit?: number; readonly continue?: string }): Promise<Answered<ListPage>> {
    this.asked.push({ namespace: scope.namespace, limit: page.limit, continue: page.continue });
    const next = this.lists.length > 1 ? this.lists.shift() : this.lists[0];
    return next ?? { ok: false, failure: broken };
  }

  async watch(_scope: Scope, version: string, _seconds: number, signal: AbortSignal): ReturnType<Watchable["watch"]> {
    const failure = this.failures.shift();
    if (failure) return { ok: false, failure };
    const stream = new ScriptedStream(version, signal);
    this.streams.push(stream);
    return { ok: true, value: { chunks: stream.chunks() } };
  }

  async probe(): ReturnType<Watchable["probe"]> {
    this.probed++;
    const failure = this.probes.shift();
    return failure ? { ok: false, failure } : { ok: true, value: {} };
  }

  failureFrom(): Failure {
    return broken;
  }

  get stream(): ScriptedStream {
    const last = this.streams.at(-1);
    assert.ok(last, "no watch is open");
    return last;
  }
}

const object = (name: string, version: number, uid = name): ClusterObject => ({
  metadata: { name, namespace: "shop", uid, resourceVersion: String(version) },
});
const page = (version: number, items: readonly ClusterObject[], more?: string): Answered<ListPage> => ({
  ok: true,
  value: { items, version: String(version), continue: more, remaining: more === undefined ? undefined : 1 },
});
const no = (failure: Failure): Answered<ListPage> => ({ ok: false, failure });

function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(() => setImmediate(resolve)));
}

describe("a watch", () => {
  let cluster: ScriptedCluster;
  let pace: VirtualPace;
  let heard: string[];
  let states: WatchState[];
  let watch: Watch;

  beforeEach(() => {
    cluster = new ScriptedCluster();
    pace = new VirtualPace();
    heard = [];
    states = [];
  });
  afterEach(() => watch.stop());

  async function start(
    lists: Answered<ListPage>[],
    more: { readonly namespace?: string; readonly fallbackNamespace?: string } = {},
  ): Promise<void> {
    cluster.lists = lists;
    const { namespace, ...options } = more;
    watch = watchObjects(
      cluster,
      { kind, namespace },
      {
        changed: (type, changed) =>
          heard.push(`${type} ${textAt(changed, "metadata", "name")}@${textAt(changed, "metadata", "resourceVersion")}`),
        state: state => states.push(state),
      },
      { pace, ...options },
    );
    await settled();
  }

  const kinds = (): readonly string[] => states.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1]);

  it("lists, then hears of what is added, updated and deleted", async () => {
    await start([page(5, [object("a", 3)])]);
    assert.equal(cluster.stream.version, "5");
    await cluster.stream.send(
      { type: "ADDED", object: object("b", 6) },
      { type: "MODIFIED", object: object("a", 7) },
      { type: "DELETED", object: object("b", 8) },
    );
    assert.deepEqual(heard, ["added a@3", "added b@6", "updated a@7", "deleted b@8"]);
    assert.deepEqual([...watch.objects.keys()], ["a"]);
    assert.equal(watch.state.state, "live");
  });

  it("fills in what lists leave out, and drops what only servers need", async () => {
    const managed = {
      metadata: {
        name: "a",
        uid: "a",
        resourceVersion: "1",
        managedFields: [{}],
        annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}", kept: "yes" },
      },
    };
    await start([page(1, [managed])]);
    const [kept] = watch.objects.values();
    assert.deepEqual(kept, {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name: "a", uid: "a", resourceVersion: "1", annotations: { kept: "yes" } },
    });
  });

  it("loads page by page, showing each and saying how far it is", async () => {
    await start([page(9, [object("a", 1)], "more"), page(9, [object("b", 2)])]);
    assert.deepEqual(heard, ["added a@1"]);
    assert.deepEqual(states, [{ state: "connecting", asking: "the cluster for its rollouts: 1 of 2 are here" }]);
    await pace.advance(0);
    assert.deepEqual(heard, ["added a@1", "added b@2"]);
    assert.deepEqual(
      cluster.asked.map(asked => asked.continue),
      [undefined, "more"],
    );
  });

  it("asks once in one piece when the list takes longer than its version is kept", async () => {
    await start([page(9, [object("a", 1)], "more"), no(gone), page(12, [object("a", 1), object("b", 2)])]);
    await pace.advance(0);
    assert.deepEqual(
      cluster.asked.map(asked => asked.limit),
      [500, 500, undefined],
    );
    assert.deepEqual(heard, ["added a@1", "added b@2"]);
    assert.equal(cluster.stream.version, "12");
  });

  it("survives a cut connection: stale since it was last heard, then live again from where it was", async () => {
    await start([page(5, [object("a", 3)])]);
    await cluster.stream.send({ type: "MODIFIED", object: object("a", 6) });
    const last = watch.state.state === "live" ? watch.state.at : undefined;
    await cluster.stream.fail();
    assert.deepEqual(watch.state, { state: "stale", since: last, why: "The connection broke." });
    assert.deepEqual([...watch.objects.keys()], ["a"], "what was known stays");
    await pace.advance(500);
    assert.equal(cluster.streams.length, 2);
    assert.equal(cluster.stream.version, "6");
    await cluster.stream.send({ type: "MODIFIED", object: object("a", 7) });
    assert.deepEqual(heard, ["added a@3", "updated a@6", "updated a@7"]);
    assert.deepEqual(kinds(), ["live", "stale", "live"]);
    assert.equal(cluster.asked.length, 1, "nothing was listed again");
  });

  it("keeps the moment since which it is stale over several failures", async () => {
    await start([page(5, [object("a", 3)])]);
    cluster.failures = [broken, broken];
    await cluster.stream.fail();
    const since = watch.state.state === "stale" ? watch.state.since : undefined;
    await pace.advance(4000);
    assert.deepEqual(
      states.flatMap(state => (state.state === "stale" ? [state.since] : [])),
      [since, since, since],
    );
  });

  it("waits longer after each failure, 30 s at most, and begins anew after it has heard something", async () => {
    await start([page(5, [])]);
    cluster.failures = Array.from({ length: 9 }, () => broken);
    await cluster.stream.fail();
    await pace.advance(200_000);
    const backoffs = pace.waits.filter(length => length !== 15_000);
    assert.deepEqual(backoffs, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
    await cluster.stream.send({ type: "ADDED", object: object("a", 6) });
    await cluster.stream.fail();
    assert.equal(pace.waits.at(-1), 500);
  });

  it("takes a clean end as usual: opens again at once, and nobody notices", async () => {
    await start([page(5, [object("a", 3)])]);
    await cluster.stream.send({ type: "BOOKMARK", object: { metadata: { resourceVersion: "20" } } });
    await cluster.stream.end();
    assert.equal(cluster.streams.length, 2);
    assert.equal(cluster.stream.version, "20", "from the bookmark on");
    assert.deepEqual(kinds(), ["live"]);
  });

  it("does not ask without a pause a server that ends every watch at once", async () => {
    await start([page(5, [])]);
    for (let i = 0; i < 4; i++) await cluster.stream.end();
    assert.equal(cluster.streams.length, 1);
    await pace.advance(500);
    assert.equal(cluster.streams.length, 2);
  });

  it("forgets half a line with the connection that was cut inside of it", async () => {
    await start([page(5, [])]);
    const event = JSON.stringify({ type: "ADDED", object: object("a", 6) });
    await cluster.stream.write(event.slice(0, 20));
    await cluster.stream.end();
    await pace.advance(500);
    assert.equal(cluster.stream.version, "5");
    await cluster.stream.write(`${event}\n`);
    assert.deepEqual(heard, ["added a@6"]);
  });

  it("puts together a line that comes in pieces", async () => {
    await start([page(5, [])]);
    const event = `${JSON.stringify({ type: "ADDED", object: object("a", 6) })}\n`;
    for (const piece of [event.slice(0, 7), event.slice(7, 30), event.slice(30)]) await cluster.stream.write(piece);
    assert.deepEqual(heard, ["added a@6"]);
  });

  const relisted = [page(5, [object("a", 3), object("b", 4)]), page(50, [object("b", 40), object("c", 41)])];
  const difference = ["added a@3", "added b@4", "updated b@40", "added c@41", "deleted a@3"];

  it("lists again when the version is gone, as a status, and tells the difference", async () => {
    cluster.failures = [gone];
    await start([...relisted]);
    await pace.advance(500);
    assert.deepEqual(heard, difference);
    assert.equal(cluster.stream.version, "50");
    assert.deepEqual(kinds(), ["live"]);
  });

  it("lists again when the version is gone, as an event, and tells the difference", async () => {
    await start([...relisted]);
    await cluster.stream.send({ type: "ERROR", object: { kind: "Status", code: 410, reason: "Expired" } });
    await pace.advance(500);
    assert.deepEqual(heard, difference);
    assert.equal(cluster.stream.version, "50");
  });

  for (const [what, line] of [
    ["a line that is no JSON", "{oops\n"],
    ["a line without an object", "{}\n"],
    ["an event of a type that nobody knows", `${JSON.stringify({ type: "EXPLODED", object: object("a", 9) })}\n`],
    ["another error", `${JSON.stringify({ type: "ERROR", object: { code: 500, message: "etcd is away" } })}\n`],
  ] as const)
    it(`says so and lists again after ${what}`, async () => {
      await start([...relisted]);
      await cluster.stream.write(line);
      assert.equal(watch.state.state, "stale");
      await pace.advance(500);
      assert.deepEqual(heard, difference);
      assert.deepEqual(kinds(), ["live", "stale", "live"]);
    });

  it("looks in the namespace of the context where it may not look everywhere", async () => {
    const forbidden: Failure = { kind: "forbidden", verb: "list", resource: "rollouts", why: "Not allowed." };
    await start([no(forbidden), page(5, [object("a", 3)])], { fallbackNamespace: "shop" });
    assert.deepEqual(
      cluster.asked.map(asked => asked.namespace),
      [undefined, "shop"],
    );
    assert.equal(watch.namespace, "shop");
    assert.equal(watch.state.state, "live");
  });

  it("is denied where it may not look at all, and asks again after a while", async () => {
    const forbidden: Failure = {
      kind: "forbidden",
      verb: "list",
      resource: "rollouts",
      why: "Not allowed: `list` on `rollouts` in namespace shop.",
    };
    await start([no(forbidden), page(5, [object("a", 3)])], { namespace: "shop" });
    assert.deepEqual(watch.state, { state: "denied", why: "Not allowed: `list` on `rollouts` in namespace shop." });
    await pace.advance(60_000);
    assert.equal(watch.state.state, "live");
  });

  it("says that the engine is not installed, and notices when it is", async () => {
    const missing: Failure = { kind: "missing", what: "kind", why: "Argo Rollouts is not installed." };
    await start([no(missing), page(5, [object("a", 3)])]);
    assert.deepEqual(watch.state, { state: "not installed", why: "Argo Rollouts is not installed." });
    await pace.advance(60_000);
    assert.deepEqual(heard, ["added a@3"]);
  });

  it("waits as long as a busy server asks for", async () => {
    await start([no({ kind: "busy", why: "busy", retryAfterSeconds: 7 }), page(5, [])]);
    await pace.advance(6999);
    assert.equal(watch.state.state, "stale");
    await pace.advance(1);
    assert.equal(watch.state.state, "live");
  });

  it("asks whether the server is there when it is silent, and hangs up when it is not", async () => {
    await start([page(5, [])]);
    await pace.advance(60_000);
    assert.equal(cluster.probed, 1);
    assert.equal(watch.state.state, "live", "it answered");
    cluster.probes = [{ kind: "unreachable", why: "It does not answer." }];
    await pace.advance(60_000);
    assert.deepEqual(
      states.findLast(({ state }) => state === "stale"),
      { state: "stale", since: 1002, why: "It does not answer." },
    );
    await pace.advance(500);
    assert.equal(cluster.streams.length, 2);
  });

  it("knows that what is deleted and made again under its name is another one", async () => {
    await start([page(5, [object("a", 3, "first")])]);
    await cluster.stream.send({ type: "ADDED", object: object("a", 7, "second") }, { type: "DELETED", object: object("a", 6, "first") });
    assert.deepEqual([...watch.objects.keys()], ["second"]);
  });

  it("tells nothing twice", async () => {
    await start([page(5, [object("a", 3)])]);
    await cluster.stream.send({ type: "ADDED", object: object("a", 3) }, { type: "DELETED", object: object("z", 9) });
    assert.deepEqual(heard, ["added a@3"]);
  });

  it("takes in thousands of objects and hundreds of events at once", async () => {
    const many = Array.from({ length: 5000 }, (_, i) => object(`o${i}`, i + 1));
    await start([page(6000, many)]);
    const events = Array.from({ length: 200 }, (_, i) => ({ type: "MODIFIED", object: object(`o${i}`, 6001 + i) }));
    await cluster.stream.send(...events);
    assert.equal(watch.objects.size, 5000);
    assert.equal(heard.length, 5200);
    assert.equal(numberAt({ n: heard.filter(line => line.startsWith("updated")).length }, "n"), 200);
  });

  it("goes on when who listens makes a mistake, and tells of it", async () => {
    const mistakes: unknown[] = [];
    cluster.lists = [page(5, [object("a", 3)])];
    const changed = () => assert.fail("a mistake");
    watch = watchObjects(cluster, { kind, namespace: undefined }, { changed }, { pace, mistake: error => mistakes.push(error) });
    await settled();
    assert.equal(watch.state.state, "live");
    assert.match(String(mistakes), /a mistake/);
  });

  it("is silent once it is stopped", async () => {
    await start([page(5, [object("a", 3)])]);
    watch.stop();
    await cluster.stream.send({ type: "MODIFIED", object: object("a", 9) });
    await pace.advance(100_000);
    assert.deepEqual(heard, ["added a@3"]);
    assert.equal(cluster.streams.length, 1);
  });
});
