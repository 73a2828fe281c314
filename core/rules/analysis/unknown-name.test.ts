import { check } from "../../../test/kit/service.ts";

const metric = (condition: string, mark = ""): void =>
  check(`metrics:\n- name: a\n  successCondition: "${condition}"${mark}\n  provider: { web: { url: "http://shop", jsonPath: "{$.a}" } }`, {
    frame: "AnalysisTemplate",
  });

describe("names in a condition", () => {
  it("are left alone where they are known, are fields, or texts", () => {
    for (const condition of [
      "result.results == 'results'",
      "let results = result; results > 1",
      "result.items[0].result > 1",
      "mean(result) > 1",
      "asFloat(result) > 1",
    ])
      metric(condition);
  });
  it("are told where nothing is called so", () => {
    metric("result.a > 1 && total > 1", "\n  #                                  ^^^^^ analysis/unknown-name");
  });
  it("are told where they are one slip away", () => {
    metric("reslt > 1", "\n  #                  ^^^^^ analysis/unknown-name");
    metric("asfloat(result) > 1", "\n  #                  ^^^^^^^ analysis/unknown-name");
  });
});
