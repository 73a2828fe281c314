import assert from "node:assert/strict";
import { manifest } from "../../test/kit/manifests.ts";
import { cursorIn, workspace } from "../../test/kit/service.ts";

const template = `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: success-rate }
spec:
  args: [{ name: service }]
  metrics:
  - name: errors
    provider: { prometheus: { query: up } }
`;
const rollout = manifest("steps:\n- setWeight: 20\n- analysis:\n    templates:\n    - templateName: success-rate");

describe("symbols of the workspace", () => {
  const service = workspace({ "a.yaml": rollout, "t.yaml": template });
  const found = (query: string) => service.workspaceSymbols(query).map(({ name, inside, at }) => [name, inside, at.uri]);

  it("are objects, metrics and arguments, by letters in their order", () => {
    assert.deepEqual(found("rolsh"), [["Rollout shop", undefined, "a.yaml"]]);
    assert.deepEqual(found("errors"), [["errors", "AnalysisTemplate success-rate", "t.yaml"]]);
    assert.deepEqual(found("Analysis success"), [["AnalysisTemplate success-rate", undefined, "t.yaml"]]);
    assert.deepEqual(found("nothing like this"), []);
  });
  it("are not steps, which have no names", () => {
    assert.deepEqual(found("setWeight"), []);
    assert.equal(found("").length, 4);
  });
});

describe("links", () => {
  const links = (text: string) => {
    const service = workspace({ "a.yaml": text, "t.yaml": template });
    return service.links("a.yaml").map(link => [text.slice(link.at.start, link.at.end), link.to === "object" ? link.place.uri : link.code]);
  };
  it("lead from a name to the file of its object", () => {
    assert.deepEqual(links(rollout), [["success-rate", "t.yaml"]]);
  });
  it("lead from a silenced rule to its page, where there is such a rule", () => {
    assert.deepEqual(links(`# stepwise-disable steps/two-kinds, steps/nonsense -- see team/wiki\n${manifest("replicas: 3")}`), [
      ["steps/two-kinds", "steps/two-kinds"],
    ]);
  });
});

describe("folds", () => {
  /** Each fold as its first line, and how many lines go away. */
  const folds = (text: string) => {
    const lines = text.split("\n");
    return workspace({ "a.yaml": text })
      .folds("a.yaml")
      ?.map(({ from, to, comment }) => `${lines[from]?.trim()} +${to - from}${comment ? " comment" : ""}`);
  };
  it("are documents, steps and whatever goes on over lines", () => {
    const text =
      "# why\n# so\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec:\n  strategy:\n    canary:\n      steps:\n      - setWeight: 5\n      - pause:\n          duration: 5m\n\n---\napiVersion: v1\nkind: Service\n";
    assert.deepEqual(folds(text), [
      "apiVersion: argoproj.io/v1alpha1 +8",
      "spec: +6",
      "strategy: +5",
      "canary: +4",
      "steps: +3",
      "- pause: +1",
      "# why +1 comment",
      "apiVersion: v1 +1",
    ]);
  });
  it("are the editor's own affair in files that are not ours", () => {
    assert.equal(folds("services:\n  web:\n    image: a\n"), undefined);
  });
});

describe("selections", () => {
  const selections = (marked: string) => {
    const { text, offset } = cursorIn(manifest(marked));
    return workspace({ "a.yaml": text })
      .selections("a.yaml", offset)
      .map(({ start, end }) => text.slice(start, end));
  };
  it("grow from a value to its entry, item, step, steps and strategy", () => {
    const grown = selections("steps:\n- setWeight: 20\n- pause: { duration: 5$0m }\n- setWeight: 50");
    assert.deepEqual(grown.slice(0, 5), ["5m", "duration: 5m", "{ duration: 5m }", "pause: { duration: 5m }", "- pause: { duration: 5m }"]);
    const rest = grown.slice(5).map(text => text.split("\n")[0]);
    assert.deepEqual(rest.slice(0, 4), ["- setWeight: 20", "steps:", "canary:", "strategy:"]);
    assert.ok(grown.at(-1)?.startsWith("apiVersion"));
  });
  it("begin with a word, and what stands between quotes", () => {
    assert.deepEqual(selections('canaryService: "a-b c$0d"\nsteps: []').slice(0, 4), [
      "cd",
      "a-b cd",
      '"a-b cd"',
      'canaryService: "a-b cd"',
    ]);
  });
  it("always grow", () => {
    const { text } = cursorIn(`${rollout}$0`);
    const service = workspace({ "a.yaml": text });
    for (let offset = 0; offset <= text.length; offset += 1) {
      const chain = service.selections("a.yaml", offset);
      assert.ok(chain.length > 0);
      for (const [i, span] of chain.entries()) {
        const inner = chain[i - 1] ?? { start: offset, end: offset };
        assert.ok(span.start <= inner.start && span.end >= inner.end, `${offset}: ${JSON.stringify(chain)}`);
      }
    }
  });
});
