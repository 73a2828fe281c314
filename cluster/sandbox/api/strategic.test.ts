import assert from "node:assert/strict";
import { strategicMerge } from "./strategic.ts";

const merged = (target: object, patch: object): unknown => strategicMerge(target as never, patch as never);

describe("a strategic merge patch", () => {
  const containers = [
    { name: "app", image: "v1", env: [{ name: "A", value: "1" }] },
    { name: "side", image: "s1" },
  ];

  it("merges maps, and takes away what is null", () => {
    assert.deepEqual(merged({ a: { b: 1, c: 2 } }, { a: { b: null, d: 3 } }), { a: { c: 2, d: 3 } });
  });

  it("merges lists of named things by their name", () => {
    assert.deepEqual(merged({ containers }, { containers: [{ name: "app", image: "v2" }] }), {
      containers: [{ ...containers[0], image: "v2" }, containers[1]],
    });
    assert.deepEqual(merged({ ports: [{ containerPort: 80, name: "a" }] }, { ports: [{ containerPort: 81 }] }), {
      ports: [{ containerPort: 80, name: "a" }, { containerPort: 81 }],
    });
  });

  it("replaces other lists", () => {
    assert.deepEqual(merged({ args: ["a", "b"] }, { args: ["c"] }), { args: ["c"] });
  });

  it("obeys the directives of kubectl apply", () => {
    assert.deepEqual(
      merged({ containers }, { "$setElementOrder/containers": [{ name: "app" }], containers: [{ name: "side", $patch: "delete" }] }),
      {
        containers: [containers[0]],
      },
    );
    assert.deepEqual(merged({ a: { b: 1 } }, { a: { $patch: "replace", c: 2 } }), { a: { c: 2 } });
    assert.deepEqual(merged({ s: { type: "x", old: 1 } }, { s: { $retainKeys: ["type"], type: "y" } }), { s: { type: "y" } });
    assert.deepEqual(merged({ f: ["a", "b"] }, { "$deleteFromPrimitiveList/f": ["a"] }), { f: ["b"] });
  });
});
