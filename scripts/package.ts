import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "./build-all.ts";
import { npm, npmReason } from "./editor/npm.ts";
import { complaintsAbout, filesInZip } from "./package-files.ts";

const root = join(import.meta.dirname, "..");

// `node scripts/package.ts [FOLDER]` makes what is published, the `.vsix` and the npm tarball, looks into both, and tries the CLI
// from the tarball as a stranger would. Without a folder they go to `out/packages`.
const { positionals } = parseArgs({ allowPositionals: true });
const complaints = await packInto(resolve(positionals[0] ?? join(root, "out", "packages")));
for (const complaint of complaints) console.error(`✘ ${complaint}`);
process.exitCode = complaints.length === 0 ? 0 : 1;

async function packInto(folder: string): Promise<readonly string[]> {
  if (!(await buildAll())) return ["the build is not whole"];
  await mkdir(folder, { recursive: true });
  const vsix = await packExtension(folder);
  const tarball = await packCommand(folder);
  return [...vsix, ...tarball];
}

async function packExtension(folder: string): Promise<readonly string[]> {
  const { name, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { name: string; version: string };
  const file = join(folder, `${name}-${version}.vsix`);
  const vsce = join(dirname(createRequire(import.meta.url).resolve("@vscode/vsce/package.json")), "vsce");
  // Everything is in the bundles, so vsce need not look for dependencies; and where the sources live is said by whoever publishes.
  const args = [vsce, "package", "--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) return [`vsce made no package: ${`${stderr}${stdout}`.trim()}`];
  const archive = await readFile(file);
  const files = filesInZip(archive);
  list(file, archive.length, files);
  // What vsce adds for itself lies outside of this folder.
  const inside = files.filter(path => path.startsWith("extension/")).map(path => path.slice("extension/".length));
  return complaintsAbout(inside).map(complaint => `vsix: ${complaint}`);
}

async function packCommand(folder: string): Promise<readonly string[]> {
  // Its scripts would write between the lines of its JSON, so what they do to the manifest is done here.
  const manifest = (step: "trim" | "restore") => spawnSync(process.execPath, [join(root, "scripts", "manifest-for-npm.ts"), step]);
  manifest("trim");
  const packed = await npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root).finally(() => manifest("restore"));
  if (packed.code !== 0) return [`npm made no package: ${npmReason(packed)}`];
  const [tarball] = JSON.parse(packed.stdout) as readonly { filename: string; size: number; files: readonly { path: string }[] }[];
  if (tarball === undefined) return ["npm made no package and said nothing"];
  const files = tarball.files.map(file => file.path);
  const path = join(folder, tarball.filename);
  list(path, tarball.size, files);
  return [...complaintsAbout(files), ...(await tryCommand(path))].map(complaint => `npm: ${complaint}`);
}

/** Installs the tarball without a network, so that a dependency that slipped in is noticed, and runs the command as its user would. */
async function tryCommand(tarball: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "stepwise-pack-"));
  try {
    await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
    const installed = await npm(["install", "--offline", "--no-audit", "--no-fund", tarball], folder);
    if (installed.code !== 0) return [`the tarball cannot be installed by itself: ${npmReason(installed)}`];
    const help = await npm(["exec", "--offline", "--no", "--", "stepwise", "--help"], folder);
    if (help.code !== 0) return [`\`npx stepwise --help\` fails: ${npmReason(help)}`];
    return help.stdout.includes("stepwise") ? [] : ["`npx stepwise --help` says nothing of stepwise"];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function list(file: string, bytes: number, files: readonly string[]): void {
  console.log(`${file}: ${Math.round(bytes / 1024)} KB, ${files.length} files`);
  for (const path of files) console.log(`  ${path}`);
}
