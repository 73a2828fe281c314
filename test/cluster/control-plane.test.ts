import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { ControlPlane } from "./control-plane.ts";
import { controlPlane } from "./shared-control-plane.ts";
import type { User } from "./users.ts";

describe("the real control plane", function () {
  this.timeout(20 * 60_000);

  let plane: ControlPlane;
  before(async () => {
    plane = await controlPlane();
  });

  const kubectl = async (user: User, ...args: string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(plane.tools.program("kubectl"), [`--kubeconfig=${plane.kubeconfigFor(user)}`, ...args]);
    return stdout.trim();
  };

  it("serves the version that its binaries are stamped with", async () => {
    const { gitVersion } = await plane.api.request<{ gitVersion: string }>("GET", "/version");
    assert.equal(gitVersion, "v1.34.5");
  });

  it("knows a person who may only look", async () => {
    assert.equal(await kubectl("viewer", "get", "rollouts.argoproj.io,canaries.flagger.app", "--output=name"), "");
    await assert.rejects(kubectl("viewer", "annotate", "namespace", "default", "touched=yes"), /Forbidden|forbidden/);
  });

  it("knows a person who may do nothing", async () => {
    await assert.rejects(kubectl("nobody", "get", "rollouts.argoproj.io"), /forbidden/);
  });
});
