import { check } from "../../../test/kit/service.ts";

describe("the order of weights", () => {
  it("may go back to 0, and may be of other kinds in between", () => {
    check("replicas: 100\nstrategy:\n  canary:\n    steps: [{ setWeight: 10 }, { setWeight: 0 }, { pause: {} }, { setWeight: 10 }]");
  });
  it("is told of a step that does nothing, and offers to remove it", () => {
    check("steps:\n- setWeight: 20\n- pause: {}\n- setWeight: 20\n#            ^^ steps/weight-order\n- pause: {}");
  });
  it("is not told of a weight that is refused", () => {
    check("steps:\n- setWeight: 101\n#            ^^^ steps/weight-out-of-range\n- setWeight: 50");
  });
});
