import assert from "node:assert/strict";
import { additionNames } from "./additions.ts";
import { objectionsTo } from "./objections.ts";
import { scenarioOf } from "./scenarios.ts";
import { cut, cutsOf, sizeOf } from "./smaller.ts";

const numbers = Array.from({ length: 200 }, (_, number) => number);

describe("scenarios that are drawn", () => {
  it("are the same for the same seed and number, and others for others", () => {
    const texts = numbers.slice(0, 20).map(number => JSON.stringify(scenarioOf(7, number)));
    assert.deepEqual(
      texts,
      numbers.slice(0, 20).map(number => JSON.stringify(scenarioOf(7, number))),
    );
    assert.equal(new Set(texts).size, texts.length);
    assert.notEqual(JSON.stringify(scenarioOf(8, 3)), texts[3]);
  });

  it("are accepted by the reader of replays and by every rule", () => {
    for (const number of numbers) assert.deepEqual(objectionsTo(scenarioOf(7, number)), [], `number ${number}`);
  });

  it("have additions that are accepted too, and leave those without them as they are", () => {
    for (const addition of additionNames)
      for (const number of numbers.slice(0, 60)) {
        const scenario = scenarioOf(7, number, addition);
        assert.deepEqual(objectionsTo(scenario), [], `${addition} ${number}`);
        assert.match(JSON.stringify(scenario), new RegExp(addition));
      }
    assert.doesNotMatch(JSON.stringify(numbers.map(number => scenarioOf(7, number))), /experiment|restart/);
  });

  it("become smaller, down to nothing that can be taken away", () => {
    let scenario = scenarioOf(7, 2);
    for (let [first] = cutsOf(scenario); first; [first] = cutsOf(scenario)) {
      const next = cut(scenario, [first]);
      assert.ok(sizeOf(next) < sizeOf(scenario));
      scenario = next;
    }
    assert.deepEqual([scenario.actions.length, scenario.pods.length, scenario.templates.length], [1, 0, 0]);
  });

  it("lose all of several cuts at once", () => {
    const scenario = scenarioOf(7, 0, "experiment");
    const all = cutsOf(scenario);
    const left = cut(scenario, all);
    for (const one of all) assert.ok(sizeOf(left) <= sizeOf(cut(scenario, [one])), one.at.join(" "));
    assert.equal(left.actions.length, 1);
  });

  it("stay accepted when parts are taken away", () => {
    for (const number of numbers.slice(0, 15)) {
      const scenario = scenarioOf(7, number);
      for (const one of cutsOf(scenario)) assert.deepEqual(objectionsTo(cut(scenario, [one])), [], `number ${number} ${one.at.join(" ")}`);
    }
  });
});
