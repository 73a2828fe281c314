import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type AnswerServer, startAnswerServer } from "./answers.ts";
import { Api, type KubeObject, type Reference } from "./api.ts";
import { buildTools, type Tools } from "./build.ts";
import { readObjects, trafficSystemCrds } from "./objects/index.ts";
import { readinessStages } from "./pods.ts";
import { freePorts, listens, type Program, type RunningProcess, startProcess, waitUntil } from "./process.ts";
import { type Credentials, kubeconfig, type User, writeCredentials } from "./users.ts";

/** A real Kubernetes API with the real controllers of Argo Rollouts and Flagger, on 127.0.0.1, until it is stopped. */
export interface ControlPlane {
  readonly server: string;
  /** As the administrator. */
  readonly api: Api;
  /** Path of the administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** Writes a kubeconfig for a user and gives its path. */
  readonly kubeconfigFor: (user: User, namespace?: string) => string;
  readonly tools: Tools;
  /** Plays Prometheus and webhooks, for each namespace that opens a desk. */
  readonly answers: AnswerServer;
  /** Temporary folder with the data and one log per process. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Namespaces that begin so bring the readiness rules of their pods themselves; in all others a pod is ready after a second. */
export const scriptedNamespaces = "replay-";

/** Starts everything and resolves when the kinds are known, the node is ready and the controllers run (some 7 s). */
export async function startControlPlane(): Promise<ControlPlane> {
  const tools = await buildTools();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stepwise-control-plane-"));
  // What has been started, to be stopped in reverse order however far it came.
  const started: { readonly stop: () => Promise<void> }[] = [];
  const stop = async () => {
    for (const part of started.splice(0).reverse()) await part.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const run = (program: Program): RunningProcess => {
      const process = startProcess(program, path.join(folder, `${program.name}.log`));
      started.push(process);
      return process;
    };
    const answers = await startAnswerServer();
    started.push(answers);
    const credentials = writeCredentials(folder);
    const { server, certificateAuthority } = await startApiServer({ tools, folder, credentials, run });

    const api = new Api(server, fs.readFileSync(certificateAuthority, "utf8"), credentials.tokens.admin);
    started.push({ stop: async () => api.close() });
    const kubeconfigFor = (user: User, namespace = "default") => {
      const file = path.join(folder, `${user}-${namespace}.kubeconfig`);
      fs.writeFileSync(file, kubeconfig({ server, certificateAuthority, user, token: credentials.tokens[user], namespace }), {
        mode: 0o600,
      });
      return file;
    };
    const admin = kubeconfigFor("admin");
    await createKinds(api, tools, admin);
    await startControllers({ tools, folder, admin, metricsUrl: answers.metricsUrl, run });
    await waitUntil("the node is ready", () => allAre(api, "Ready", { apiVersion: "v1", kind: "Node" }), { within: 20_000 });
    // Until then a viewer is refused what the stock roles allow.
    await waitUntil("the roles are aggregated", () => mayView(api, "rollouts"), { within: 20_000 });
    return { server, api, kubeconfig: admin, kubeconfigFor, tools, answers, folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Start {
  readonly tools: Tools;
  readonly folder: string;
  readonly run: (program: Program) => RunningProcess;
}

async function startApiServer({
  tools,
  folder,
  credentials,
  run,
}: Start & { readonly credentials: Credentials }): Promise<{ server: string; certificateAuthority: string }> {
  const [clientPort = 0, peerPort = 0, securePort = 0] = await freePorts(3);
  const etcdUrl = `http://127.0.0.1:${clientPort}`;
  const peerUrl = `http://127.0.0.1:${peerPort}`;
  const etcd = run({
    name: "etcd",
    command: tools.program("etcd"),
    args: [
      `--data-dir=${path.join(folder, "etcd")}`,
      `--listen-client-urls=${etcdUrl}`,
      `--advertise-client-urls=${etcdUrl}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=default=${peerUrl}`,
      "--unsafe-no-fsync",
    ],
  });
  await waitUntil("etcd is healthy", async () => (await fetch(`${etcdUrl}/health`)).ok, { within: 20_000, process: etcd });

  const certificates = path.join(folder, "kube-apiserver");
  const apiServer = run({
    name: "kube-apiserver",
    command: tools.program("kube-apiserver"),
    args: [
      `--etcd-servers=${etcdUrl}`,
      "--bind-address=127.0.0.1",
      "--advertise-address=127.0.0.1",
      `--secure-port=${securePort}`,
      `--cert-dir=${certificates}`,
      // A loopback address is refused for the `kubernetes` Service and would only fill the log.
      "--endpoint-reconciler-type=none",
      "--service-cluster-ip-range=10.0.0.0/16",
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${credentials.serviceAccountPublicKey}`,
      `--service-account-signing-key-file=${credentials.serviceAccountPrivateKey}`,
      "--authorization-mode=RBAC",
      `--token-auth-file=${credentials.tokenFile}`,
      // With it, the first pods of a namespace fail until its `default` account exists.
      "--disable-admission-plugins=ServiceAccount",
      "--feature-gates=MutatingAdmissionPolicy=true",
      "--runtime-config=admissionregistration.k8s.io/v1beta1=true",
      "--enable-priority-and-fairness=false",
    ],
  });
  const server = `https://127.0.0.1:${securePort}`;
  // The server's own certificate is what its clients trust.
  const certificateAuthority = path.join(certificates, "apiserver.crt");
  await waitUntil(
    "the API server is ready",
    async () => {
      const probe = new Api(server, fs.readFileSync(certificateAuthority, "utf8"), credentials.tokens.admin);
      return (await probe.request<string>("GET", "/readyz").finally(() => probe.close())) === "ok";
    },
    { within: 60_000, process: apiServer },
  );
  return { server, certificateAuthority };
}

// The controllers look for their kinds once, at start: kinds come first.
async function createKinds(api: Api, tools: Tools, admin: string): Promise<void> {
  // Flagger's file is YAML to Go only: its unquoted, unindented descriptions stop other readers, and server-side apply as well.
  const upstream = promisify(execFile)(tools.program("kubectl"), [
    `--kubeconfig=${admin}`,
    "create",
    "--validate=false",
    `--filename=${tools.manifests}`,
  ]);
  await Promise.all([upstream, ...trafficSystemCrds().map(crd => api.create(crd))]);
  await waitUntil(
    "the CRDs are established",
    () => allAre(api, "Established", { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" }),
    { within: 60_000 },
  );
  const objects = ["pods", "users"].flatMap(file => readObjects(path.join(import.meta.dirname, "objects", `${file}.yaml`)));
  await Promise.all(
    [...objects, ...readinessStages("pod-ready", { everyNamespaceBut: scriptedNamespaces })].map(object => api.create(object)),
  );
}

async function startControllers({
  tools,
  folder,
  admin,
  metricsUrl,
  run,
}: Start & { readonly admin: string; readonly metricsUrl: string }): Promise<void> {
  const [managerPort = 0, kwokPort = 0, rolloutsMetrics = 0, rolloutsHealth = 0, flaggerPort = 0] = await freePorts(5);
  const manager = run({
    name: "kube-controller-manager",
    command: tools.program("kube-controller-manager"),
    args: [
      `--kubeconfig=${admin}`,
      "--leader-elect=false",
      "--bind-address=127.0.0.1",
      `--secure-port=${managerPort}`,
      `--cert-dir=${path.join(folder, "kube-controller-manager")}`,
      `--controllers=${kubernetesControllers.join(",")}`,
      // The default limits make replays side by side crawl; the same below.
      "--kube-api-qps=500",
      "--kube-api-burst=1000",
    ],
  });
  const kwok = run({
    name: "kwok",
    command: tools.program("kwok"),
    args: [
      `--kubeconfig=${admin}`,
      "--manage-all-nodes=true",
      "--enable-crds=Stage",
      `--server-address=127.0.0.1:${kwokPort}`,
      "--node-lease-duration-seconds=0",
    ],
  });
  const rollouts = run({
    name: "rollouts-controller",
    command: tools.program("rollouts-controller"),
    args: [
      `--kubeconfig=${admin}`,
      "--leader-elect=false",
      `--metricsPort=${rolloutsMetrics}`,
      `--healthzPort=${rolloutsHealth}`,
      "--qps=500",
      "--burst=1000",
    ],
    env: { POD_NAMESPACE: "argo-rollouts" },
  });
  const flagger = run({
    name: "flagger",
    command: tools.program("flagger"),
    args: [
      `-kubeconfig=${admin}`,
      "-kubeconfig-qps=500",
      "-kubeconfig-burst=1000",
      "-mesh-provider=kubernetes",
      `-metrics-server=${metricsUrl}`,
      // How soon a new Canary is noticed; its ticks are the interval of the Canary.
      "-control-loop-interval=1s",
      `-port=${flaggerPort}`,
    ],
  });
  const healthy = (url: string, process: RunningProcess) =>
    waitUntil(`${process.name} is healthy`, async () => (await fetch(url)).ok, { within: 30_000, process });
  await Promise.all([
    // It answers with a certificate of its own; that it listens is enough.
    waitUntil("kube-controller-manager listens", () => listens(managerPort), { within: 30_000, process: manager }),
    healthy(`http://127.0.0.1:${kwokPort}/healthz`, kwok),
    healthy(`http://127.0.0.1:${rolloutsHealth}/healthz`, rollouts),
    healthy(`http://127.0.0.1:${flaggerPort}/healthz`, flagger),
  ]);
}

const kubernetesControllers = [
  "deployment-controller",
  "replicaset-controller",
  "namespace-controller",
  "garbage-collector-controller",
  "job-controller",
  "horizontal-pod-autoscaler-controller",
  "endpoints-controller",
  "clusterrole-aggregation-controller",
];

interface WithConditions extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

async function allAre(api: Api, condition: string, ref: Reference): Promise<boolean> {
  const { items } = await api.list<WithConditions>(ref);
  return items.every(({ status }) => status?.conditions?.some(c => c.type === condition && c.status === "True") ?? false);
}

interface ClusterRole extends KubeObject {
  readonly rules?: readonly { readonly resources?: readonly string[] }[] | null;
}

async function mayView(api: Api, resource: string): Promise<boolean> {
  const { rules } = await api.get<ClusterRole>({ apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", name: "view" });
  return rules?.some(rule => rule.resources?.includes(resource)) ?? false;
}
