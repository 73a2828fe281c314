import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Problem } from "../../core/base/problem.ts";
import { crashed } from "../../core/rules/engine.ts";
import { workspace } from "../kit/service.ts";
import { sharedFolder } from "../kit/shared.ts";

/** Manifests written by others: read and checked without a crash, and without an error where upstream accepts them. */

interface Indexed {
  readonly file: string;
  readonly expect: "valid" | "invalid" | "unknown" | "none";
  readonly helm?: boolean;
  readonly fragment?: boolean;
  readonly yaml: boolean;
}

/** Files that the recorded verdict calls valid and that we call wrong, each with the reason why the controller refuses it. */
const exceptions: { readonly [file: string]: string } = {
  "argoproj__argo-rollouts/pkg/kubectl-argo-rollouts/cmd/lint/testdata/valid-nginx-canary.yml":
    "lint does not look at the Ingress; the controller does, and it leads to another Service than the stable one (golden/lint/ingress-without-stable-backend)",
  "argoproj__argo-rollouts/pkg/kubectl-argo-rollouts/cmd/lint/testdata/valid-ingress-smi-multi.yml":
    "lint does not look at the Ingress; the API server does, and takes no path without a `pathType` (test/cluster/neighbours.test.ts)",
  "argoproj__argo-rollouts/test/e2e/functional/alb-canary-multi-ingress-rollout.yaml": "the same, with a rootService that no rule leads to",
};

describe("the corpus", () => {
  const folder = sharedFolder("corpus");
  let index: readonly Indexed[] = [];
  before(function () {
    if (!folder) this.skip();
    index = JSON.parse(readFileSync(path.join(folder, "INDEX.json"), "utf8")) as Indexed[];
  });
  const findings = (file: string): readonly Problem[] => {
    const text = readFileSync(path.join(folder ?? "", file), "utf8");
    return workspace({ [file]: text }).diagnostics(file, "all");
  };

  it("is read and checked without a crash", () => {
    let checked = 0;
    for (const { file } of index) {
      const found = findings(file);
      assert.deepEqual(
        found.filter(({ code }) => code === crashed).map(({ message }) => message),
        [],
        file,
      );
      checked++;
    }
    console.log(`      ${checked} files`);
    assert.ok(checked > 0);
  });

  it("has no error where upstream accepts the file", () => {
    const alarms: string[] = [];
    let accepted = 0;
    for (const { file, expect } of index) {
      if (expect !== "valid") continue;
      accepted++;
      const errors = findings(file).filter(({ severity }) => severity === "error");
      if (errors.length > 0 && !(file in exceptions))
        alarms.push(`${file}\n${errors.map(({ code, message }) => `  ${code}: ${message}`).join("\n")}`);
    }
    console.log(`      ${accepted} accepted files, ${alarms.length} with an error of ours, ${Object.keys(exceptions).length} excepted`);
    assert.equal(alarms.length, 0, alarms.join("\n"));
  });

  it("has no finding at all in a chart's templates and in files that are not ours", () => {
    for (const { file, helm, expect } of index) {
      if (!helm) continue;
      assert.deepEqual(
        findings(file).map(({ code, message }) => `${code}: ${message}`),
        [],
        `${file} (${expect})`,
      );
    }
  });

  it("names no file as an exception that is not there", () => {
    for (const file of Object.keys(exceptions)) assert.ok(existsSync(path.join(folder ?? "", file)), file);
  });
});
