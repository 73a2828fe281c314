import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Kubeconfig, type KubeconfigPlace, loadKubeconfig } from "./kubeconfig.ts";

describe("kubeconfigs", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "stepwise-kubeconfig-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function file(name: string, text: string): Promise<string> {
    const whole = path.join(folder, name);
    await writeFile(whole, text);
    return whole;
  }
  async function loaded(place: Partial<KubeconfigPlace>): Promise<Kubeconfig> {
    const answer = await loadKubeconfig({ env: {}, home: folder, ...place });
    assert.ok(answer.ok, answer.ok ? "" : answer.problem.message);
    return answer.kubeconfig;
  }
  async function problem(place: Partial<KubeconfigPlace>): Promise<string> {
    const answer = await loadKubeconfig({ env: {}, home: folder, ...place });
    assert.ok(!answer.ok);
    // One sentence that says what is, and one that says the way out; never a stack.
    assert.match(answer.problem.message, /^[^\n]+\.$/);
    return `${answer.problem.kind}: ${answer.problem.message.replaceAll(folder, "DIR")}`;
  }
  const context = (name: string, cluster = name): string => `
clusters: [{ name: ${cluster}, cluster: { server: "https://${cluster}.example.com" } }]
users: [{ name: me, user: { token: ${name} } }]
contexts: [{ name: ${name}, context: { cluster: ${cluster}, user: me, namespace: shop } }]
current-context: ${name}
`;

  it("lists contexts without asking any cluster", async () => {
    const kubeconfig = await loaded({ file: await file("one", context("prod")) });
    assert.deepEqual(kubeconfig.contexts, [
      { name: "prod", cluster: "prod", server: "https://prod.example.com", user: "me", namespace: "shop", file: path.join(folder, "one") },
    ]);
    assert.equal(kubeconfig.current, "prod");
  });

  it("is found at ~/.kube/config, in KUBECONFIG, and where somebody says", async () => {
    await mkdir(path.join(folder, ".kube"));
    await file(".kube/config", context("home"));
    const env = { KUBECONFIG: await file("env", context("env")) };
    assert.equal((await loaded({})).current, "home");
    assert.equal((await loaded({ env })).current, "env");
    assert.equal((await loaded({ env, file: await file("given", context("given")) })).current, "given");
    assert.equal((await loaded({ env: { KUBECONFIG: "env" }, cwd: folder })).current, "env");
  });

  it("takes the first definition of several files, and skips those that are not there", async () => {
    const first = await file("first", context("a", "shared"));
    const second = await file("second", `${context("b", "shared").replace("https://shared.example.com", "https://other.example.com")}`);
    const kubeconfig = await loaded({ env: { KUBECONFIG: [path.join(folder, "absent"), first, second].join(path.delimiter) } });
    assert.deepEqual(
      kubeconfig.contexts.map(({ name, server }) => [name, server]),
      [
        ["a", "https://shared.example.com"],
        ["b", "https://shared.example.com"],
      ],
    );
    assert.equal(kubeconfig.current, "a");
    const found = kubeconfig.context("b");
    assert.ok(found.ok);
    assert.equal(found.config.user?.token, "a", "the user of the first file too");
  });

  it("reads relative paths from where the file is", async () => {
    const text = context("prod").replace('server: "https', 'certificate-authority: ca.crt, server: "https');
    const found = (await loaded({ file: await file("one", text) })).context();
    assert.ok(found.ok);
    assert.equal(found.config.cluster.caFile, path.join(folder, "ca.crt"));
  });

  it("reads on after an entry that is none", async () => {
    const text = `${context("prod").replace("clusters: [", "clusters: [{ name: broken }, ")}`;
    assert.equal((await loaded({ file: await file("one", text) })).context().ok, true);
  });

  it("says that there is none, in the words of where it was looked for", async () => {
    assert.equal(
      await problem({}),
      "absent: There is no kubeconfig at ~/.kube/config. Set KUBECONFIG, or start `stepwise sandbox`, which needs no cluster.",
    );
    assert.equal(
      await problem({ file: path.join(folder, "x") }),
      "absent: The kubeconfig DIR/x is not there. Check the path after `--kubeconfig`.",
    );
    assert.equal(
      await problem({ env: { KUBECONFIG: path.join(folder, "x") } }),
      "absent: The kubeconfig DIR/x that KUBECONFIG names is not there. Correct KUBECONFIG, or unset it to use ~/.kube/config.",
    );
  });

  it("says what is wrong with one that cannot be read", async () => {
    assert.equal(
      await problem({ file: folder }),
      "unreadable: The kubeconfig DIR cannot be read: it is a folder. Give a file that you may read.",
    );
    const secret = await file("secret", context("prod"));
    await chmod(secret, 0);
    // Whoever may read everything cannot be kept out.
    if (process.getuid?.() !== 0) assert.match(await problem({ file: secret }), /^unreadable: .*you may not read it/);
  });

  for (const [text, why] of [
    ['a: [b\nc: "', "line 2 is no YAML"],
    ["just text", "it is no map of `clusters`, `users` and `contexts`"],
    ["clusters: 5", "`clusters` is no list"],
    ["- a", "it is no map of `clusters`, `users` and `contexts`"],
  ] as const)
    it(`says that one is malformed: ${why}`, async () => {
      assert.equal(
        await problem({ file: await file("bad", text) }),
        `malformed: The kubeconfig DIR/bad is malformed: ${why}. Correct it, or get a new one.`,
      );
    });

  it("says that one has no contexts", async () => {
    for (const text of ["", "{}", "contexts:"])
      assert.match(await problem({ file: await file("empty", text) }), /^no contexts: DIR\/empty names no contexts\./);
  });

  describe("contexts of one", () => {
    async function refusal(text: string, name?: string): Promise<string> {
      const found = (await loaded({ file: await file("one", text) })).context(name);
      assert.ok(!found.ok);
      return `${found.problem.kind}: ${found.problem.message.replaceAll(folder, "DIR")}`;
    }

    it("that are not there", async () => {
      assert.equal(await refusal(context("prod"), "prd"), "no such context: The kubeconfig has no context `prd`. It has `prod`.");
      assert.match(
        await refusal(context("prod").replace("current-context: prod", "")),
        /^no current context: .*Choose one with `--context`: `prod`\./,
      );
    });

    it("that point nowhere", async () => {
      assert.equal(
        await refusal(context("prod").replace("cluster: prod,", "cluster: gone,")),
        "points nowhere: The context prod points nowhere: no cluster `gone` is defined. Add it to DIR/one, or choose another context.",
      );
      assert.match(await refusal(context("prod").replace("user: me", "user: gone")), /no user `gone` is defined/);
      assert.match(
        await refusal(context("prod").replace("https://prod", "what is this")),
        /is no address of a server\. Correct `server` in DIR\/one\.$/,
      );
      assert.match(await refusal(context("prod").replace("https:", "http:")), /would send your credentials unencrypted/);
    });
  });
});
