import assert from "node:assert/strict";
import { readCondition } from "../../../core/conditions/condition.ts";
import type { Ask } from "../../../core/platforms/platform.ts";
import { sandboxAnswer, sandboxReadiness, tagOf } from "./answers.ts";

const ask = (conditions: Ask["metric"]["conditions"], id = "1", builtin?: "request-success-rate" | "request-duration"): Ask => ({
  id,
  kind: "metric",
  query: "q",
  metric: { name: "m", query: "q", conditions, windowSeconds: 60, intervalSeconds: 60, ...(builtin ? { builtin } : {}) },
});
const success = (text: string): Ask["metric"]["conditions"] => [{ text, meaning: "success" }];
const answered = (asked: Ask, image: string): number => {
  const { value } = sandboxAnswer(asked, image);
  return Array.isArray(value) ? (value[0] as number) : Number.NaN;
};
const holds = (text: string, value: number): boolean => {
  const condition = readCondition(text);
  const outcome = condition.understood && condition.evaluate(text.includes("[") ? [value] : value);
  return outcome !== false && "value" in outcome && outcome.value;
};

describe("the sandbox's metrics", () => {
  for (const text of [
    "result[0] >= 0.95",
    "result[0] <= 0.05",
    "result >= 99",
    "result <= 500",
    "result[0] < 10",
    "result[0] > 1000",
    "result[0] >= 0.9 && result[0] <= 1",
    "result[0] == 0",
  ])
    it(`pass and fail \`${text}\``, () => {
      for (let i = 0; i < 20; i++) {
        assert.equal(holds(text, answered(ask(success(text), String(i)), "shop:v2")), true);
        assert.equal(holds(text, answered(ask(success(text), String(i)), "shop:v2-bad")), false);
      }
    });

  it("pass and fail a condition of failure", () => {
    const failure: Ask["metric"]["conditions"] = [{ text: "result[0] > 0.1", meaning: "failure" }];
    assert.equal(holds("result[0] > 0.1", answered(ask(failure), "shop:v2")), false);
    assert.equal(holds("result[0] > 0.1", answered(ask(failure), "shop:bad")), true);
  });

  it("look like what is measured", () => {
    assert.ok(answered(ask(success("result[0] >= 0.95")), "shop:v2") > 0.99);
    assert.ok(Math.abs(answered(ask(success("result[0] >= 0.95")), "shop:bad") - 0.5) < 0.01);
    assert.ok(answered(ask(success("result >= 99"), "1", "request-success-rate"), "shop:v2") > 99);
    assert.ok(Math.abs(answered(ask(success("result <= 500"), "1", "request-duration"), "shop:v2") - 200) < 5);
  });

  it("are the same for the same question, and differ a little between questions", () => {
    const asked = (id: string): number => answered(ask(success("result[0] >= 0.95"), id), "shop:v2");
    assert.equal(asked("a"), asked("a"));
    assert.notEqual(asked("a"), asked("b"));
  });

  it("have something to say of a condition that nobody understands", () => {
    assert.ok(Math.abs(answered(ask(success("result[0] > {{args.limit}}")), "shop:v2") - 1) < 0.01);
  });
});

describe("tags", () => {
  it("are what is behind the last colon of the name", () => {
    assert.equal(tagOf("registry:5000/shop/checkout:v2@sha256:abc"), "v2");
    assert.equal(tagOf("bad-registry/shop:v2"), "v2");
    assert.equal(tagOf("registry:5000/shop"), "");
    assert.equal(tagOf("shop@sha256:abc"), "sha256:abc");
  });

  it("decide whether pods become ready", () => {
    assert.equal(sandboxReadiness("shop:v2"), 3000);
    assert.equal(sandboxReadiness("shop:crash"), undefined);
  });
});
