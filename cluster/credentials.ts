import type { OutgoingHttpHeaders, Agent as PlainAgent } from "node:http";
import type { Agent, RequestOptions } from "node:https";
import { BlockList, isIPv4 } from "node:net";
import path from "node:path";
import type { Cluster, User } from "@kubernetes/client-node";
import { isObject, listAt, objectAt, textAt } from "../core/base/json.ts";
import { type ExecCredential, NoCredentials, runHelper } from "./exec-credential.ts";
import { type ContextConfig, isLoopback } from "./kubeconfig.ts";

export { NoCredentials } from "./exec-credential.ts";

/** What a request carries so that the server knows who asks, and how it is known to be the right server. */
export interface Credentials {
  readonly headers: OutgoingHttpHeaders;
  readonly tls: Pick<RequestOptions, "ca" | "cert" | "key" | "pfx" | "passphrase" | "rejectUnauthorized" | "servername">;
  /** The agent for a server that is reached through a proxy. */
  readonly proxy?: Agent | PlainAgent;
}

// Files of tokens and certificates are looked at again after this long; a helper's answer until shortly before it runs out.
const looksAgain = 30_000;
const early = 60_000;

/**
 * The credentials of a context, through client-node: tokens, token files, certificates, basic authentication, OIDC. Credential helpers
 * are run here, since they can hang. One look at a time, however many ask; `renew` looks again whatever is remembered.
 */
export function credentialsOf(
  config: ContextConfig,
  env: { readonly [name: string]: string | undefined },
  now: () => number = Date.now,
): (renew: boolean) => Promise<Credentials> {
  let known: { readonly credentials: Credentials; readonly until: number } | undefined;
  let looking: Promise<Credentials> | undefined;
  return renew => {
    if (!renew && known && now() < known.until) return Promise.resolve(known.credentials);
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  async function look(): Promise<Credentials> {
    const exec = helperOf(config);
    const given = exec && (await runHelper(exec, config, env));
    const credentials = await throughClientNode(config, given, env);
    const until = given ? (given.expiresAt === undefined ? Number.POSITIVE_INFINITY : given.expiresAt - early) : now() + looksAgain;
    known = { credentials, until };
    return credentials;
  }
}

function helperOf({ written }: ContextConfig) {
  const exec = written?.user.exec;
  return isObject(exec) ? exec : undefined;
}

async function throughClientNode(
  config: ContextConfig,
  given: ExecCredential | undefined,
  env: { readonly [name: string]: string | undefined },
): Promise<Credentials> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const kubeconfig = new KubeConfig();
  kubeconfig.loadFromClusterAndUser(clusterOf(config, env), userOf(config, given));
  const options: RequestOptions = {};
  try {
    await kubeconfig.applyToHTTPSOptions(options);
  } catch (error) {
    throw new NoCredentials(
      `The credentials of context ${config.info.name} cannot be got: ${firstLine(error)}. Log in again, or correct the kubeconfig.`,
    );
  }
  const { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername } = options;
  const headers = { ...(options.headers as { readonly [name: string]: string }), ...basicOf(options), ...impersonationOf(config) };
  const tls = Object.fromEntries(
    Object.entries({ ca, cert, key, pfx, passphrase, rejectUnauthorized, servername }).filter(([, value]) => value !== undefined),
  );
  const proxied = kubeconfig.getCurrentCluster()?.proxyUrl;
  return { headers, tls, ...(proxied && options.agent instanceof Object ? { proxy: options.agent as Agent } : {}) };
}

/** The cluster for client-node, with the proxy of the environment where the kubeconfig names none. */
function clusterOf({ cluster, server }: ContextConfig, env: { readonly [name: string]: string | undefined }): Cluster {
  const proxyUrl = cluster.proxyUrl || proxyFor(server, env);
  // It refuses plain HTTP unless verification is off; there is nothing to verify, and only this computer is reached so.
  const skipTLSVerify = cluster.skipTLSVerify || server.protocol === "http:";
  return { ...cluster, skipTLSVerify, ...(proxyUrl ? { proxyUrl } : {}) };
}

function userOf({ user, written, info }: ContextConfig, given: ExecCredential | undefined): User {
  // Without a user client-node would leave out the cluster's certificate too.
  const base: User = user ?? { name: info.user ?? "nobody" };
  const tokenFile = textAt(written?.user, "tokenFile");
  if (given) {
    const plain: User = { ...base, exec: undefined };
    return {
      ...plain,
      ...(given.token === undefined ? {} : { token: given.token }),
      ...(given.certificate === undefined ? {} : { certData: Buffer.from(given.certificate).toString("base64") }),
      ...(given.key === undefined ? {} : { keyData: Buffer.from(given.key).toString("base64") }),
    };
  }
  if (tokenFile !== undefined && !base.token) {
    const file = path.resolve(written?.folder ?? ".", tokenFile);
    return { ...base, authProvider: { name: "tokenFile", config: { tokenFile: file } } };
  }
  return base;
}

function basicOf(options: RequestOptions): { readonly [name: string]: string } {
  return options.auth ? { Authorization: `Basic ${Buffer.from(options.auth).toString("base64")}` } : {};
}

/** Who is acted as. client-node knows the user only; groups and extras are headers of their own. */
function impersonationOf({ written }: ContextConfig): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  const groups = listAt(written?.user, "as-groups").filter(group => typeof group === "string");
  if (groups.length > 0) headers["Impersonate-Group"] = groups;
  const uid = textAt(written?.user, "as-uid");
  if (uid !== undefined) headers["Impersonate-Uid"] = uid;
  for (const [key, values] of Object.entries(objectAt(written?.user, "as-user-extra")))
    if (Array.isArray(values)) headers[`Impersonate-Extra-${encodeURIComponent(key)}`] = values.map(String);
  return headers;
}

/** The proxy that the environment names for a server, as Go programs read it: `NO_PROXY` and this computer are left out. */
export function proxyFor(server: URL, env: { readonly [name: string]: string | undefined }): string | undefined {
  if (isLoopback(server.hostname)) return undefined;
  const either = (name: string): string => env[name] ?? env[name.toLowerCase()] ?? "";
  const proxy = either(server.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY");
  if (proxy === "") return undefined;
  const host = server.hostname.toLowerCase();
  const rules = either("NO_PROXY")
    .split(",")
    .map(text => text.trim().toLowerCase());
  if (rules.some(rule => rule !== "" && leavesOut(rule, host))) return undefined;
  return proxy.includes("://") ? proxy : `http://${proxy}`;
}

function leavesOut(rule: string, host: string): boolean {
  const [network = "", bits] = rule.split("/");
  if (bits !== undefined) {
    if (!isIPv4(network) || !isIPv4(host)) return false;
    const list = new BlockList();
    list.addSubnet(network, Math.min(32, Number(bits) || 0));
    return list.check(host);
  }
  const [name = ""] = rule.split(":");
  return name === "*" || host === name || host.endsWith(name.startsWith(".") ? name : `.${name}`);
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split("\n")[0] ?? text).replace(/\.$/, "");
}
