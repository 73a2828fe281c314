import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { applyEdits } from "../../core/syntax/edit.ts";
import { partsIn } from "../../core/workspace/parts.ts";
import { placeAt, type Resource } from "../../core/workspace/resource.ts";
import { resourcesIn } from "../../core/workspace/workspace.ts";
import { corpusFiles } from "../../test/kit/corpus.ts";
import { workspace } from "../../test/kit/service.ts";
import { sharedFolder } from "../../test/kit/shared.ts";
import type { Service } from "./service.ts";

/** Every object of manifests of others gets another name and its old one back: nothing is lost on the way, and nothing else changes. */
describe("rename on manifests of others", function () {
  this.timeout(60_000);

  it("breaks no reference, and can be undone by renaming back", function () {
    const corpus = sharedFolder("corpus");
    if (!corpus) this.skip();
    const index = JSON.parse(readFileSync(path.join(corpus, "INDEX.json"), "utf8")) as { readonly file: string; readonly expect: string }[];
    let renamed = 0;
    for (const { file } of index.filter(({ expect }) => expect === "valid")) {
      const text: string = readFileSync(path.join(corpus, file), "utf8");
      const service = workspace({ file: text });
      const before = findings(service);
      // A longer name could not be given back.
      for (const resource of objectsOf(service).filter(({ name = "" }) => name.length <= 63)) {
        const there = service.rename("file", nameOf(resource), "another-name");
        if ("refused" in there) continue;
        renamed += 1;
        const after = applyEdits(text, there.map(toEdit));
        const next = workspace({ file: after });
        assert.deepEqual(findings(next), before, `${file}: ${resource.kindName} ${resource.name}`);
        const found = objectsOf(next).find(({ kindName, name }) => kindName === resource.kindName && name === "another-name");
        assert.ok(found, file);
        const back = next.rename("file", nameOf(found), resource.name ?? "");
        assert.ok(!("refused" in back), `${file}: ${JSON.stringify(back)}`);
        assert.equal(applyEdits(after, back.map(toEdit)), text, file);
      }
    }
    assert.ok(renamed > 200, String(renamed));
  });

  it("holds for arguments, metrics, routes, subsets and variables as well", function () {
    const corpus = sharedFolder("corpus");
    if (!corpus) this.skip();
    const renamed = new Map<string, number>();
    for (const { file, text } of corpusFiles(corpus)) {
      const service = workspace({ file: text });
      const before = findings(service);
      for (const resource of objectsOf(service))
        for (const { part, name, at, defines } of partsIn(resource)) {
          if (!at || !defines || !part.form.test(name)) continue;
          const there = service.rename("file", resource.start + at.start, "another");
          if ("refused" in there) continue;
          renamed.set(part.what, (renamed.get(part.what) ?? 0) + 1);
          const after = applyEdits(text, there.map(toEdit));
          const next = workspace({ file: after });
          assert.deepEqual(findings(next), before, `${file}: ${part.what} ${name}`);
          const moved = objectsOf(next)
            .flatMap(found => partsIn(found).map(other => ({ found, other })))
            .find(({ other }) => other.part === part && other.name === "another");
          assert.ok(moved?.other.at, file);
          const back = next.rename("file", moved.found.start + moved.other.at.start, name);
          assert.ok(!("refused" in back), `${file}: ${JSON.stringify(back)}`);
          assert.equal(applyEdits(after, back.map(toEdit)), text, file);
        }
    }
    for (const [what, least] of Object.entries({ argument: 50, metric: 50, "managed route": 3, route: 10, subset: 5, variable: 1 }))
      assert.ok((renamed.get(what) ?? 0) >= least, `${what}: ${renamed.get(what)}`);
  });
});

function objectsOf(service: Service): readonly Resource[] {
  const file = service.fileOf("file");
  return file ? resourcesIn(file) : [];
}

function nameOf(resource: Resource): number {
  return placeAt(resource, ["metadata", "name"], "value").start + 1;
}

function toEdit({ at, text }: { readonly at: { readonly start: number; readonly end: number }; readonly text: string }) {
  return { at, text };
}

/** How often each finding is there: names in their messages may change, what is wrong may not. */
function findings(service: Service): readonly string[] {
  return service
    .diagnostics("file", "all")
    .map(({ code }) => code)
    .toSorted();
}
