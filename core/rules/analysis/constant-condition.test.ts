import { check } from "../../../test/kit/service.ts";

const metric = (field: string, condition: string, mark = ""): void =>
  check(`metrics:\n- name: a\n  ${field}: "${condition}"${mark}\n  provider: { web: { url: "http://shop", jsonPath: "{$.rate}" } }`, {
    frame: "AnalysisTemplate",
  });

describe("a condition", () => {
  it("that depends on the answer is left alone, and so is one that is not understood", () => {
    for (const condition of [
      "result >= 0.95",
      "result == 200",
      "result != 200",
      "result > 0.1 && result < 0.2",
      "len(result) > 5",
      "len(result) == 0 || result[0] < 0.001",
      "result[0] > 0.95 && result[1] < 0.1",
      "result > 1e6",
      "result >= 0",
      "all(result, # > 1)",
      "result == result",
      "result > 1 || result <= 1",
    ])
      metric("successCondition", condition);
  });
  it("that is the same for every answer is told, whichever way", () => {
    metric("successCondition", "true", "\n  #                 ^^^^^^ analysis/constant-condition");
    metric("failureCondition", "result < 1 && result > 2", "\n  #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ analysis/constant-condition");
    metric("failureCondition", "len(result) >= 0", "\n  #                 ^^^^^^^^^^^^^^^^^^ analysis/constant-condition");
  });
});
