import assert from "node:assert/strict";
import { applyEdits } from "../../core/syntax/edit.ts";
import { placesIn } from "../../test/kit/places.ts";
import { cursorIn, workspace } from "../../test/kit/service.ts";

const services = `apiVersion: v1
kind: Service
metadata: { name: shop }
---
apiVersion: v1
kind: Service
metadata: { name: shop-canary, namespace: other }
`;
const rollout = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: shop, namespace: prod }
spec:
  strategy:
    canary:
      stableService: "shop"
      trafficRouting: { istio: { virtualService: { name: mesh.prod } } }
`;
const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: prod }
spec: { rules: [{ backendRefs: [{ name: shop }, { name: shop-canary }] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: mesh, namespace: prod }
`;

/** The files, with a cursor in the one that has `$0`. */
function at(name: string, marked: string, others: { readonly [name: string]: string }) {
  const { text, offset } = cursorIn(marked);
  const files = { [name]: text, ...others };
  return { name, files, offset, service: workspace(files) };
}

describe("references", () => {
  const found = (name: string, marked: string, others: { readonly [name: string]: string }, withDefinition = true) => {
    const { files, offset, service } = at(name, marked, others);
    return placesIn(files, service.references(name, offset, withDefinition)).toSorted();
  };
  const all = ["route.yaml:4 shop", 'rollout.yaml:7 "shop"', "services.yaml:3 shop"].toSorted();

  it("of a name are all places in all files, and the object's own name", () => {
    assert.deepEqual(found("rollout.yaml", rollout.replace('"shop"', '"sh$0op"'), { "services.yaml": services, "route.yaml": route }), all);
  });
  it("are found from the object's own name as well", () => {
    const others = { "rollout.yaml": rollout, "route.yaml": route };
    assert.deepEqual(found("services.yaml", services.replace("name: shop }", "name: sh$0op }"), others), all);
    assert.deepEqual(found("services.yaml", services.replace("name: shop }", "name: sh$0op }"), others, false), all.slice(0, 2));
  });
  it("end at the border of a namespace", () => {
    const others = { "route.yaml": route };
    assert.deepEqual(found("services.yaml", services.replace("shop-canary", "shop$0-canary"), others), ["services.yaml:7 shop-canary"]);
  });
  it("of what is no name are none", () => {
    assert.deepEqual(found("rollout.yaml", rollout.replace("strategy", "str$0ategy"), {}), []);
  });
});

describe("rename", () => {
  const renamed = (name: string, marked: string, others: { readonly [name: string]: string }, newName = "store") => {
    const { files, offset, service } = at(name, marked, others);
    const edits = service.rename(name, offset, newName);
    if ("refused" in edits) return edits.refused;
    return Object.fromEntries(
      Object.entries(files).map(([uri, text]) => [
        uri,
        applyEdits(
          text,
          edits.filter(edit => edit.at.uri === uri),
        ),
      ]),
    );
  };
  const inServices = services.replace("name: shop }", "name: sh$0op }");

  it("changes the name and every reference, quotes left as they are", () => {
    assert.deepEqual(renamed("services.yaml", inServices, { "rollout.yaml": rollout, "route.yaml": route }), {
      "services.yaml": services.replace("name: shop }", "name: store }"),
      "rollout.yaml": rollout.replace('"shop"', '"store"'),
      "route.yaml": route.replace("[{ name: shop }", "[{ name: store }"),
    });
  });
  it("changes the name before the dot of an Istio host, and not the namespace", () => {
    const after = renamed("rollout.yaml", rollout.replace("mesh.prod", "me$0sh.prod"), { "route.yaml": route });
    assert.deepEqual(after, {
      "rollout.yaml": rollout.replace("mesh.prod", "store.prod"),
      "route.yaml": route.replace("name: mesh", "name: store"),
    });
  });
  it("says where the name stands, before anybody types another", () => {
    const { files, offset, service } = at("rollout.yaml", rollout.replace('"shop"', '"sh$0op"'), { "services.yaml": services });
    const found = service.renameable("rollout.yaml", offset);
    assert.ok(!("refused" in found));
    assert.deepEqual(placesIn(files, [found.at]), ["rollout.yaml:7 shop"]);
  });

  const refusals: readonly (readonly [string, string, { readonly [name: string]: string }, string, RegExp])[] = [
    ["what is no name", rollout.replace("strategy", "str$0ategy"), {}, "store", /^Only names can be renamed/],
    ["a new name that no server takes", inServices, {}, "Shop_2", /^The API server refuses such a name/],
    ["a new name that is too long", inServices, {}, "a".repeat(64), /^The API server refuses such a name/],
    ["a name that another object has", inServices, {}, "shop-canary", /^There is a Service `shop-canary` already/],
    ["an object in no file", rollout.replace('"shop"', '"sh$0op"'), {}, "store", /^The Service `shop` is in no file/],
    ["an object that is written twice", inServices, { "more.yaml": services }, "store", /is written 2 times: in a\.yaml and more\.yaml/],
    [
      "an object that a template makes",
      `${rollout.replace('"shop"', '"sh$0op"')}`,
      { "chart.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: shop, labels: { a: '{{ .Values.a }}' } }\n" },
      "store",
      /is made by a template/,
    ],
    [
      "a name that stands behind an alias",
      services.replace("name: shop }", "name: sh$0op }"),
      { "rollout.yaml": rollout.replace("metadata: { name: shop", "metadata: { name: &n shop").replace('"shop"', "*n") },
      "store",
      /is not written out at every place/,
    ],
  ];
  for (const [what, marked, others, newName, reason] of refusals)
    it(`refuses ${what}`, () => {
      const answer = renamed("a.yaml", marked, others, newName);
      assert.match(String(answer), reason);
    });
});
