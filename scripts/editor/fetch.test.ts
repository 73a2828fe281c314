import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { editorPackage, fetchEditor } from "./fetch.ts";

describe("the editor in the cache", () => {
  let cache: string;
  const before = { registry: process.env.npm_config_registry, cache: process.env.npm_config_cache };

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), "stepwise-fetch-test-"));
    // The discard port of this machine, where nobody answers, and a package cache in which nothing is.
    process.env.npm_config_registry = "http://127.0.0.1:9/";
    process.env.npm_config_cache = join(cache, "npm");
  });

  afterEach(async () => {
    for (const [name, value] of Object.entries({ npm_config_registry: before.registry, npm_config_cache: before.cache })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await rm(cache, { recursive: true, force: true, maxRetries: 5 });
  });

  it("is used as it is, without a network", async () => {
    const serverMain = join(cache, editorPackage.version, "node_modules", editorPackage.name, "lib", "vscode", "out", "server-main.js");
    await mkdir(dirname(serverMain), { recursive: true });
    await writeFile(serverMain, "");
    assert.equal((await fetchEditor({ cache, progress: () => assert.fail("nothing is to be fetched") })).serverMain, serverMain);
  });

  it("is said to need a network the first time, and half an editor is neither used nor left", async () => {
    // The largest process id of a 64-bit Linux is 4194304, so nobody has this one.
    const abandoned = join(cache, `${editorPackage.version}.partial-4194305`);
    await mkdir(abandoned);
    const steps: string[] = [];
    await assert.rejects(fetchEditor({ cache, progress: line => steps.push(line) }), { name: "EditorProblem", kind: "no-network" });
    assert.match(steps[0] ?? "", /^Fetching VS Code .* Part 1 of 2/);
    assert.deepEqual(
      (await readdir(cache)).filter(name => name !== "npm"),
      [],
    );
  }).timeout(20_000);
});
