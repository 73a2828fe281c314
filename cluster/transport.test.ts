import assert from "node:assert/strict";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Credentials } from "./credentials.ts";
import { makeCertificate } from "./sandbox/certificate.ts";
import { httpsTransport, Unreachable, unreachableWords } from "./transport.ts";

describe("the transport", () => {
  let server: Server;
  let url: URL;
  let answer: RequestListener;
  before(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/base`);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const plain = async (): Promise<Credentials> => ({ headers: { Authorization: "Bearer x" }, tls: {} });

  it("asks below the server's path, with the credentials", async () => {
    answer = (request, response) =>
      response.end(JSON.stringify([request.url, request.headers.authorization, request.headers["content-type"]]));
    const transport = httpsTransport(url, plain);
    const { body } = await transport.request({
      method: "PATCH",
      path: "/version?a=b",
      body: "[]",
      contentType: "application/json-patch+json",
    });
    assert.deepEqual(JSON.parse(body), ["/base/version?a=b", "Bearer x", "application/json-patch+json"]);
    transport.close();
  });

  it("renews credentials once when the server does not take them", async () => {
    const asked: boolean[] = [];
    answer = (request, response) => {
      response.statusCode = request.headers.authorization === "fresh" ? 200 : 401;
      response.end("{}");
    };
    const transport = httpsTransport(url, async renew => {
      asked.push(renew);
      return { headers: { Authorization: renew ? "fresh" : "old" }, tls: {} };
    });
    assert.equal((await transport.request({ method: "GET", path: "/" })).status, 200);
    assert.deepEqual(asked, [false, true]);
    const never = httpsTransport(url, async () => ({ headers: { Authorization: "old" }, tls: {} }));
    assert.equal((await never.request({ method: "GET", path: "/" })).status, 401);
    transport.close();
    never.close();
  });

  it("gives a stream bit by bit, whole letters only, and says when it breaks", async () => {
    const text = Buffer.from("é");
    answer = (_, response) => {
      response.write(text.subarray(0, 1));
      setTimeout(() => response.write(text.subarray(1)), 30);
      setTimeout(() => response.destroy(), 60);
    };
    const transport = httpsTransport(url, plain);
    const stream = await transport.stream({ method: "GET", path: "/" }, new AbortController().signal);
    let read = "";
    await assert.rejects(
      async () => {
        for await (const chunk of stream.chunks) read += chunk;
      },
      error => error instanceof Unreachable && error.code === "ECONNRESET",
    );
    assert.equal(read, "é");
    transport.close();
  });

  it("says who does not answer", async () => {
    const transport = httpsTransport(new URL("http://127.0.0.1:1"), plain);
    await assert.rejects(
      transport.request({ method: "GET", path: "/" }),
      error => error instanceof Unreachable && error.code === "ECONNREFUSED",
    );
    transport.close();
  });

  it("believes no certificate that the kubeconfig does not name", async () => {
    const { key, certificate } = await makeCertificate();
    const secure = createSecureServer({ key, cert: certificate }, (_, response) => response.end("{}"));
    await new Promise<void>(resolve => secure.listen(0, "127.0.0.1", resolve));
    const there = new URL(`https://127.0.0.1:${(secure.address() as AddressInfo).port}`);
    const stranger = httpsTransport(there, plain);
    await assert.rejects(stranger.request({ method: "GET", path: "/" }), error => {
      assert.ok(error instanceof Unreachable);
      assert.match(
        unreachableWords(error, "https://c", "prod"),
        /^The certificate of https:\/\/c \(context prod\) is not from the authority/,
      );
      return true;
    });
    const friend = httpsTransport(there, async () => ({ headers: {}, tls: { ca: certificate } }));
    assert.equal((await friend.request({ method: "GET", path: "/" })).status, 200);
    stranger.close();
    friend.close();
    secure.closeAllConnections();
    secure.close();
  });

  it("has a sentence for each way of not answering", () => {
    for (const code of [
      "ECONNREFUSED",
      "ENOTFOUND",
      "ETIMEDOUT",
      "CERT_HAS_EXPIRED",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "ECONNRESET",
      "EWHAT",
    ])
      assert.match(
        unreachableWords(new Unreachable(code, "socket hang up"), "https://c", "prod"),
        /^[^\n]*https:\/\/c \(context prod\)[^\n]*\.$/,
        code,
      );
  });
});
