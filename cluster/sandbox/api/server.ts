import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { Json, JsonObject } from "../../../core/base/json.ts";
import type { ServerCertificate } from "../certificate.ts";
import { type Place, placeOf } from "./ask.ts";
import type { Backend } from "./backend.ts";
import { accessReviewPath, discovery } from "./discovery.ts";
import { openApi } from "./openapi.ts";
import { readMany, readOne, selectorOf } from "./read.ts";
import { badRequest, notAllowed, Refusal, unauthorized, unsupportedMediaType } from "./refusal.ts";
import { serveWatch } from "./watch.ts";
import { type Asked, accessReview, create, patch, remove, replace } from "./write.ts";

/** Headers in which the sandbox tells its time (milliseconds) and how fast it runs. */
export const clockHeader = "stepwise-now";
export const speedHeader = "stepwise-speed";

const mostBody = 3 * 1024 * 1024;

/** The API server: HTTPS, one bearer token. It is given back not yet listening. */
export function apiServer(backend: Backend, certificate: ServerCertificate, token: string): Server {
  const server = createServer({ key: certificate.key, cert: certificate.certificate }, (request, response) => {
    answer(backend, token, request, response).catch((crash: unknown) => refuse(response, crash));
  });
  // Longer than a client keeps a connection for its next request, so that none is closed under its hands.
  server.keepAliveTimeout = 120_000;
  return server;
}

async function answer(backend: Backend, token: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { clock } = backend;
  backend.catchUp();
  response.sendDate = false;
  response.setHeader("Date", new Date(clock.now()).toUTCString());
  response.setHeader(clockHeader, String(clock.now()));
  response.setHeader(speedHeader, String(clock.speed));
  if (!holds(request.headers.authorization, token)) throw unauthorized();
  const url = new URL(request.url ?? "/", "https://sandbox");
  const found = request.method === "GET" ? fixed(backend, url.pathname) : undefined;
  if (found) return send(response, 200, found);
  if (url.pathname === accessReviewPath) {
    if (request.method !== "POST") throw notAllowed();
    return send(response, 201, accessReview(await bodyOf(request)));
  }
  const place = placeOf(url.pathname);
  if (request.method === "GET") return read(backend, place, url.searchParams, request.headers.accept, response);
  const asked: Asked = {
    body: await bodyOf(request),
    contentType: (request.headers["content-type"] ?? "").split(";")[0]?.trim() ?? "",
    dryRun: url.searchParams.get("dryRun") === "All",
  };
  send(response, request.method === "POST" ? 201 : 200, write(backend, request.method ?? "", place, asked, url.searchParams));
}

function fixed(backend: Backend, pathname: string): JsonObject | undefined {
  if (pathname === "/stepwise/clock") return { now: backend.clock.now(), speed: backend.clock.speed };
  if (pathname === "/readyz" || pathname === "/livez" || pathname === "/healthz") return { status: "ok" };
  return discovery(pathname) ?? openApi(pathname);
}

function read(backend: Backend, place: Place, query: URLSearchParams, accept: string | undefined, response: ServerResponse): void {
  const watch = query.get("watch");
  if (watch === "true" || watch === "1") {
    // Watching one object by its path is an old form of a watch with a selector.
    if (place.name !== undefined) query.set("fieldSelector", `metadata.name=${place.name}`);
    serveWatch(backend, place, query, accept, response);
  } else send(response, 200, place.name === undefined ? readMany(backend, place, query, accept) : readOne(backend, place, query, accept));
}

function write(backend: Backend, method: string, place: Place, asked: Asked, query: URLSearchParams): JsonObject {
  // The body took its time to arrive, and the clock ran on.
  backend.catchUp();
  const named = place.name !== undefined;
  if (method === "POST" && !named) return create(backend, place, asked);
  if (method === "PUT" && named) return replace(backend, place, asked);
  if (method === "PATCH" && named) return patch(backend, place, asked);
  if (method === "DELETE" && place.subresource === undefined) return remove(backend, place, selectorOf(query), asked.dryRun);
  throw notAllowed();
}

/** The body as data; nothing for an access review in protobuf, whose answer does not depend on it. */
async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > mostBody) throw new Refusal(413, "RequestEntityTooLarge", `Request entity too large: limit is ${mostBody}`);
    chunks.push(chunk as Buffer);
  }
  // Some verbs of kubectl send protobuf whatever the server says it understands.
  if (request.headers["content-type"]?.includes("protobuf")) {
    if (request.url?.startsWith(accessReviewPath)) return null;
    throw unsupportedMediaType(["application/json"], ". Use `kubectl apply -f`, which sends JSON");
  }
  const text = Buffer.concat(chunks).toString("utf8");
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw badRequest(`the body of the request cannot be read: ${error instanceof Error ? error.message : String(error)}. Send JSON`);
  }
}

function holds(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function send(response: ServerResponse, code: number, body: JsonObject): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(code, { "Content-Type": "application/json", "Content-Length": text.length });
  response.end(text);
}

function refuse(response: ServerResponse, reason: unknown): void {
  const refusal =
    reason instanceof Refusal
      ? reason
      : new Refusal(500, "InternalError", `the sandbox made a mistake: ${reason instanceof Error ? reason.message : String(reason)}`);
  if (response.headersSent) response.destroy();
  else send(response, refusal.code, refusal.status);
}
