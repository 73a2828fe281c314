import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { bundle } from "./bundle.ts";
import { bundles } from "./bundles.ts";

describe("a bundle", () => {
  let root: string;
  const [command] = bundles.filter(({ executable }) => executable);
  assert.ok(command);

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "stepwise-bundle-test-"));
    await mkdir(join(root, "cli"));
    await writeFile(join(root, "cli", "start.ts"), 'import { word } from "./word.ts";\nconsole.log(word);\n');
    await writeFile(join(root, "cli", "word.ts"), 'export const word: string = "one";\n');
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  const made = async (style: "shipped" | "readable" = "shipped") => (await bundle(command, { root, style })).kind;

  it("is made once, and again when a file that went into it has changed", async () => {
    assert.equal(await made(), "built");
    assert.equal(await made(), "fresh");
    await writeFile(join(root, "cli", "word.ts"), 'export const word: string = "two";\n');
    assert.equal(await made(), "built");
    assert.match(await readFile(join(root, command.output), "utf8"), /two/);
  });

  it("is made again when it is gone, when one of its files is gone, and in another style", async () => {
    assert.equal(await made(), "built");
    await rm(join(root, command.output));
    assert.equal(await made(), "built");
    assert.equal(await made("readable"), "built");
    await writeFile(join(root, "cli", "start.ts"), "console.log(1);\n");
    await rm(join(root, "cli", "word.ts"));
    assert.equal(await made("readable"), "built");
  });

  it("begins with the line for the shell when it is a command", async () => {
    await made();
    assert.match(await readFile(join(root, command.output), "utf8"), /^#!\/usr\/bin\/env node\nimport \{ createRequire/);
  });

  it("is said to be unwritten when its source is not there", async () => {
    await rm(join(root, "cli"), { recursive: true });
    assert.equal(await made(), "unwritten");
  });
});

describe("the bundles that an editor waits for, and the threads of `check`,", () => {
  // esbuild escapes all letters but those of regular expressions. A single one of them makes V8 keep the whole text in two bytes a letter.
  it("are ASCII", async function () {
    this.timeout(30_000);
    for (const { entry, options } of bundles.filter(({ entry }) => /^server\/|checker/.test(entry))) {
      const absWorkingDir = join(import.meta.dirname, "..");
      const { outputFiles } = await build({
        ...options,
        bundle: true,
        minify: true,
        write: false,
        entryPoints: [entry],
        absWorkingDir,
        outdir: "out",
      });
      for (const { text } of outputFiles) assert.equal(/.{0,40}[\u0080-\uffff]/u.exec(text)?.[0], undefined, entry);
    }
  });
});
