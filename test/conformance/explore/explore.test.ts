import assert from "node:assert/strict";
import { objectionsTo } from "./objections.ts";
import { scenarioOf } from "./scenarios.ts";
import { sizeOf, smaller } from "./smaller.ts";

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

  it("become smaller, down to nothing that can be taken away", () => {
    let scenario = scenarioOf(7, 2);
    for (let next = smaller(scenario)[0]; next; next = smaller(scenario)[0]) {
      assert.ok(sizeOf(next) < sizeOf(scenario));
      scenario = next;
    }
    assert.deepEqual([scenario.actions.length, scenario.pods.length, scenario.templates.length], [1, 0, 0]);
  });

  it("stay accepted when parts are taken away", () => {
    for (const number of numbers.slice(0, 15))
      for (const candidate of smaller(scenarioOf(7, number))) assert.deepEqual(objectionsTo(candidate), [], `number ${number}`);
  });
});
