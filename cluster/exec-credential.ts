import { spawn } from "node:child_process";
import path from "node:path";
import type { Millis } from "../core/base/duration.ts";
import { isObject, type Json, type JsonObject, listAt, textAt } from "../core/base/json.ts";
import { instantOf } from "../core/base/time.ts";
import type { ContextConfig } from "./kubeconfig.ts";

/** What a credential helper gave. */
export interface ExecCredential {
  readonly token: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  /** When it runs out; undefined for one that does not. */
  readonly expiresAt: Millis | undefined;
}

/** The credentials could not be got: the words are one plain sentence with the way out. */
export class NoCredentials extends Error {}

const usualPatience = 60_000;

/**
 * Runs the credential helper of a user (`exec` in its kubeconfig entry) without a terminal: its standard input is closed, so that one
 * that wants to ask a question ends instead of waiting for ever. Rejects with `NoCredentials`.
 */
export async function runHelper(
  exec: JsonObject,
  config: ContextConfig,
  env: { readonly [name: string]: string | undefined },
  patience = usualPatience,
): Promise<ExecCredential> {
  const written = textAt(exec, "command") ?? "";
  if (written === "")
    throw new NoCredentials(`The user of context ${config.info.name} has an \`exec\` without a \`command\`. Correct the kubeconfig.`);
  // A path is relative to the kubeconfig, a bare name is looked for in PATH.
  const command = /[\\/]/.test(written) ? path.resolve(config.written?.folder ?? ".", written) : written;
  const args = listAt(exec, "args").filter(arg => typeof arg === "string");
  const { stdout, stderr, code } = await run(command, args, { ...env, ...environmentOf(exec, config) }, written, exec, patience);
  if (code !== 0)
    throw new NoCredentials(
      `The credential helper \`${written}\` failed: ${lastLine(stderr) || `exit code ${code}`}. Run it in a terminal to log in.`,
    );
  const answer = parsed(stdout);
  const status = isObject(answer) && isObject(answer.status) ? answer.status : undefined;
  if (!status)
    throw new NoCredentials(`The credential helper \`${written}\` printed no ExecCredential. Check its version and its arguments.`);
  return {
    token: textAt(status, "token"),
    certificate: textAt(status, "clientCertificateData"),
    key: textAt(status, "clientKeyData"),
    expiresAt: instantOf(textAt(status, "expirationTimestamp")),
  };
}

function environmentOf(exec: JsonObject, config: ContextConfig): { readonly [name: string]: string } {
  const own = Object.fromEntries(listAt(exec, "env").map(entry => [textAt(entry, "name") ?? "", textAt(entry, "value") ?? ""]));
  const cluster = exec.provideClusterInfo === true ? { cluster: clusterInfo(config) } : {};
  const info = {
    apiVersion: textAt(exec, "apiVersion") ?? "client.authentication.k8s.io/v1",
    kind: "ExecCredential",
    spec: { interactive: false, ...cluster },
  };
  return { ...own, KUBERNETES_EXEC_INFO: JSON.stringify(info) };
}

function clusterInfo({ cluster }: ContextConfig): JsonObject {
  return {
    server: cluster.server,
    ...(cluster.caData ? { "certificate-authority-data": cluster.caData } : {}),
    ...(cluster.tlsServerName ? { "tls-server-name": cluster.tlsServerName } : {}),
    ...(cluster.skipTLSVerify ? { "insecure-skip-tls-verify": true } : {}),
  };
}

function run(
  command: string,
  args: readonly string[],
  env: { readonly [name: string]: string | undefined },
  shown: string,
  exec: JsonObject,
  patience: number,
): Promise<{ readonly stdout: string; readonly stderr: string; readonly code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    const late = setTimeout(() => {
      child.kill();
      reject(
        new NoCredentials(
          `The credential helper \`${shown}\` gave no answer within ${patience / 1000} s. Run it in a terminal to see what it waits for.`,
        ),
      );
    }, patience);
    child.once("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(late);
      const hint = textAt(exec, "installHint")?.trim().split("\n")[0];
      const missing = `The credential helper \`${shown}\` is not installed. ${hint ?? "Install it, or choose another context."}`;
      reject(
        new NoCredentials(error.code === "ENOENT" ? missing : `The credential helper \`${shown}\` cannot be started: ${error.message}.`),
      );
    });
    child.once("close", code => {
      clearTimeout(late);
      resolve({ ...output, code });
    });
  });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function lastLine(text: string): string {
  return (text.trim().split("\n").at(-1) ?? "").replace(/[.\s]+$/, "");
}
