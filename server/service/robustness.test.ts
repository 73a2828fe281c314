import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { applyEdits } from "../../core/syntax/edit.ts";
import { plainOf, workspace } from "../../test/kit/service.ts";
import { sharedFolder } from "../../test/kit/shared.ts";

/** Every ability at every place of real manifests: nothing throws, and what completion writes can be read. */
describe("the service on manifests of others", function () {
  this.timeout(60_000);
  const corpus = sharedFolder("corpus");
  const golden = sharedFolder("golden");

  it("answers everywhere, also where text breaks off", function () {
    if (!corpus) this.skip();
    const index = JSON.parse(readFileSync(path.join(corpus, "INDEX.json"), "utf8")) as {
      readonly file: string;
      readonly kinds: readonly string[];
    }[];
    const ours = index.filter(({ kinds }) =>
      kinds.some(kind => ["Rollout", "Canary", "AnalysisTemplate", "MetricTemplate", "Experiment"].includes(kind)),
    );
    const step = Math.max(1, Math.floor(ours.length / 60));
    for (const { file } of ours.filter((_, i) => i % step === 0)) {
      const text = readFileSync(path.join(corpus, file), "utf8");
      const service = workspace({ [file]: text });
      service.symbols(file);
      service.codeLenses(file);
      service.inlayHints(file, { start: 0, end: text.length });
      service.tokens(file);
      service.folds(file);
      service.links(file);
      service.workspaceSymbols("a");
      for (let offset = 0; offset <= text.length; offset += 37) {
        service.completion(file, offset);
        service.hover(file, offset);
        service.definition(file, offset);
        service.references(file, offset, true);
        service.rename(file, offset, "another");
        service.selections(file, offset);
        service.codeActions(file, { start: offset, end: offset });
      }
      for (let end = 0; end <= text.length; end += 211) {
        const half = workspace({ [file]: text.slice(0, end) });
        half.diagnostics(file, "all");
        half.completion(file, end);
        half.symbols(file);
        half.tokens(file);
        half.folds(file);
      }
    }
  });

  it("proposes keys that can be read once they are taken, on a new line of every map", function () {
    if (!golden) this.skip();
    let tried = 0;
    for (const name of ["good-istio", "header-route-not-managed", "duplicate-metric"]) {
      const text: string = readFileSync(path.join(golden, "lint", `${name}.yaml`), "utf8");
      const lines: readonly string[] = text.split("\n");
      for (const [i, line] of lines.entries()) {
        const indent = /^[ -]*/.exec(line)?.[0].length ?? 0;
        const before = [...lines.slice(0, i), " ".repeat(indent)].join("\n");
        const file = `${before}\n${lines.slice(i).join("\n")}`;
        const service = workspace({ file });
        for (const { insert, replace, label } of service.completion("file", before.length)) {
          const inserted = plainOf(insert).replaceAll("\n", `\n${" ".repeat(indent)}`);
          const taken = applyEdits(file, [{ at: replace, text: inserted }]);
          const broken = workspace({ taken })
            .diagnostics("taken", "fast")
            .filter(({ code }) => code.startsWith("yaml/"));
          assert.deepEqual(broken, [], `${name}, line ${i + 1}: ${label}\n${taken}`);
          tried++;
        }
      }
    }
    assert.ok(tried > 500, String(tried));
  });
});
