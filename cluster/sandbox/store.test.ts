import assert from "node:assert/strict";
import { get } from "node:https";
import type { AddressInfo } from "node:net";
import { numberAt, textAt } from "../../core/base/json.ts";
import type { ClusterObject } from "../../core/platforms/platform.ts";
import { apiServer } from "./api/server.ts";
import { makeCertificate } from "./certificate.ts";
import { sandboxClock } from "./clock.ts";
import { ageText, type ServedKind, servedKind } from "./served.ts";
import { type Change, Store } from "./store.ts";

const kind = servedKind("Rollout") as ServedKind;
const object = (name: string, spec: ClusterObject = {}): ClusterObject => ({ metadata: { name, namespace: "shop" }, spec });

describe("the store", () => {
  it("gives every change a version, and none to what changes nothing", () => {
    const store = new Store(() => 0);
    const first = store.put(kind, object("a"));
    const again = store.put(kind, object("a"));
    assert.equal(again, first);
    const changed = store.put(kind, object("a", { replicas: 2 }));
    assert.deepEqual([numberAt(first, "metadata", "generation"), numberAt(changed, "metadata", "generation")], [1, 2]);
    assert.equal(textAt(changed, "metadata", "uid"), textAt(first, "metadata", "uid"));
    assert.ok(Number(textAt(changed, "metadata", "resourceVersion")) > Number(textAt(first, "metadata", "resourceVersion")));
  });

  it("tells those who listen, and those who ask for what they missed", () => {
    const store = new Store(() => 0);
    const heard: Change[] = [];
    const stop = store.subscribe(change => heard.push(change));
    const before = store.version;
    store.put(kind, object("a"));
    store.put(kind, object("a", { replicas: 2 }));
    store.remove(kind, "shop", "a");
    assert.deepEqual(
      heard.map(({ type }) => type),
      ["ADDED", "MODIFIED", "DELETED"],
    );
    assert.deepEqual(store.since(before), heard);
    assert.deepEqual(store.since(store.version), []);
    stop();
    store.put(kind, object("b"));
    assert.equal(heard.length, 3);
  });

  it("keeps a short history", () => {
    const store = new Store(() => 0, 10);
    const first = store.version;
    for (let i = 0; i < 50; i++) store.put(kind, object("a", { replicas: i }));
    assert.equal(store.since(first), "expired");
    assert.equal((store.since(store.version - 5) as readonly Change[]).length, 5);
    assert.equal(store.since(3), "unknown");
    assert.equal(store.since(store.version + 1), "unknown");
    store.forget();
    assert.equal(store.since(store.version - 1), "expired");
  });

  it("tells a watch whose version is forgotten by an event in its stream", async () => {
    const store = new Store(() => 0);
    const first = store.version;
    store.put(kind, object("a"));
    store.forget();
    const certificate = await makeCertificate();
    const backend = { store, clock: sandboxClock(1, 0), catchUp: () => undefined, wrote: () => undefined };
    const server = apiServer(backend, certificate, "t");
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const path = `/apis/argoproj.io/v1alpha1/rollouts?watch=true&resourceVersion=${first}`;
    const [code, text] = await new Promise<[number | undefined, string]>((resolve, reject) => {
      get({ host: "127.0.0.1", port, path, ca: certificate.certificate, agent: false, headers: { Authorization: "Bearer t" } }, answer => {
        let body = "";
        answer.on("data", chunk => (body += chunk));
        answer.on("end", () => resolve([answer.statusCode, body]));
      }).on("error", reject);
    });
    server.closeAllConnections();
    server.close();
    const event: ClusterObject = JSON.parse(text);
    assert.deepEqual(
      [code, event.type, numberAt(event, "object", "code"), textAt(event, "object", "reason")],
      [200, "ERROR", 410, "Expired"],
    );
  });
});

describe("ages", () => {
  it("are written as kubectl writes them", () => {
    const seconds = (n: number): string => ageText(n * 1000);
    assert.deepEqual([0, 45, 119, 120, 310, 600, 7200, 10_800, 20_000, 90_000, 200_000, 700_000].map(seconds), [
      "0s",
      "45s",
      "119s",
      "2m",
      "5m10s",
      "10m",
      "120m",
      "3h",
      "5h33m",
      "25h",
      "2d7h",
      "8d",
    ]);
  });
});
