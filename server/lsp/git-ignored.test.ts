import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { listedAmong, listFiles } from "./folder-listing.ts";
import { withoutIgnored } from "./git-ignored.ts";

describe("what git ignores", () => {
  let root = "";
  const write = (name: string, text = "kind: Rollout\n"): string => {
    const whole = path.join(root, name);
    mkdirSync(path.dirname(whole), { recursive: true });
    writeFileSync(whole, text);
    return whole;
  };
  const git = (folder: string, ...words: readonly string[]): void => {
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.test", ...words], {
      cwd: path.join(root, folder),
      stdio: "ignore",
    });
  };
  const kept = async (names: readonly string[], folder = "."): Promise<readonly string[]> => {
    const whole = await withoutIgnored(
      names.map(name => path.join(root, name)),
      path.join(root, folder),
    );
    return whole.map(name => path.relative(root, name).replaceAll("\\", "/"));
  };

  before(function () {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), "stepwise-ignored-")));
    try {
      git(".", "init", "-q");
    } catch {
      if (process.env.CI) throw new Error("There is no git.");
      this.skip();
    }
    write(".gitignore", "/build/\n*.gen.yaml\n!keep.gen.yaml\n/inner-ignored/\n");
    write("apps/.gitignore", "local*.yaml\n!local-ok.yaml\n");
    write(".git/info/exclude", "mine.yaml\n");
  });
  after(() => rmSync(root, { recursive: true }));

  it("are patterns of every folder, with what they take back, and those of one person", async () => {
    const names = [
      "a.yaml",
      "a.gen.yaml",
      "keep.gen.yaml",
      "build/a.yaml",
      "apps/build/a.yaml",
      "apps/local.yaml",
      "apps/local-ok.yaml",
      "local.yaml",
      "mine.yaml",
    ];
    for (const name of names) write(name);
    assert.deepEqual(await kept(names), ["a.yaml", "keep.gen.yaml", "apps/build/a.yaml", "apps/local-ok.yaml", "local.yaml"]);
  });
  it("is never what is tracked", async () => {
    write("tracked.gen.yaml");
    git(".", "add", "-f", "tracked.gen.yaml");
    assert.deepEqual(await kept(["tracked.gen.yaml"]), ["tracked.gen.yaml"]);
  });
  it("is read when the folder itself is ignored, since somebody named it", async () => {
    write("build/b.yaml");
    assert.deepEqual(await kept(["build/b.yaml"], "build"), ["build/b.yaml"]);
  });
  it("is asked of each repository, and an ignored one has nothing", async () => {
    for (const inner of ["inner", "inner-ignored"]) {
      write(`${inner}/.gitignore`, "x.yaml\n");
      git(inner, "init", "-q");
      for (const name of ["x.yaml", "y.yaml", "mine.yaml"]) write(`${inner}/${name}`);
    }
    const names = ["inner/x.yaml", "inner/y.yaml", "inner/mine.yaml", "inner-ignored/y.yaml", "a.gen.yaml"];
    assert.deepEqual(await kept(names), ["inner/y.yaml", "inner/mine.yaml"]);
  });
  it("is not asked of what lies behind a link, and of the rest all the same", async () => {
    write("apps/a.yaml");
    symlinkSync(path.join(root, "apps"), path.join(root, "linked"));
    assert.deepEqual(await kept(["linked/a.yaml", "a.gen.yaml", "a.yaml"]), ["linked/a.yaml", "a.yaml"]);
  });
  it("is not listed, and nothing of it outside of repositories", async () => {
    const bounds = { files: 100, bytes: 1000, total: 100_000 };
    const { paths } = await listFiles([{ path: root, hidden: [] }], bounds);
    assert.ok(paths.includes(path.join(root, "a.yaml")));
    assert.ok(!paths.some(name => name.startsWith(path.join(root, "build"))));
    const [ignored, other] = [path.join(root, "build/a.yaml"), path.join(root, "a.yaml")];
    assert.deepEqual([...(await listedAmong([ignored, other], [{ path: root, hidden: [] }]))], [other]);
    rmSync(path.join(root, ".git"), { recursive: true });
    assert.deepEqual(await kept(["a.gen.yaml", "build/a.yaml"]), ["a.gen.yaml", "build/a.yaml"]);
  });
});
