import assert from "node:assert/strict";
import { rules } from "../../core/rules/index.ts";
import { frameOf, manifest } from "../kit/manifests.ts";
import { controlPlane } from "./shared-control-plane.ts";
import { objectsIn, standInsFor } from "./stand-ins.ts";
import { type Verdict, verdictOn } from "./verdict.ts";

/** Good examples that this control plane cannot take, whatever is in them. */
const notJudged: { readonly [rule: string]: string } = {
  "flagger/knative": "there is no Knative",
  "flagger/target": "nobody makes pods of a DaemonSet there",
};

// An error says that somebody refuses what is written. Whether they do, they are asked here: for every example of every such rule.
describe("rules of severity error, before the real server and controllers", function () {
  this.timeout(10 * 60_000);
  const errors = rules.filter(rule => rule.severity === "error");
  const isJudged = (id: string): boolean => notJudged[id] === undefined;
  const verdicts = new Map<string, Promise<Verdict>>();

  before(async () => {
    const { api } = await controlPlane();
    const examples = errors.flatMap(rule => [
      { key: `${rule.id} bad`, text: manifest(rule.bad, frameOf(rule)) },
      ...(isJudged(rule.id) ? [{ key: `${rule.id} good`, text: manifest(rule.good, frameOf(rule)) }] : []),
    ]);
    // Each is mostly waiting, but each is a namespace with pods in it.
    const waiting = [...examples.entries()];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [i, { key, text }] = next;
        const verdict = verdictOn(api, `rule-${i}`, [...objectsIn(text), ...standInsFor(text)]);
        verdicts.set(key, verdict);
        await verdict.catch(() => {});
      }
    };
    await Promise.all(Array.from({ length: 12 }, worker));
  });

  for (const rule of errors)
    it(`${rule.id}: the bad example is refused, the good one is not`, async () => {
      // The reason is there for whoever reads the output: a refusal for another reason proves nothing.
      if (!isJudged(rule.id)) console.log(`      the good example is not judged: ${notJudged[rule.id]}`);
      const [bad, good] = [await verdicts.get(`${rule.id} bad`), await verdicts.get(`${rule.id} good`)];
      assert.ok(bad?.refusedBy, "the bad example was accepted");
      console.log(`      ${bad.refusedBy}: ${bad.because}`);
      if (isJudged(rule.id)) assert.deepEqual(good, { refusedBy: undefined });
    });
});
