import assert from "node:assert/strict";
import { askEverything } from "../kit/everything.ts";
import { workspace } from "../kit/service.ts";

const head = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop }\nspec:\n  strategy:\n    canary:\n      steps:\n";
const small = (i: number) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop-${i} }\nspec:\n  replicas: 4\n  selector: { matchLabels: { app: shop } }\n  template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: "shop:1" }] } }\n  strategy: { canary: { steps: [{ setWeight: 25 }, { pause: { duration: 5m } }, { setWeight: 101 }] } }\n`;

/** Texts of 10 MB, of the shapes that files of this size have. */
const texts: { readonly [shape: string]: () => string } = {
  "one object with very many steps": () => head + "      - setWeight: 20\n".repeat(450_000),
  "one line": () => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata: { x: "${"y".repeat(10_000_000)}" }\n`,
  "one long text in a block": () =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata:\n  x: |\n${"    a line of a file that is long\n".repeat(300_000)}`,
  "no YAML": () => "\u0000\ufffd{[\t: ".repeat(1_400_000),
};

describe("files of 10 MB", function () {
  this.timeout(120_000);

  for (const [shape, make] of Object.entries(texts))
    it(`${shape}: everything is answered within seconds, and nothing lies outside of the text`, () => {
      const text = make();
      assert.ok(text.length > 8_500_000, `${text.length} characters`);
      const service = workspace({ f: text });
      const begun = performance.now();
      askEverything(service, "f", text.length >> 1);
      const found = service.diagnostics("f", "all");
      assert.ok(performance.now() - begun < 10_000, `${performance.now() - begun} ms`);
      assert.ok(found.length <= 1, `${found.length} findings`);
    });

  it("is told where it is an object that no server takes", () => {
    const text = texts["one object with very many steps"]?.() ?? "";
    const [found] = workspace({ f: text }).diagnostics("f", "all");
    assert.equal(found?.code, "yaml/too-large");
    assert.equal(text.slice(found.at.start, found.at.end), "apiVersion: argoproj.io/v1alpha1");
  });

  it("of many documents are edited in one of them for the work of one", () => {
    const text = Array.from({ length: 26_000 }, (_, i) => small(i)).join("---\n");
    assert.ok(text.length > 8_500_000, `${text.length} characters`);
    const service = workspace({ f: text });
    service.diagnostics("f", "fast");
    const at = text.indexOf("replicas: 4", text.length >> 1) + "replicas: ".length;
    const begun = performance.now();
    service.editFile("f", { start: at, end: at + 1 }, "-1");
    const found = service.diagnostics("f", "fast");
    assert.ok(performance.now() - begun < 2000, `${performance.now() - begun} ms`);
    assert.ok(found.some(({ code, at: { start } }) => code === "rollout/negative-number" && start === at));
  });
});
