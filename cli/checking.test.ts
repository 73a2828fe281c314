import assert from "node:assert/strict";
import { type CorpusFile, corpusFiles } from "../test/kit/corpus.ts";
import { workspace } from "../test/kit/service.ts";
import { sharedFolder } from "../test/kit/shared.ts";

// The service needs its generated validators: whoever comes first has them made.
void workspace;
const { findingsIn, threadsFor } = await import("./checking.ts");

describe("checking in threads", function () {
  this.timeout(60_000);
  const folder = sharedFolder("corpus");
  let files: readonly CorpusFile[] = [];
  before(function () {
    if (!folder) this.skip();
    files = corpusFiles(folder);
  });

  it("finds in three what it finds in one, in the same order", async () => {
    const checking = {
      files: files.map(({ file, text }) => ({ uri: file, text })),
      wanted: files.map(({ file }) => file),
      rules: { "pods/no-readiness-probe": "off", "steps/weight-order": "error" } as const,
    };
    const alone = await findingsIn(checking, 1);
    assert.ok(alone.length > 100);
    assert.deepEqual(await findingsIn(checking, 3), alone);
  });

  it("speaks of the files that are wanted only, and says how far it is", async () => {
    const wanted = files.slice(0, 20).map(({ file }) => file);
    const told: number[] = [];
    const found = await findingsIn({ files: files.map(({ file, text }) => ({ uri: file, text })), wanted, rules: {} }, 2, done =>
      told.push(done),
    );
    assert.deepEqual(
      found.filter(({ file }) => !wanted.includes(file)),
      [],
    );
    assert.equal(told.at(-1), wanted.length);
  });

  it("uses one thread where another would not pay, and no more than there are", () => {
    const of = (length: number) => [{ uri: "f", text: "x".repeat(length) }];
    assert.equal(threadsFor(of(0), 8), 1);
    assert.equal(threadsFor(of(900_000), 8), 1);
    assert.equal(threadsFor(of(5_000_000), 2), 2);
    assert.equal(threadsFor(of(50_000_000), 64), 8);
  });
});
