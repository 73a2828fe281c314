import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import type { Answers } from "./answers.ts";

/** The outside half of the tests: a tiny server on the loopback interface that the extension host asks. */
export interface Driver {
  /** Carries a secret, since any user of the machine can reach the port. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts to answer on a free port. */
export async function startDriver(answers: Answers): Promise<Driver> {
  const secret = randomBytes(16).toString("hex");
  const server = createServer((request, response) => void serve(request, response, `/${secret}`, answers));
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}/${secret}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, prefix: string, answers: Answers): Promise<void> {
  const [status, body] = await answer(request, prefix, answers);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function answer(request: IncomingMessage, prefix: string, answers: Answers): Promise<[number, object]> {
  const url = request.url ?? "";
  const path = url.startsWith(prefix) ? url.slice(prefix.length) : "";
  // The question is typed where it is asked: both ends are this repository's own and share `DriverCalls`.
  const call = new Map<string, (question: never) => Promise<object>>(Object.entries(answers)).get(path);
  if (call === undefined || request.method !== "POST") return [404, { problem: `the driver has no call ${request.method} ${path}` }];
  try {
    return [200, await call((await json(request)) as never)];
  } catch (error) {
    // Playwright explains itself over many coloured lines, of which the first few say what was waited for.
    const lines = stripVTControlCharacters(error instanceof Error ? error.message : String(error)).split("\n");
    return [422, { problem: lines.slice(0, 4).join("; ") }];
  }
}
