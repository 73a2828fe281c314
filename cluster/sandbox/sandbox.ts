import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Duplex } from "node:stream";
import type { Millis } from "../../core/base/duration.ts";
import { objectAt, textAt } from "../../core/base/json.ts";
import type { ClusterObject } from "../../core/platforms/platform.ts";
import type { Backend } from "./api/backend.ts";
import { apiServer } from "./api/server.ts";
import { makeCertificate, type ServerCertificate } from "./certificate.ts";
import { sandboxClock } from "./clock.ts";
import { Controllers } from "./controllers/controllers.ts";
import { servedKind, servedKindOf } from "./served.ts";
import { Store } from "./store.ts";

export interface SandboxOptions {
  /** How many times faster than the wall clock it runs: 1 to 10,000. */
  readonly speed: number;
  /** The objects that are there at the start. Their first versions run already. */
  readonly manifests: readonly ClusterObject[];
  /** A free port where none is given. */
  readonly port?: number;
  /** The instant that its clock shows at the start; the wall clock's where none is given. */
  readonly now?: Millis;
}

/** A running cluster of our own. */
export interface Sandbox {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  /** Path of the kubeconfig: in a folder of its own, which `stop` removes. */
  readonly kubeconfig: string;
  /** The name of its only context. */
  readonly context: string;
  /** The namespace of the context: that of the first Rollout or Canary. */
  readonly namespace: string;
  readonly speed: number;
  /** The first Rollout or Canary of the manifests, with the image that it runs. */
  readonly first:
    | { readonly kind: "Rollout" | "Canary"; readonly namespace: string; readonly name: string; readonly image: string }
    | undefined;
  /** The kinds of the manifests that it does not serve, and so left out. */
  readonly leftOut: readonly string[];
  now(): Millis;
  stop(): Promise<void>;
}

/** The sandbox cannot start: the words are one plain sentence with the way out. */
export class SandboxProblem extends Error {}

const contextName = "stepwise-sandbox";

/** Starts a sandbox. Rejects with a `SandboxProblem` for a speed that is none, or a port that is in use. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { speed } = options;
  if (!(speed > 0 && speed <= 10_000)) throw new SandboxProblem(`The speed ${speed} is none. It is a number from 1 to 10,000.`);
  const clock = sandboxClock(speed, options.now ?? Date.now());
  const store = new Store(() => clock.now());
  const leftOut = seed(store, options.manifests);
  const first = firstOf(store, options.manifests);
  const namespace = first?.namespace ?? "default";
  const controllers = new Controllers(store, clock);
  const backend: Backend = { store, clock, catchUp: () => controllers.catchUp(), wrote: write => controllers.wrote(write) };

  const certificate = await makeCertificate();
  const token = randomBytes(24).toString("base64url");
  const server = apiServer(backend, certificate, token);
  // All of them: the server's own list lacks those whose handshake is not over, and closing waits for these.
  const sockets = new Set<Duplex>();
  server.on("connection", socket => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const port = await listening(server, options.port ?? 0);
  const url = `https://127.0.0.1:${port}`;
  const folder = await mkdtemp(path.join(tmpdir(), "stepwise-sandbox-"));
  const kubeconfig = path.join(folder, "kubeconfig");
  await writeFile(kubeconfig, kubeconfigText(url, certificate, token, namespace), { mode: 0o600 });
  controllers.start();
  return {
    url,
    kubeconfig,
    context: contextName,
    namespace,
    speed,
    first,
    leftOut,
    now: () => clock.now(),
    async stop() {
      controllers.stop();
      const closed = new Promise(resolve => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Puts the manifests into the store, and gives the kinds that are not served. */
function seed(store: Store, manifests: readonly ClusterObject[]): readonly string[] {
  const leftOut = new Set<string>();
  const namespaces = servedKind("Namespace");
  const ensure = (name: string): void => {
    if (namespaces && !store.get(namespaces, undefined, name))
      store.put(namespaces, {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name },
        spec: { finalizers: ["kubernetes"] },
        status: { phase: "Active" },
      });
  };
  ensure("default");
  for (const object of manifests) {
    const kind = servedKindOf(object);
    if (!kind || textAt(object, "metadata", "name") === undefined) {
      leftOut.add(String(object.kind ?? "a document without a kind"));
      continue;
    }
    if (kind.kind === "Namespace") {
      ensure(textAt(object, "metadata", "name") ?? "");
      continue;
    }
    if (kind.namespaced) ensure(textAt(object, "metadata", "namespace") ?? "default");
    // A status in a manifest is a copy from some other cluster.
    const { status: _, ...rest } = object;
    store.put(kind, { ...rest, metadata: objectAt(object, "metadata") });
  }
  return [...leftOut];
}

function firstOf(store: Store, manifests: readonly ClusterObject[]): Sandbox["first"] {
  const object = manifests.find(({ kind }) => kind === "Rollout") ?? manifests.find(({ kind }) => kind === "Canary");
  const name = textAt(object, "metadata", "name");
  if (!object || name === undefined) return undefined;
  const namespace = textAt(object, "metadata", "namespace") ?? "default";
  const deployments = servedKind("Deployment");
  const target = deployments && store.get(deployments, namespace, textAt(object, "spec", "targetRef", "name") ?? "");
  const image = textAt(object.kind === "Canary" ? target : object, "spec", "template", "spec", "containers", 0, "image") ?? "app:v1";
  return { kind: object.kind === "Canary" ? "Canary" : "Rollout", namespace, name, image };
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE")
        reject(
          new SandboxProblem(`Port ${port} is in use by another program. Choose another with \`--port\`, or leave it out for a free one.`),
        );
      else if (error.code === "EACCES")
        reject(
          new SandboxProblem(
            `Port ${port} is not for programs of users. Choose one above 1023 with \`--port\`, or leave it out for a free one.`,
          ),
        );
      else reject(new SandboxProblem(`The sandbox cannot listen on port ${port}: ${error.message}.`));
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function kubeconfigText(url: string, certificate: ServerCertificate, token: string, namespace: string): string {
  const authority = Buffer.from(certificate.certificate).toString("base64");
  return `# Made by \`stepwise sandbox\`, and removed when it ends.
apiVersion: v1
kind: Config
clusters:
  - name: ${contextName}
    cluster:
      server: ${url}
      certificate-authority-data: ${authority}
users:
  - name: ${contextName}
    user:
      token: ${token}
contexts:
  - name: ${contextName}
    context:
      cluster: ${contextName}
      user: ${contextName}
      namespace: ${namespace}
current-context: ${contextName}
`;
}
