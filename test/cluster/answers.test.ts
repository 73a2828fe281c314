import assert from "node:assert/strict";
import { type AnswerServer, startAnswerServer } from "./answers.ts";

describe("the server that plays Prometheus and webhooks", () => {
  let server: AnswerServer;
  before(async () => {
    server = await startAnswerServer();
  });
  after(() => server.stop());

  const values = async (url: string, query: string): Promise<string[]> => {
    const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}`);
    const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
    return data.result.map(sample => sample.value[1]);
  };

  it("answers by the first entry that is part of the query, and by the time", async () => {
    const desk = server.open("replay-a", {
      metrics: [
        {
          query: "rate",
          answers: [
            { from: 0, value: [0.5, 0.7] },
            { from: 10, value: "NaN" },
          ],
        },
      ],
    });
    assert.deepEqual(await values(desk.metricsUrl, "success_rate"), ["0.5", "0.7"]);
    desk.begin(Date.now() - 11_000);
    assert.deepEqual(await values(desk.metricsUrl, "success_rate"), ["NaN"]);
    assert.deepEqual(await values(desk.metricsUrl, "latency"), []);
  });

  it("finds the namespace in the query of a metric that has no address of its own", async () => {
    server.open("replay-b", { metrics: [{ query: 'namespace="default"', answers: [{ from: 0, value: 1.5 }] }] });
    assert.deepEqual(await values(server.metricsUrl, 'requests{namespace="replay-b"}'), ["1.5"]);
  });

  it("notes who calls a webhook, and opens a gate when it is told to", async () => {
    const desk = server.open("replay-c", { webhooks: [{ path: "/gate", answers: [{ from: 0, status: 403 }] }] });
    const call = async (path: string) =>
      (await fetch(`${desk.webhooksUrl}${path}`, { method: "POST", body: JSON.stringify({ name: "demo", phase: "Waiting" }) })).status;
    assert.equal(await call("/gate"), 403);
    desk.openGate("/gate");
    assert.equal(await call("/gate"), 200);
    assert.equal(await call("/elsewhere"), 404);
    assert.deepEqual(
      desk.calls.map(({ path, status, name, phase, event }) => ({ path, status, name, phase, event })),
      [
        { path: "/gate", status: 403, name: "demo", phase: "Waiting", event: null },
        { path: "/gate", status: 200, name: "demo", phase: "Waiting", event: null },
        { path: "/elsewhere", status: 404, name: "demo", phase: "Waiting", event: null },
      ],
    );
  });
});
