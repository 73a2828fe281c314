import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { JsonObject } from "../core/base/json.ts";
import { type Credentials, credentialsOf, NoCredentials, proxyFor } from "./credentials.ts";
import { runHelper } from "./exec-credential.ts";
import { type ContextConfig, loadKubeconfig } from "./kubeconfig.ts";

describe("credentials", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "stepwise-credentials-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function config(user: string, cluster = ""): Promise<ContextConfig> {
    const file = path.join(folder, "config");
    await writeFile(
      file,
      `clusters: [{ name: c, cluster: { server: "https://c.example.com"${cluster} } }]
users: [{ name: u, user: ${user} }]
contexts: [{ name: x, context: { cluster: c, user: u } }]
current-context: x
`,
    );
    const loaded = await loadKubeconfig({ env: {}, file });
    assert.ok(loaded.ok);
    const found = loaded.kubeconfig.context();
    assert.ok(found.ok);
    return found.config;
  }
  const credentials = async (user: string, cluster?: string): Promise<Credentials> =>
    credentialsOf(await config(user, cluster), process.env)(false);

  it("are tokens", async () => {
    assert.equal((await credentials("{ token: abc }")).headers.Authorization, "Bearer abc");
  });

  it("are tokens in files, which are relative to the kubeconfig", async () => {
    await writeFile(path.join(folder, "token"), "from-file");
    assert.equal((await credentials("{ tokenFile: token }")).headers.Authorization, "Bearer from-file");
  });

  it("are names and passwords", async () => {
    const { headers } = await credentials("{ username: me, password: secret }");
    assert.equal(headers.Authorization, `Basic ${Buffer.from("me:secret").toString("base64")}`);
  });

  it("are certificates, with the authority of the cluster", async () => {
    const data = (text: string): string => Buffer.from(text).toString("base64");
    const { tls } = await credentials(
      `{ client-certificate-data: ${data("CERT")}, client-key-data: ${data("KEY")} }`,
      `, certificate-authority-data: ${data("CA")}, tls-server-name: other`,
    );
    assert.deepEqual([String(tls.cert), String(tls.key), String(tls.ca), tls.servername], ["CERT", "KEY", "CA", "other"]);
  });

  it("say as whom to act", async () => {
    const { headers } = await credentials("{ token: a, as: jane, as-groups: [dev, ops], as-user-extra: { scopes: [view] } }");
    assert.deepEqual(
      [headers["Impersonate-User"], headers["Impersonate-Group"], headers["Impersonate-Extra-scopes"]],
      ["jane", ["dev", "ops"], ["view"]],
    );
  });

  describe("from a helper", () => {
    async function helper(script: string): Promise<string> {
      const file = path.join(folder, "helper.mjs");
      await writeFile(file, script);
      return `{ exec: { apiVersion: client.authentication.k8s.io/v1, command: ${JSON.stringify(process.execPath)}, args: [${JSON.stringify(file)}], env: [{ name: WHO, value: jane }], provideClusterInfo: true } }`;
    }
    const count = (): string => path.join(folder, "count");
    const printing = (expires: string): string => `
      import { appendFileSync, readFileSync } from "node:fs";
      appendFileSync(${JSON.stringify(count())}, "x");
      const info = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
      const token = process.env.WHO + "-" + info.spec.cluster.server + "-" + readFileSync(0, "utf8").length;
      console.log(JSON.stringify({ kind: "ExecCredential", status: { token, ${expires} } }));`;
    const runs = async (): Promise<number> => (await import("node:fs")).readFileSync(count(), "utf8").length;

    it("are asked for once, with the cluster told and the input closed, and kept until they run out", async () => {
      let now = Date.parse("2030-01-01T00:00:00Z");
      const get = credentialsOf(
        await config(await helper(printing('expirationTimestamp: "2030-01-01T01:00:00Z"'))),
        process.env,
        () => now,
      );
      const [first] = await Promise.all([get(false), get(false)]);
      assert.equal(first.headers.Authorization, "Bearer jane-https://c.example.com-0");
      assert.equal(await runs(), 1);
      now += 58 * 60_000;
      await get(false);
      assert.equal(await runs(), 1);
      now += 90_000;
      await get(false);
      assert.equal(await runs(), 2, "a little before they run out");
      await get(true);
      assert.equal(await runs(), 3, "and when the server does not take them");
    });

    const failure = async (user: string): Promise<string> => {
      try {
        await credentials(user);
      } catch (error) {
        assert.ok(error instanceof NoCredentials);
        return error.message.replaceAll(folder, "DIR").replaceAll(process.execPath, "NODE");
      }
      return "there was none";
    };

    it("that fails: its last word, and the way out", async () => {
      assert.equal(
        await failure(await helper('console.error("noise"); console.error("token has expired."); process.exit(1);')),
        "The credential helper `NODE` failed: token has expired. Run it in a terminal to log in.",
      );
    });

    it("that waits for ever", async () => {
      const told = await config(await helper("setInterval(() => {}, 1000)"));
      const exec = told.written?.user.exec as JsonObject;
      await assert.rejects(
        runHelper(exec, told, process.env, 300),
        /gave no answer within 0\.3 s\. Run it in a terminal to see what it waits for\.$/,
      );
    });

    it("that prints something else", async () => {
      assert.match(await failure(await helper('console.log("hello")')), /printed no ExecCredential/);
    });

    it("that is not there, with the hint of the kubeconfig", async () => {
      assert.equal(
        await failure("{ exec: { command: no-such-helper, installHint: Get it from your platform team. } }"),
        "The credential helper `no-such-helper` is not installed. Get it from your platform team.",
      );
      await writeFile(path.join(folder, "plain"), "");
      await chmod(path.join(folder, "plain"), 0o600);
      assert.match(await failure("{ exec: { command: ./plain } }"), /cannot be started/);
    });
  });
});

describe("the proxy of the environment", () => {
  const proxy = (server: string, env: { [name: string]: string }): string | undefined => proxyFor(new URL(server), env);
  const env = { HTTPS_PROXY: "http://proxy:3128", NO_PROXY: "internal.example.com,.corp,10.0.0.0/8" };

  it("is used for clusters that are elsewhere", () => {
    assert.equal(proxy("https://cluster.example.com", env), "http://proxy:3128");
    assert.equal(proxy("https://cluster.example.com", { https_proxy: "proxy:3128" }), "http://proxy:3128");
    assert.equal(proxy("https://cluster.example.com", {}), undefined);
  });

  it("is left out for this computer and for what NO_PROXY names", () => {
    for (const server of [
      "https://127.0.0.1:6443",
      "https://localhost:6443",
      "https://[::1]:6443",
      "https://internal.example.com",
      "https://a.internal.example.com",
      "https://k8s.corp",
      "https://10.20.30.40",
    ])
      assert.equal(proxy(server, env), undefined, server);
    assert.equal(proxy("https://11.20.30.40", env), "http://proxy:3128");
    assert.equal(proxy("https://cluster.example.com", { ...env, NO_PROXY: "*" }), undefined);
  });
});
