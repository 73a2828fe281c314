import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const root = path.resolve(import.meta.dirname, "../..");

// Another editor, with nothing of ours in it but the command line: the server is for any that speaks LSP.
describe("Neovim", function () {
  this.timeout(60_000);
  let folder = "";

  before(function () {
    try {
      execFileSync("nvim", ["--version"], { stdio: "ignore" });
    } catch {
      assert.ok(!process.env.CI, "Neovim is not installed. Install it with: apt-get install -y neovim");
      console.log("      skipped: Neovim is not installed (apt-get install -y neovim)");
      this.skip();
    }
    folder = mkdtempSync(path.join(tmpdir(), "stepwise-neovim-"));
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  it("shows findings, hovers and proposals over standard input and output", async () => {
    const file = path.join(folder, "rollout.yaml");
    writeFileSync(
      file,
      `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: shop }
spec:
  replicas: 10
  selector: { matchLabels: { app: shop } }
  template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }
  strategy:
    canary:
      steps:
        # more than there is
        - setWeight: 120
        - pause: {}
`,
    );
    const { stdout } = await promisify(execFile)(
      "nvim",
      [
        "--headless",
        "--clean",
        "-u",
        path.join(import.meta.dirname, "stepwise.lua"),
        file,
        "-S",
        path.join(import.meta.dirname, "visit.lua"),
      ],
      {
        cwd: folder,
        timeout: 50_000,
        env: {
          ...process.env,
          STEPWISE_NODE: process.execPath,
          STEPWISE_CLI: path.join(root, "dist", "cli.js"),
          XDG_STATE_HOME: folder,
          XDG_DATA_HOME: folder,
          XDG_CACHE_HOME: folder,
        },
      },
    );
    const said = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as {
      readonly findings: readonly object[];
      readonly hover: string;
      readonly completion: readonly string[];
      readonly left: number;
    };
    assert.deepEqual(said.findings, [{ line: 11, from: 21, code: "steps/weight-out-of-range", source: "stepwise" }]);
    assert.match(said.hover, /setWeight/);
    assert.ok(said.completion.includes("setWeight"), said.completion.join(" "));
    assert.equal(said.left, 0);
  });
});
