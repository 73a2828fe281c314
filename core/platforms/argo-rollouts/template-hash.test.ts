import assert from "node:assert/strict";
import type { Json } from "../../base/json.ts";
import { templateHash } from "./template-hash.ts";

const plain = (image: string): Json => ({ metadata: { labels: { app: "demo" } }, spec: { containers: [{ name: "app", image }] } });
const rich = (image: string): Json => ({
  metadata: { labels: { app: "demo" }, annotations: { z: "1", a: "<2>" } },
  spec: {
    containers: [{ env: [{ value: "b", name: "A" }], ports: [{ name: "http", containerPort: 8080 }], name: "app", image, resources: {} }],
  },
});

// As the real controller named its ReplicaSets in the recorded replays.
describe("the hash of a pod template", () => {
  for (const [template, hash] of [
    [plain("demo:v1"), "677dfcf764"],
    [plain("demo:v2"), "b6bcc645c"],
    [plain("demo:v3"), "596b666dcd"],
    [rich("demo:v1"), "7597df5c9d"],
    [rich("demo:v2"), "c5cc8dd69"],
  ] as const)
    it(`is the controller's own: ${hash}`, () => assert.equal(templateHash(template), hash));

  it("is not known where a field is not, or a value is of another kind", () => {
    assert.equal(templateHash({ spec: { containers: [], volumes: [{ name: "a" }] } }), undefined);
    assert.equal(templateHash({ spec: { containers: [{ name: "a", image: 1 }] } }), undefined);
    assert.equal(templateHash({ spec: { containers: [{ name: "a", resources: { limits: { cpu: "1" } } }] } }), undefined);
    assert.equal(templateHash(null), undefined);
  });
});
