import assert from "node:assert/strict";
import { countOf } from "../../base/intorpercent.ts";
import { basicTargets } from "./targets.ts";

// The worked examples of the reference (argo-rollouts.md 3.14), settled pods per `setWeight`: N, surge, weight → canary, stable.
const examples: readonly (readonly [string, number, number | string, readonly (readonly [number, number, number])[]])[] = [
  [
    "E1",
    5,
    "25",
    [
      [20, 1, 4],
      [40, 2, 3],
      [60, 3, 2],
      [80, 4, 1],
    ],
  ],
  [
    "E2",
    10,
    1,
    [
      [5, 1, 10],
      [25, 3, 8],
      [50, 5, 5],
      [100, 10, 0],
    ],
  ],
  [
    "E3",
    10,
    0,
    [
      [10, 1, 9],
      [33, 3, 7],
      [50, 5, 5],
    ],
  ],
  [
    "E6",
    10,
    "25",
    [
      [1, 1, 10],
      [99, 10, 1],
    ],
  ],
  ["E7", 3, "25", [[50, 2, 2]]],
  [
    "E8",
    3,
    0,
    [
      [20, 1, 2],
      [50, 2, 1],
    ],
  ],
  [
    "E9",
    3,
    1,
    [
      [10, 1, 3],
      [33, 1, 2],
      [66, 2, 1],
    ],
  ],
  [
    "E10",
    1,
    "25",
    [
      [0, 0, 1],
      [1, 1, 1],
      [50, 1, 1],
      [99, 1, 1],
    ],
  ],
  [
    "E11",
    1,
    0,
    [
      [10, 0, 1],
      [50, 1, 0],
      [90, 1, 0],
    ],
  ],
  [
    "E12",
    2,
    "25",
    [
      [10, 1, 2],
      [50, 1, 1],
      [90, 2, 1],
    ],
  ],
  [
    "E13",
    4,
    "25%",
    [
      [10, 1, 4],
      [30, 1, 3],
      [60, 3, 2],
    ],
  ],
  [
    "E14",
    6,
    "50%",
    [
      [25, 2, 5],
      [50, 3, 3],
    ],
  ],
  [
    "E15",
    7,
    "25",
    [
      [25, 2, 6],
      [50, 4, 4],
      [75, 6, 2],
    ],
  ],
  ["E16", 0, "25", [[50, 0, 0]]],
  [
    "E17, a defect that is kept",
    5,
    0,
    [
      [20, 1, 4],
      [50, 3, 2],
      [80, 4, 1],
      [90, 0, 5],
    ],
  ],
  [
    "E18, the same",
    10,
    0,
    [
      [90, 9, 1],
      [95, 0, 10],
    ],
  ],
  [
    "E19, the same",
    2,
    0,
    [
      [50, 1, 1],
      [75, 0, 2],
      [90, 1, 1],
    ],
  ],
  ["E20", 5, "25", [[90, 5, 1]]],
];

describe("pods per weight without a router, as the reference's worked examples have them", () => {
  for (const [name, replicas, maxSurge, weights] of examples)
    it(name, () => {
      const surge = countOf(maxSurge, replicas, "up") ?? 0;
      assert.deepEqual(
        weights.map(([weight]) => {
          const { canary, stable } = basicTargets(replicas, weight, surge);
          return [weight, canary, stable];
        }),
        weights.map(row => [...row]),
      );
    });

  it("the defect of no surge hits exactly the pairs that the reference names, up to 100 pods", () => {
    const hit: string[] = [];
    for (let replicas = 1; replicas <= 100; replicas++)
      for (let weight = 1; weight < 100; weight++)
        if (replicas > 1 && basicTargets(replicas, weight, 0).canary === 0) hit.push(`${replicas} pods, ${weight} %`);
    assert.deepEqual(hit, ["2 pods, 75 %", "5 pods, 90 %", "10 pods, 95 %", "25 pods, 98 %", "50 pods, 99 %"]);
  });
});
