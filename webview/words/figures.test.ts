import assert from "node:assert/strict";
import * as core from "../../core/base/figures.ts";
import { chance, count, figure, measured, percent, typedNumber } from "./figures.ts";

describe("figures of the panels", () => {
  it("are the words of core", () => {
    for (const value of [0, 0.04, 1, 7.25, 99.95, 999, 1000, 1843.2, -1234.5, 12_345_678])
      for (const decimals of [0, 1, 2]) {
        assert.equal(figure(value, decimals), core.figure(value, decimals));
        assert.equal(percent(value, decimals), core.percent(value, decimals));
        assert.equal(count(value, "pod"), core.count(value, "pod"));
      }
  });

  it("say certain only what is", () => {
    assert.equal(chance(1, true), "100 %");
    assert.equal(chance(1, false), "about 100 %");
    assert.equal(chance(0, false), "about 0 %");
    assert.equal(chance(0.9997, true), "over 99.9 %");
    assert.equal(chance(0.0002, false), "under 0.1 %");
    assert.equal(chance(0.9915, true), "99.2 %");
  });

  it("give measured values of one list the same places", () => {
    assert.deepEqual(measured([0.9912, 0.992, null]), ["0.9912", "0.9920", null]);
    assert.deepEqual(measured([212.4, 218, 251.25]), ["212.4", "218.0", "251.3"]);
    assert.deepEqual(measured([1, 2]), ["1", "2"]);
    assert.deepEqual(measured([12_345.6]), ["12,346"]);
    assert.deepEqual(measured([0.00012]), ["1.2e−4"]);
    assert.deepEqual(measured([]), []);
  });

  it("are read as people type them", () => {
    assert.equal(typedNumber("1,000"), 1000);
    assert.equal(typedNumber(" 2.5 % "), 2.5);
    assert.equal(typedNumber("40 /s"), 40);
    assert.equal(typedNumber("12 000"), 12_000);
    assert.equal(typedNumber(".5"), 0.5);
    for (const text of ["", "-3", "abc", "1.2.3", "%", "NaN", "1e9"]) assert.equal(typedNumber(text), undefined, text);
  });
});
