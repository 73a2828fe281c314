import http from "node:http";
import type { AddressInfo } from "node:net";

/** What a metrics server says to a query: a value, several samples, nothing, or an error of its own. */
export type MetricValue = number | readonly number[] | "none" | "error" | "NaN";

/** Answers by the seconds since time 0; one holds until the next, and the first also before time 0. */
export interface Timed {
  readonly from: number;
}

/** The first entry whose `query` is a part of the query text answers. */
export interface MetricAnswers {
  readonly query: string;
  readonly answers: readonly (Timed & { readonly value: MetricValue })[];
}

/** The first entry whose `path` begins the path of the URL answers; no entry is a 404. */
export interface WebhookAnswers {
  readonly path: string;
  readonly answers: readonly (Timed & { readonly status: number; readonly body?: string })[];
}

/** A request to the webhook server, with what the caller says about itself. */
export interface Call {
  readonly at: number;
  readonly path: string;
  readonly status: number;
  readonly name: string | null;
  readonly phase: string | null;
  readonly event: string | null;
}

/** The two servers as one namespace sees them. */
export interface Desk {
  readonly metricsUrl: string;
  readonly webhooksUrl: string;
  readonly calls: readonly Call[];
  /** Answers follow the clock from this moment on (milliseconds since the epoch). */
  readonly begin: (zero: number) => void;
  /** From now on a path answers 200, whatever its entry says. */
  readonly openGate: (path: string) => void;
  readonly close: () => void;
}

export interface AnswerServer {
  /** For Flagger's own metrics, which have no address but name the namespace in the query. */
  readonly metricsUrl: string;
  readonly open: (
    namespace: string,
    answers: { readonly metrics?: readonly MetricAnswers[]; readonly webhooks?: readonly WebhookAnswers[] },
  ) => Desk;
  readonly stop: () => Promise<void>;
}

interface Seat {
  readonly metrics: readonly MetricAnswers[];
  readonly webhooks: readonly WebhookAnswers[];
  readonly calls: Call[];
  readonly gates: Set<string>;
  zero: number | undefined;
}

interface Reply {
  readonly status: number;
  readonly body: string;
}

/** One HTTP server that plays Prometheus and webhooks for any number of namespaces, told apart by the path. */
export async function startAnswerServer(): Promise<AnswerServer> {
  const seats = new Map<string, Seat>();
  const server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const reply = answer(seats, new URL(request.url ?? "/", "http://replay"), body);
    response.writeHead(reply.status, { "content-type": "application/json" }).end(reply.body);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    metricsUrl: `${url}/metrics`,
    open(namespace, { metrics = [], webhooks = [] }) {
      const seat: Seat = { metrics, webhooks, calls: [], gates: new Set(), zero: undefined };
      seats.set(namespace, seat);
      return {
        metricsUrl: `${url}/metrics/${namespace}`,
        webhooksUrl: `${url}/webhooks/${namespace}`,
        calls: seat.calls,
        begin: zero => {
          seat.zero = zero;
        },
        openGate: path => seat.gates.add(path),
        close: () => seats.delete(namespace),
      };
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(seats: ReadonlyMap<string, Seat>, url: URL, body: string): Reply {
  const [, room = "", ...rest] = url.pathname.split("/");
  if (room === "webhooks") {
    const [namespace = "", ...path] = rest;
    const seat = seats.get(namespace);
    return seat ? answerWebhook(seat, `/${path.join("/")}`, body) : { status: 404, body: "" };
  }
  // Argo Rollouts posts the query as a form, Flagger asks with GET.
  const query = url.searchParams.get("query") ?? new URLSearchParams(body).get("query") ?? "";
  const namespace = rest[0] !== undefined && seats.has(rest[0]) ? rest[0] : [...seats.keys()].find(name => query.includes(name));
  const seat = namespace === undefined ? undefined : seats.get(namespace);
  if (namespace === undefined || seat === undefined) {
    // Flagger asks `vector(1)` once to see that the server lives.
    return prometheus(query.includes("vector(1)") ? 1 : "none");
  }
  // A script speaks of `default`, wherever it is played.
  const asked = query.replaceAll(namespace, "default");
  const entry = seat.metrics.find(m => asked.includes(m.query));
  return prometheus(query.includes("vector(1)") ? 1 : entry === undefined ? "none" : (current(entry.answers, seat)?.value ?? "none"));
}

function answerWebhook(seat: Seat, path: string, body: string): Reply {
  const entry = seat.webhooks.find(w => path.startsWith(w.path));
  const planned = entry && current(entry.answers, seat);
  const isOpen = [...seat.gates].some(gate => path.startsWith(gate));
  const reply = isOpen ? { status: 200, body: "" } : { status: planned?.status ?? 404, body: planned?.body ?? "" };
  const said = payload(body);
  seat.calls.push({
    at: Date.now(),
    path,
    status: reply.status,
    name: said.name ?? null,
    phase: said.phase ?? null,
    event: said.metadata?.eventMessage ?? null,
  });
  return reply;
}

// Only webhooks of type `event` have a message; the payload does not name the type.
interface Payload {
  readonly name?: string;
  readonly phase?: string;
  readonly metadata?: { readonly eventMessage?: string };
}

function payload(body: string): Payload {
  try {
    return JSON.parse(body) as Payload;
  } catch {
    return {};
  }
}

function current<T extends Timed>(answers: readonly T[], { zero }: Seat): T | undefined {
  const seconds = zero === undefined ? 0 : (Date.now() - zero) / 1000;
  return answers.findLast(a => a.from <= seconds) ?? answers[0];
}

function prometheus(value: MetricValue): Reply {
  if (value === "error") return { status: 500, body: JSON.stringify({ status: "error", errorType: "internal", error: "scripted" }) };
  const samples = value === "none" ? [] : Array.isArray(value) ? value : [value];
  const result = samples.map(sample => ({ metric: {}, value: [Math.floor(Date.now() / 1000), String(sample)] }));
  return { status: 200, body: JSON.stringify({ status: "success", data: { resultType: "vector", result } }) };
}
