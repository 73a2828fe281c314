import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { manifest } from "../../test/kit/manifests.ts";
import { workspace } from "../../test/kit/service.ts";
import type { Terminal } from "../command.ts";

// The service needs its generated validators: whoever comes first has them made.
void workspace;
const { stepwise } = await import("../stepwise.ts");

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe("stepwise check", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "stepwise-check-"));
    mkdirSync(path.join(folder, "sub"));
    writeFileSync(path.join(folder, "bad.yaml"), manifest("steps:\n- setWeight: 101\n- setWeight: 10\n  pause: {}"));
    writeFileSync(path.join(folder, "good.yaml"), manifest("steps:\n- analysis: { templates: [{ templateName: rate }] }"));
    writeFileSync(
      path.join(folder, "sub/template.yml"),
      "apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\nmetadata: { name: rate }\nspec: { metrics: [{ name: rate, provider: { web: { url: 'http://a' } } }] }\n",
    );
    writeFileSync(path.join(folder, "other.yaml"), "services: { web: { image: a } }\n");
  });
  after(() => rmSync(folder, { recursive: true }));

  const run = async (words: readonly string[], { stdin = "", colours = false } = {}): Promise<Ran> => {
    let out = "";
    let err = "";
    const terminal: Terminal = {
      cwd: folder,
      env: {},
      out: text => {
        out += text;
      },
      err: text => {
        err += text;
      },
      stdin: async () => stdin,
      colours,
      signal: new AbortController().signal,
    };
    return { code: await stepwise(["check", ...words], terminal), out, err };
  };

  it("leaves out what git ignores below a folder, and checks a file that is named", async function () {
    const ignoring = path.join(folder, "ignoring");
    mkdirSync(path.join(ignoring, "rendered"), { recursive: true });
    try {
      execFileSync("git", ["init", "-q"], { cwd: ignoring, stdio: "ignore" });
    } catch {
      if (process.env.CI) throw new Error("There is no git.");
      this.skip();
    }
    writeFileSync(path.join(ignoring, ".gitignore"), "rendered/\n");
    writeFileSync(path.join(ignoring, "rendered/bad.yaml"), manifest("steps:\n- setWeight: 101"));
    try {
      assert.equal((await run(["ignoring"])).code, 0);
      assert.equal((await run(["ignoring/rendered"])).code, 1);
      assert.equal((await run(["ignoring/rendered/bad.yaml"])).code, 1);
    } finally {
      rmSync(ignoring, { recursive: true });
    }
  });
  it("prints a line for each finding, and what it comes to", async () => {
    const { code, out } = await run(["bad.yaml"]);
    assert.equal(code, 1);
    const lines = out.trimEnd().split("\n");
    assert.match(lines[0] ?? "", /^bad\.yaml:12:20 error steps\/weight-out-of-range The controller refuses/);
    assert.match(lines[1] ?? "", /^bad\.yaml:14:9 error steps\/two-kinds /);
    assert.equal(lines.at(-1), "1 file checked: 2 errors. `--fix` can repair 2.");
  });

  it("gives JSON with LSP's positions and the file as it was given", async () => {
    const { code, out } = await run(["./bad.yaml", "-o", "json"]);
    assert.equal(code, 1);
    const [first] = JSON.parse(out) as { file: string; range: object; code: string; severity: string; message: string }[];
    assert.deepEqual(first && { ...first, message: "" }, {
      file: "./bad.yaml",
      range: { start: { line: 11, character: 19 }, end: { line: 11, character: 22 } },
      code: "steps/weight-out-of-range",
      severity: "error",
      message: "",
    });
  });

  it("takes all files for one workspace", async () => {
    assert.match((await run(["good.yaml"])).out, /references\/missing/);
    const together = await run(["good.yaml", "sub"]);
    assert.deepEqual([together.code, together.out], [0, "2 files checked: nothing found.\n"]);
  });

  it("reads folders, globs and standard input", async () => {
    assert.match((await run([])).out, /^4 files checked|\n4 files checked/);
    assert.match((await run(["*.yaml"])).out, /3 files checked/);
    const piped = await run(["-"], { stdin: manifest("steps:\n- setWeight: 101") });
    assert.equal(piped.code, 1);
    assert.match(piped.out, /^-:12:20 error/);
  });

  it("ends with 0 when there are warnings only, and with 2 when it is asked wrongly", async () => {
    assert.equal((await run(["good.yaml"])).code, 0);
    assert.equal((await run(["absent.yaml"])).code, 2);
    assert.equal((await run(["-o", "xml", "good.yaml"])).code, 2);
    assert.equal((await run(["--rule", "nonsense", "good.yaml"])).code, 2);
  });

  it("has the severities that it is told", async () => {
    const { code, out } = await run(["bad.yaml", "--rule", "steps/weight-out-of-range=off", "--rule", "steps/two-kinds=hint"]);
    assert.equal(code, 0);
    assert.match(out, /1 file checked: 1 hint\./);
  });

  it("is in colour only where the terminal has colours", async () => {
    const escapeCharacter = String.fromCharCode(27);
    assert.ok((await run(["bad.yaml"], { colours: true })).out.includes(escapeCharacter));
    assert.ok(!(await run(["bad.yaml"])).out.includes(escapeCharacter));
  });

  it("repairs what can be repaired in one way only, and says what is left", async () => {
    const before = manifest(
      "replicas: 10\nstrategy:\n  canary:\n    steps:\n    - setWeight: 10 # first\n      pause: {}\n    - setWeigth: 101",
    );
    writeFileSync(path.join(folder, "repair.yaml"), before);
    const { code, out } = await run(["repair.yaml", "--fix"]);
    assert.match(out, /1 file checked: nothing found\. 3 repairs written\./);
    assert.equal(code, 0);
    assert.equal(
      readFileSync(path.join(folder, "repair.yaml"), "utf8"),
      before.replace("      pause: {}", "    - pause: {}").replace("setWeigth: 101", "setWeight: 100"),
    );
    assert.equal((await run(["-", "--fix"], { stdin: before })).code, 2);
    rmSync(path.join(folder, "repair.yaml"));
  });

  it("speaks only of what has changed since a revision, and reads the rest for it", async () => {
    const git = (...words: string[]): Buffer =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...words], { cwd: folder });
    assert.match((await run(["--since", "HEAD"])).err, /^`--since` asks git, and this folder is in no repository of it\./);
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "first");
    assert.equal((await run(["--since", "HEAD"])).out, "0 files checked: nothing found.\n");
    assert.match((await run(["--since", "nope"])).err, /^Git knows no revision `nope` here\./);
    assert.equal((await run(["--since", "--output=x"])).code, 2);
    writeFileSync(
      path.join(folder, "fresh.yaml"),
      manifest("steps:\n- analysis: { templates: [{ templateName: rate }, { templateName: other }] }"),
    );
    const { out } = await run(["--since", "HEAD"]);
    assert.match(out, /^fresh\.yaml:\d+:\d+ warning references\/missing .*`?other/);
    assert.match(out, /\n1 file checked: 1 warning\./);
  });
});
