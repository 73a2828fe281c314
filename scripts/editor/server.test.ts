import assert from "node:assert/strict";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { EditorProblem } from "./problem.ts";
import { startServer } from "./server.ts";

// A stand-in for `server-main.js`, which is not on every machine that runs the unit tests. What it prints is what VS Code 1.139 prints.
const stays = "setInterval(() => {}, 1000);";

describe("a VS Code server", () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "stepwise-server-test-"));
  });

  afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

  async function startOn(script: string, port = 0) {
    const serverMain = join(home, "server-main.js");
    await writeFile(serverMain, script);
    return startServer({ editor: { root: home, serverMain }, home, extensions: join(home, "extensions"), port });
  }

  it("is ready when it says where it listens, and is gone after stop", async () => {
    const server = await startOn(`console.log("Extension host agent listening on 4242"); ${stays}`);
    assert.equal(server.port, 4242);
    await server.stop();
    await server.stop();
    assert.throws(() => process.kill(server.pid, 0), { code: "ESRCH" });
  });

  it("takes its children along", async () => {
    // A child that has ended may keep its id until somebody asks for it, so what counts is that it writes no more.
    const heartbeat = join(home, "heartbeat");
    const beat = `setInterval(() => require("node:fs").appendFileSync(${JSON.stringify(heartbeat)}, "."), 10)`;
    const start = `import("node:child_process").then(({ spawn }) => spawn(process.execPath, ["-e", ${JSON.stringify(beat)}]))`;
    const server = await startOn(`${start}; console.log("Extension host agent listening on 4242"); ${stays}`);
    const beats = async () => (await stat(heartbeat).catch(() => undefined))?.size ?? 0;
    while ((await beats()) === 0) await wait(10);
    await server.stop();
    const last = await beats();
    await wait(100);
    assert.equal(await beats(), last);
  });

  it("has a page whose address carries folder, token and payload", async () => {
    const server = await startOn(`console.log("Extension host agent listening on 4242"); ${stays}`);
    try {
      const page = new URL(server.page("/work space", [["openFile", server.remote("/a.yaml")]]));
      assert.equal(page.host, "localhost:4242");
      assert.equal(page.searchParams.get("folder"), "/work space");
      assert.match(page.searchParams.get("tkn") ?? "", /^[0-9a-f]{40}$/);
      assert.deepEqual(JSON.parse(page.searchParams.get("payload") ?? ""), [["openFile", "vscode-remote://localhost:4242/a.yaml"]]);
    } finally {
      await server.stop();
    }
  });

  it("keeps its token from other users", async function () {
    if (process.platform === "win32") this.skip();
    await (await startOn(`console.log("Extension host agent listening on 4242"); ${stays}`)).stop();
    assert.equal((await stat(join(home, "connection-token"))).mode & 0o077, 0);
  });

  for (const [kind, script, sentence] of [
    [
      "busy-port",
      `console.error("Error: listen EADDRINUSE: address already in use 127.0.0.1:4242"); ${stays}`,
      /^Port 4242 is taken\. Choose another one/,
    ],
    [
      "old-node",
      `console.error("SyntaxError: … does not provide an export named 'registerHooks'"); process.exit(1)`,
      /^The editor needs Node 24\./,
    ],
    ["not-started", `throw new Error("no luck")`, /^The editor ended while it started\. It said: Error: no luck$/],
  ] as const) {
    it(`says in one sentence when it is ${kind}`, async () => {
      await assert.rejects(startOn(script, 4242), problem => {
        assert.ok(problem instanceof EditorProblem);
        assert.equal(problem.kind, kind);
        assert.match(problem.message, sentence);
        return true;
      });
    });
  }
});
