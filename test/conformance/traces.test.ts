import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isObject, type Json, type JsonObject, listAt } from "../../core/base/json.ts";
import { NotPredicted } from "../../core/simulation/replay/play.ts";
import { difference } from "../kit/agree.ts";
import { playedTrace, recordedTrace, replaysBelow } from "../kit/replays.ts";
import { sharedFolder } from "../kit/shared.ts";

// Scripts that were played on the real controllers: our machine must give the same traces.
const own = path.join(import.meta.dirname, "replays");
const open = path.join(import.meta.dirname, "replays-open");
const shared = sharedFolder("traces");

// What the machine does not play yet, and the words with which it says so. The list is to shrink.
const notYet: { readonly [replay: string]: RegExp } = {
  "flagger/gates": /webhooks/,
  "flagger/kubernetes-blue-green": /blue-green/,
  "flagger/nginx-ab-testing": /A\/B/,
};

describe("replays that we recorded", () => {
  it("are there", () => assert.ok(replaysBelow(own).length >= 40));
  for (const replay of replaysBelow(own))
    it(`${replay} is played as the controller played it`, () =>
      assert.equal(difference(recordedTrace(path.join(own, replay)), playedTrace(path.join(own, replay))), undefined));
});

// The upstream CLI sends a promotion in two requests, and the controller looks between them. A replay makes both at once, since a machine has no
// pass between two requests of one action. (Ours sends them the other way round: `test/cluster/operate.test.ts`.)
describe("replays that the controller plays otherwise", () => {
  for (const replay of replaysBelow(open))
    it(`${replay} is one of them: move it to the others when it is none any more`, () =>
      assert.notEqual(difference(recordedTrace(path.join(open, replay)), playedTrace(path.join(open, replay))), undefined));
});

describe("replays of the contract", () => {
  if (!shared) return;
  type Judge = (
    expected: unknown,
    actual: unknown,
  ) => { readonly rule: number; readonly what: string; readonly expected: string; readonly actual: string } | null;
  let judge: Judge;
  before(async () => {
    ({ compare: judge } = (await import(pathToFileURL(path.join(shared, "compare.mjs")).href)) as { compare: Judge });
  });

  it("are there", () => assert.ok(replaysBelow(shared).length > 0));
  for (const replay of replaysBelow(shared)) {
    const reason = notYet[replay];
    if (reason)
      it(`${replay} is said to be not predicted`, () =>
        assert.throws(
          () => playedTrace(path.join(shared, replay)),
          (error: unknown) => error instanceof NotPredicted && reason.test(error.message),
        ));
    else
      it(`${replay} is played as the controller played it`, () => {
        const found = judge(recordedTrace(path.join(shared, replay)), playedTrace(path.join(shared, replay)));
        assert.equal(found, null, found ? `rule ${found.rule}: ${found.what}\n${found.expected}\n  but\n${found.actual}` : undefined);
      });
  }

  it("are judged by us as by the judge of the contract, when they agree and when they do not", () => {
    let apart = 0;
    for (const root of [shared, own])
      for (const replay of replaysBelow(root)) {
        const trace = recordedTrace(path.join(root, replay));
        for (const other of [trace, ...spoilt(trace)]) {
          const theirs = judge(trace, other) === null;
          if (!theirs) apart++;
          assert.equal(
            difference(trace, other) === undefined,
            theirs,
            `${replay}: ${difference(trace, other)} against ${JSON.stringify(judge(trace, other))}`,
          );
        }
      }
    assert.ok(apart > 100, `${apart} spoilt traces were told apart`);
  });
});

/** Traces with one thing changed in each: what a judge must notice, or may overlook, is the same for every judge. */
function spoilt(trace: JsonObject): readonly JsonObject[] {
  const states = listAt(trace, "states").filter(isObject);
  const middle = Math.floor(states.length / 2);
  const withStates = (changed: readonly JsonObject[]): JsonObject => ({ ...trace, states: changed, final: changed.at(-1) ?? {} });
  const later = (by: number) => states.map((state, i) => (i < middle ? state : { ...state, t: Number(state.t ?? 0) + by }));
  const last = states.at(-1) ?? {};
  return [
    withStates(states.filter((_, i) => i !== middle)),
    withStates(later(1)),
    withStates(later(9)),
    withStates([...states.slice(0, -1), { ...last, phase: "Elsewhere" as Json }]),
    withStates([...states.slice(0, -1), { ...last, message: "another word" as Json }]),
    { ...trace, analyses: listAt(trace, "analyses").map(run => (isObject(run) ? { ...run, phase: "Pending" } : run)) },
    { ...trace, experiments: listAt(trace, "experiments").map(one => (isObject(one) ? { ...one, phase: "Pending" } : one)) },
    { ...trace, experiments: listAt(trace, "experiments").slice(1) },
    { ...trace, actions: [] },
  ];
}
