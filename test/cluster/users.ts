import { generateKeyPairSync, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** People the API server knows: one who may do everything, one who may only look, one without any right. */
export const users = ["admin", "viewer", "nobody"] as const;
export type User = (typeof users)[number];

export interface Credentials {
  readonly tokens: Readonly<Record<User, string>>;
  /** Files for the API server. */
  readonly tokenFile: string;
  readonly serviceAccountPrivateKey: string;
  readonly serviceAccountPublicKey: string;
}

/** Makes tokens and the key pair for service accounts, valid for this one control plane. */
export function writeCredentials(folder: string): Credentials {
  const tokens = { admin: token(), viewer: token(), nobody: token() };
  const tokenFile = path.join(folder, "tokens.csv");
  fs.writeFileSync(
    tokenFile,
    users.map(user => `${tokens[user]},${user},${user},"${user === "admin" ? "system:masters" : "people"}"\n`).join(""),
    { mode: 0o600 },
  );

  const keys = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const serviceAccountPrivateKey = path.join(folder, "service-accounts.key");
  const serviceAccountPublicKey = path.join(folder, "service-accounts.pub");
  fs.writeFileSync(serviceAccountPrivateKey, keys.privateKey, { mode: 0o600 });
  fs.writeFileSync(serviceAccountPublicKey, keys.publicKey);
  return { tokens, tokenFile, serviceAccountPrivateKey, serviceAccountPublicKey };
}

/** The text of a kubeconfig with one context. JSON is YAML, and needs no quoting rules. */
export function kubeconfig({
  server,
  certificateAuthority,
  user,
  token,
  namespace,
}: {
  server: string;
  certificateAuthority: string;
  user: string;
  token: string;
  namespace: string;
}): string {
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "test", cluster: { server, "certificate-authority": certificateAuthority } }],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: user, context: { cluster: "test", user, namespace } }],
    "current-context": user,
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

function token(): string {
  return randomBytes(16).toString("hex");
}
