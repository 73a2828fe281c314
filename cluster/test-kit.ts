import { readFile } from "node:fs/promises";
import { request } from "node:https";
import path from "node:path";
import type { JsonObject } from "../core/base/json.ts";
import { type ClusterConnection, connect } from "./connection.ts";
import { loadKubeconfig } from "./kubeconfig.ts";
import { readManifests } from "./sandbox/manifests.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox/sandbox.ts";

/** What tests of this room share: a sandbox with the examples, a raw client, a connection. */

export const root = path.join(import.meta.dirname, "..");

/** A sandbox with the objects of these example folders. */
export async function sandboxOf(examples: readonly string[], options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const { objects } = await readManifests(
    examples.map(name => path.join("examples", name)),
    root,
  );
  return startSandbox({ speed: 1, manifests: objects, ...options });
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly body: JsonObject;
}

export interface RawRequest {
  readonly body?: unknown;
  readonly type?: string;
  readonly accept?: string;
  readonly token?: string;
}

/** Speaks plain HTTPS with a sandbox, with its certificate and its token. */
export async function rawClient(sandbox: Sandbox): Promise<(method: string, path: string, asked?: RawRequest) => Promise<RawAnswer>> {
  const text = await readFile(sandbox.kubeconfig, "utf8");
  const ca = Buffer.from(/certificate-authority-data: (\S+)/.exec(text)?.[1] ?? "", "base64").toString("utf8");
  const own = /token: (\S+)/.exec(text)?.[1] ?? "";
  return (method, asked, { body, type = "application/json", accept = "application/json", token = own } = {}) =>
    new Promise((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}`, Accept: accept, ...(body === undefined ? {} : { "Content-Type": type }) };
      const sent = request(new URL(asked, sandbox.url), { method, ca, headers, agent: false }, answer => {
        let answered = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => (answered += chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const lines = answered.trim().split("\n");
          // A watch answers with one object a line.
          const parsed = lines.length > 1 ? { lines: lines.map(line => JSON.parse(line)) } : JSON.parse(answered || "{}");
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: parsed as JsonObject });
        });
      });
      sent.on("error", reject);
      sent.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
    });
}

/** A connection to a sandbox, through its kubeconfig. */
export async function connectedTo(sandbox: Sandbox): Promise<ClusterConnection> {
  const loaded = await loadKubeconfig({ env: {}, file: sandbox.kubeconfig });
  if (!loaded.ok) throw new Error(loaded.problem.message);
  const found = loaded.kubeconfig.context();
  if (!found.ok) throw new Error(found.problem.message);
  return connect(found.config, {});
}

/** Waits until something is so. Rejects, with these words, when it is not so in time. */
export async function eventually<T>(what: string, look: () => T | undefined | Promise<T | undefined>, patience = 8000): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`${what} did not happen within ${patience} ms`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
