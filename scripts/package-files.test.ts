import assert from "node:assert/strict";
import { bundles } from "./bundles.ts";
import { complaintsAbout, filesInZip } from "./package-files.ts";

const whole = ["package.json", "LICENSE", "README.md", "schemas/rollout.json", ...bundles.map(bundle => bundle.output)];

describe("the files of a package", () => {
  it("are fine when they are the bundles and the papers", () => {
    assert.deepEqual(complaintsAbout(whole), []);
  });

  for (const [file, reason] of [
    ["client/extension.ts", "is a source"],
    ["schemas/rollout.test.json", "is a test"],
    ["dist/client.cjs.map", "is a source map"],
    [".github/workflow.yml", "is hidden"],
    ["scripts/preflight.mjs", "belongs to the workshop"],
    ["core/data.json", "belongs to a source folder"],
    ["dist/old.js", "is made by no bundle"],
  ] as const) {
    it(`may not contain ${file}`, () => {
      assert.ok(complaintsAbout([...whole, file]).includes(`${file} ${reason}`));
    });
  }

  it("may not lack a bundle", () => {
    assert.deepEqual(complaintsAbout(whole.filter(file => file !== "dist/cli.js")), ["dist/cli.js is missing"]);
  });
});

describe("a zip archive", () => {
  it("names its files", () => {
    // Stored, not packed: two files named a and dir/b, with the letters x and y in them.
    const archive = Buffer.from(twoFiles, "base64");
    assert.deepEqual(filesInZip(archive), ["a", "dir/b"]);
  });

  it("has none when it is no archive", () => {
    assert.deepEqual(filesInZip(Buffer.from("<html>")), []);
  });
});

const twoFiles =
  "UEsDBBQAAAAAAFNAeF2DFtyMAQAAAAEAAAABAAAAYXhQSwMEFAAAAAAAU0B4XRUm2/sBAAAAAQAAAAUAAABkaXIvYnlQSwECFAMUAAAAAABTQHhdgxbcjAEA" +
  "AAABAAAAAQAAAAAAAAAAAAAApIEAAAAAYVBLAQIUAxQAAAAAAFNAeF0VJtv7AQAAAAEAAAAFAAAAAAAAAAAAAACkgSAAAABkaXIvYlBLBQYAAAAAAgACAGIA" +
  "AABEAAAAAAA=";
