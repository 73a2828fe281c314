import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Folder, listedAmong, listFiles } from "./folder-listing.ts";

describe("files of folders", () => {
  let root = "";
  const wide = { files: 100, bytes: 1000, total: 100_000 };
  const write = (name: string, size: number): void => {
    mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(root, name), "x".repeat(size));
  };
  const isListed = async (name: string, folders: readonly Folder[]): Promise<boolean> => (await listedAmong([name], folders)).has(name);
  const names = (paths: readonly string[]) => paths.map(found => path.relative(root, found).replaceAll("\\", "/"));

  before(() => {
    root = mkdtempSync(path.join(tmpdir(), "stepwise-listing-"));
    for (const [name, size] of [
      ["b.yaml", 20],
      ["a/a.yml", 10],
      ["a/kustomization", 30],
      ["a/Kustomization.yaml", 40],
      [".github/c.yaml", 50],
      ["a/notes.md", 5],
      ["node_modules/d.yaml", 5],
      ["build/out/e.yaml", 60],
      ["large.yaml", 2000],
    ] as const)
      write(name, size);
  });
  after(() => rmSync(root, { recursive: true }));

  it("are YAML files, the small ones first, without what others made", async () => {
    const { paths, large, leftOut } = await listFiles([{ path: root, hidden: [] }], wide);
    assert.deepEqual(names(paths), ["a/a.yml", "b.yaml", "a/kustomization", "a/Kustomization.yaml", ".github/c.yaml", "build/out/e.yaml"]);
    assert.deepEqual(names(large), ["large.yaml"]);
    assert.equal(leftOut, 0);
  });
  it("are not what the editor hides", async () => {
    for (const hidden of [["**/build"], ["build/"], ["**/*.yml", "**/build/**"], ["{build,a}"]]) {
      const { paths } = await listFiles([{ path: root, hidden }], wide);
      assert.ok(!names(paths).includes("build/out/e.yaml"), hidden.join());
      assert.equal(names(paths).includes("a/a.yml"), hidden.length === 1 && !hidden[0]?.includes("{"), hidden.join());
      assert.equal(await isListed(path.join(root, "build/out/e.yaml"), [{ path: root, hidden }]), false);
    }
  });
  it("end at the bounds, and the rest is counted", async () => {
    const three = await listFiles([{ path: root, hidden: [] }], { ...wide, files: 3 });
    assert.deepEqual([three.paths.length, three.leftOut], [3, 3]);
    const small = await listFiles([{ path: root, hidden: [] }], { ...wide, total: 60 });
    assert.deepEqual([names(small.paths), small.leftOut], [["a/a.yml", "b.yaml", "a/kustomization"], 3]);
  });
  it("of folders in one another are listed once", async () => {
    const { paths } = await listFiles(
      [
        { path: root, hidden: ["a"] },
        { path: path.join(root, "a"), hidden: [] },
      ],
      wide,
    );
    assert.equal(new Set(paths).size, paths.length);
    assert.ok(names(paths).includes("a/a.yml"));
  });
  it("are known one by one too, also those that have just been made", async () => {
    const folders = [{ path: root, hidden: ["**/build"] }];
    for (const [name, listed] of [
      ["b.yaml", true],
      ["a/notes.md", false],
      ["node_modules/d.yaml", false],
      ["build/out/e.yaml", false],
      ["../elsewhere.yaml", false],
    ] as const)
      assert.equal(await isListed(path.join(root, name), folders), listed, name);
    write("[odd] (name).yaml", 1);
    assert.ok(await isListed(path.join(root, "[odd] (name).yaml"), folders));
  });
  it("of a folder that is not there are none", async () => {
    assert.deepEqual((await listFiles([{ path: path.join(root, "nowhere"), hidden: [] }], wide)).paths, []);
  });
});
