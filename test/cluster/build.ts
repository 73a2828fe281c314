import { type SpawnOptions, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

/** What the real control plane is made of: built once per machine, kept in the user's cache folder. */
export interface Tools {
  /** Path of a program by its upstream name, `kube-apiserver` for example. */
  readonly program: (name: Program) => string;
  /** Folder with the upstream CRD and role files. */
  readonly manifests: string;
  /** Versions of the two controllers, as `go.mod` states them: `v1.10.1`. */
  readonly versions: { readonly argoRollouts: string; readonly flagger: string };
}

/** A prerequisite that is missing on this machine: one sentence, and the command that brings it. */
export class MissingPrerequisite extends Error {
  readonly install: string;
  constructor(sentence: string, install: string) {
    super(sentence);
    this.install = install;
  }
}

type Program = (typeof controlPlanePrograms)[number] | (typeof flaggerPrograms)[number];

const controlPlanePrograms = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kubectl",
  "rollouts-controller",
  "kubectl-argo-rollouts",
] as const;
const flaggerPrograms = ["flagger", "loadtester", "kwok"] as const;

// Two modules, because the two controllers pin different Kubernetes libraries.
const modules = [
  {
    folder: "controlplane",
    programs: controlPlanePrograms,
    packages: [
      "go.etcd.io/etcd/server/v3",
      "k8s.io/kubernetes/cmd/kube-apiserver",
      "k8s.io/kubernetes/cmd/kube-controller-manager",
      "k8s.io/kubernetes/cmd/kubectl",
      "github.com/argoproj/argo-rollouts/cmd/rollouts-controller",
      "github.com/argoproj/argo-rollouts/cmd/kubectl-argo-rollouts",
    ],
  },
  {
    folder: "flagger",
    programs: flaggerPrograms,
    packages: ["github.com/fluxcd/flagger/cmd/flagger", "github.com/fluxcd/flagger/cmd/loadtester", "sigs.k8s.io/kwok/cmd/kwok"],
  },
] as const;

const upstreamManifests = [
  { folder: "controlplane", module: "github.com/argoproj/argo-rollouts", files: "manifests/crds", name: /-crd\.yaml$/ },
  { folder: "controlplane", module: "github.com/argoproj/argo-rollouts", files: "manifests/base", name: /aggregate-roles\.yaml$/ },
  { folder: "flagger", module: "github.com/fluxcd/flagger", files: "artifacts/flagger", name: /^crd\.yaml$/ },
  { folder: "flagger", module: "sigs.k8s.io/kwok", files: "kustomize/crd/bases", name: /_stages\.yaml$/ },
  { folder: "gateway", module: "sigs.k8s.io/gateway-api", files: "config/crd/standard", name: /\.yaml$/ },
] as const;

// Without the stamp `/version` shows no semantic version, and Flagger refuses to start.
const kubernetes = "v1.34.5";
const linkerFlags = `-s -w -X k8s.io/component-base/version.gitVersion=${kubernetes} -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=34`;

const goSeries = { minor: 26, patch: 1 };
const modulesFolder = path.join(import.meta.dirname, "modules");

/** Builds what is not in the cache yet (seven minutes of two cores from nothing) and says where everything is. */
export async function buildTools(say: (line: string) => void = console.error): Promise<Tools> {
  const home = path.join(cacheFolder(), fingerprint());
  const tools: Tools = {
    program: name => path.join(home, "bin", name),
    manifests: path.join(home, "manifests"),
    versions: {
      argoRollouts: requiredVersion("controlplane", "github.com/argoproj/argo-rollouts"),
      flagger: requiredVersion("flagger", "github.com/fluxcd/flagger"),
    },
  };
  if (fs.existsSync(home)) return tools;

  await checkGo();
  // Built aside and moved in one step: a build that was stopped half way leaves nothing that looks finished.
  const aside = `${home}.${process.pid}`;
  const began = Date.now();
  try {
    fs.mkdirSync(path.join(aside, "bin"), { recursive: true });
    for (const module of modules) {
      say(`building ${module.programs.join(", ")}`);
      await goBuild(module.folder, path.join(aside, "bin"), module.packages, say);
    }
    // The etcd module calls its program `server`.
    fs.renameSync(path.join(aside, "bin", "server"), path.join(aside, "bin", "etcd"));
    await collectManifests(path.join(aside, "manifests"));
    moveIfAbsent(aside, home);
  } finally {
    fs.rmSync(aside, { recursive: true, force: true });
  }
  say(`built the control plane in ${Math.round((Date.now() - began) / 1000)} s; it is kept in ${home}`);
  return tools;
}

function cacheFolder(): string {
  const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  return path.join(cache, "stepwise", "control-plane");
}

function fingerprint(): string {
  const hash = createHash("sha256").update(
    JSON.stringify([process.platform, process.arch, linkerFlags, modules, upstreamManifests.map(m => [m.module, m.files])]),
  );
  for (const folder of ["controlplane", "flagger", "gateway"]) {
    for (const file of ["go.mod", "go.sum"]) hash.update(fs.readFileSync(path.join(modulesFolder, folder, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

function requiredVersion(folder: string, module: string): string {
  const goMod = fs.readFileSync(path.join(modulesFolder, folder, "go.mod"), "utf8");
  const line = goMod.split("\n").find(l => l.trim().startsWith(`${module} v`));
  return line?.trim().split(" ")[1] ?? "unknown";
}

async function checkGo(): Promise<void> {
  const install = process.platform === "darwin" ? "brew install go@1.26" : "sudo snap install go --classic --channel=1.26/stable";
  const wanted = `The real control plane is built with Go 1.${goSeries.minor}`;
  let found: string;
  try {
    found = (await goOutput("controlplane", ["env", "GOVERSION"])).trim();
  } catch {
    throw new MissingPrerequisite(`${wanted}, and there is no working \`go\` in the path.`, install);
  }
  const [, minor, patch] = /^go1\.(\d+)(?:\.(\d+))?/.exec(found) ?? [];
  if (Number(minor) !== goSeries.minor || Number(patch ?? 0) < goSeries.patch) {
    throw new MissingPrerequisite(`${wanted} (1.${goSeries.minor}.${goSeries.patch} or later), and this is ${found}.`, install);
  }
}

async function goBuild(folder: string, into: string, packages: readonly string[], say: (line: string) => void): Promise<void> {
  // `-v` names each package as it is compiled: the only sign of life in minutes, and the error text is in the same stream.
  const go = spawn("go", ["build", "-v", "-buildvcs=false", `-ldflags=${linkerFlags}`, "-o", `${into}/`, ...packages], inModule(folder));
  const lines: string[] = [];
  if (go.stderr) createInterface({ input: go.stderr }).on("line", line => lines.push(line));
  const report = setInterval(() => say(`  ${lines.length} packages fetched or compiled, now at ${lines.at(-1) ?? "the first"}`), 15_000);
  try {
    const code = await new Promise<number | null>((resolve, reject) => go.on("error", reject).on("close", resolve));
    if (code !== 0) throw new Error(`go build in test/cluster/modules/${folder} failed:\n${lines.slice(-20).join("\n")}`);
  } finally {
    clearInterval(report);
  }
}

async function collectManifests(into: string): Promise<void> {
  fs.mkdirSync(into, { recursive: true });
  await goOutput("gateway", ["mod", "download"]);
  for (const { folder, module, files, name } of upstreamManifests) {
    const source = path.join((await goOutput(folder, ["list", "-m", "-f", "{{.Dir}}", module])).trim(), files);
    for (const file of fs.readdirSync(source).filter(f => name.test(f) && f !== "kustomization.yaml")) {
      fs.writeFileSync(path.join(into, `${path.posix.basename(module)}-${file}`), fs.readFileSync(path.join(source, file)));
    }
  }
}

function goOutput(folder: string, args: readonly string[]): Promise<string> {
  const go = spawn("go", args, inModule(folder));
  let out = "";
  let complaint = "";
  go.stdout?.on("data", chunk => {
    out += chunk;
  });
  go.stderr?.on("data", chunk => {
    complaint += chunk;
  });
  return new Promise((resolve, reject) => {
    go.on("error", reject);
    go.on("close", code => (code === 0 ? resolve(out) : reject(new Error(`go ${args.join(" ")}: ${complaint.trim()}`))));
  });
}

// GOTOOLCHAIN=local: another Go is asked for in words, never fetched behind the reader's back.
function inModule(folder: string): SpawnOptions {
  return {
    cwd: path.join(modulesFolder, folder),
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, GOTOOLCHAIN: "local", GOFLAGS: "-mod=readonly", GOWORK: "off" },
  };
}

// Two builds may run side by side; the second to finish finds the work done.
function moveIfAbsent(from: string, to: string): void {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if (!fs.existsSync(to)) throw error;
  }
}
