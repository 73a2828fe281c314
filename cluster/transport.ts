import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders, Agent as PlainAgent } from "node:http";
import { request as plainRequest } from "node:http";
import { Agent, request as secureRequest } from "node:https";
import { StringDecoder } from "node:string_decoder";
import type { Credentials } from "./credentials.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path and query. */
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
}

export type Headers = { readonly [name: string]: string | undefined };

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** An answer whose body comes bit by bit. Reading it throws `Unreachable` when the connection breaks. */
export interface HttpStream {
  readonly status: number;
  readonly headers: Headers;
  readonly chunks: AsyncIterable<string>;
}

/** Speaks HTTP with one server. Both throw `Unreachable` when there is no answer. */
export interface Transport {
  request(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer>;
  stream(request: HttpRequest, signal: AbortSignal): Promise<HttpStream>;
  close(): void;
}

/** No answer came. `code` is Node's, or `TIMEOUT`. */
export class Unreachable extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const patience = 30_000;
const keepAlive = 30_000;

/** A transport with one keep-alive agent, which is made anew when the credentials bring other certificates. */
export function httpsTransport(server: URL, credentials: (renew: boolean) => Promise<Credentials>): Transport {
  let agent: Agent | PlainAgent | undefined;
  let agentFor = "";
  const secure = server.protocol === "https:";

  function agentOf({ tls, proxy }: Credentials): Agent | PlainAgent | undefined {
    if (proxy) return proxy;
    const fingerprint = JSON.stringify([tls.ca, tls.cert, tls.key, tls.servername, tls.rejectUnauthorized].map(String));
    if (secure && fingerprint !== agentFor) {
      agent?.destroy();
      agent = new Agent({ keepAlive: true, keepAliveMsecs: keepAlive, ...tls });
      agentFor = fingerprint;
    }
    return agent;
  }

  async function open(request: HttpRequest, signal: AbortSignal | undefined, renew = false): Promise<IncomingMessage> {
    const given = await credentials(renew);
    const headers: OutgoingHttpHeaders = { Accept: "application/json", "User-Agent": "stepwise", ...given.headers };
    if (request.body !== undefined) headers["Content-Type"] = request.contentType ?? "application/json";
    const base = server.pathname.replace(/\/$/, "");
    const send = secure ? secureRequest : plainRequest;
    const outgoing = send({
      host: server.hostname.replace(/^\[|\]$/g, ""),
      port: server.port || (secure ? 443 : 80),
      method: request.method,
      path: `${base}${request.path}`,
      headers,
      ...(secure ? given.tls : {}),
      ...optional("agent", agentOf(given)),
      ...optional("signal", signal),
    });
    outgoing.on("socket", socket => socket.setKeepAlive(true, keepAlive));
    outgoing.end(request.body);
    const answer = await answerTo(outgoing);
    // Credentials may have run out since they were last looked at: once more with fresh ones.
    if (answer.statusCode !== 401 || renew) return answer;
    answer.resume();
    return open(request, signal, true);
  }

  return {
    async request(request, signal) {
      try {
        const answer = await open(request, signal).catch(error => onceMore(error, request, signal));
        return { status: answer.statusCode ?? 0, headers: headersOf(answer), body: await textOf(answer) };
      } catch (error) {
        throw unreachable(error);
      }
    },
    async stream(request, signal) {
      try {
        const answer = await open(request, signal).catch(error => onceMore(error, request, signal));
        return { status: answer.statusCode ?? 0, headers: headersOf(answer), chunks: chunksOf(answer) };
      } catch (error) {
        throw unreachable(error);
      }
    },
    close: () => agent?.destroy(),
  };

  /** A server may close a kept connection in the very moment in which it is used again. Reading is then asked again; writing is not. */
  function onceMore(error: unknown, request: HttpRequest, signal?: AbortSignal): Promise<IncomingMessage> {
    if (error instanceof BrokenWhileReused && request.method === "GET" && !signal?.aborted) return open(request, signal);
    throw error;
  }
}

class BrokenWhileReused extends Unreachable {}

// Patience begins when the request leaves: before, a credential helper may have waited for somebody to log in.
function answerTo(outgoing: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => outgoing.destroy(tooLate()), patience);
    outgoing.once("response", answer => {
      clearTimeout(late);
      resolve(answer);
    });
    outgoing.once("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(late);
      const reused = outgoing.reusedSocket && (error.code === "ECONNRESET" || error.code === "EPIPE");
      reject(reused ? new BrokenWhileReused(error.code ?? "", error.message) : error);
    });
  });
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const late = setTimeout(() => answer.destroy(tooLate()), patience);
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
  } finally {
    clearTimeout(late);
  }
}

function tooLate(): Unreachable {
  return new Unreachable("TIMEOUT", `no answer within ${patience / 1000} s`);
}

async function* chunksOf(answer: IncomingMessage): AsyncIterable<string> {
  const decoder = new StringDecoder("utf8");
  try {
    for await (const chunk of answer) yield decoder.write(chunk as Buffer);
  } catch (error) {
    throw unreachable(error);
  } finally {
    answer.destroy();
  }
}

function headersOf(answer: IncomingMessage): Headers {
  return Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]));
}

function unreachable(error: unknown): Error {
  if (error instanceof Unreachable) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  // What is no network error (a credential helper that failed) speaks for itself.
  return code === undefined ? (error as Error) : new Unreachable(code, message);
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

/** What is said of a server that does not answer: where, why, and the way out. */
export function unreachableWords(error: Unreachable, server: string, context: string): string {
  const place = `${server} (context ${context})`;
  switch (error.code) {
    case "ECONNREFUSED":
      return `Nothing answers at ${place}. Start the cluster, or choose another context.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The name of ${place} is not known here. Check the \`server\` in the kubeconfig, or whether you are in the cluster's network.`;
    case "TIMEOUT":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return `${place} does not answer. Check whether you are in the cluster's network.`;
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
      return `The certificate of ${place} is not from the authority that the kubeconfig names. Get a new kubeconfig for this cluster.`;
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `The certificate of ${place} is for another name. Set \`tls-server-name\` in the kubeconfig, or use the name that it is for.`;
    case "CERT_HAS_EXPIRED":
      return `The certificate of ${place} has run out. Renew it, or check the clock of this computer.`;
    default:
      return `The connection to ${place} broke: ${error.message || error.code}.`;
  }
}
