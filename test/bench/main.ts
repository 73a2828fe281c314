import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "../../scripts/build-all.ts";
import type { EditorOptions } from "../kit/editor.ts";
import { manifestsIn, seconds } from "./checking.ts";
import { kubeconform, peers, schemaOfAllKinds, schemasForKubeconform, yamlLanguageServer } from "./peers.ts";
import { aliasText, benchText } from "./text.ts";
import { quantile, type Typing, typing } from "./typing.ts";

// `npm run bench [-- --passes N --rounds N]`: ours and the peers', in turn, on the same machine in the same minutes.
const { values } = parseArgs({ options: { passes: { type: "string", default: "5" }, rounds: { type: "string", default: "40" } } });
const passes = Number(values.passes);
const rounds = Number(values.rounds);
const root = path.join(import.meta.dirname, "..", "..");
const debounceMs = 200;

await buildAll();
const folder = mkdtempSync(path.join(tmpdir(), "stepwise-bench-"));
const lines: string[] = [];
const say = (line: string): void => {
  lines.push(line);
  console.log(line);
};
try {
  const ours: EditorOptions = { server: "built" };
  const peer: EditorOptions = {
    script: await yamlLanguageServer(),
    otherSettings: {
      yaml: {
        validate: true,
        completion: true,
        hover: true,
        schemas: { [`file://${schemaOfAllKinds(folder)}`]: "*.yaml" },
        schemaStore: { enable: false },
      },
    },
  };
  say(
    `Measured with \`npm run bench\` on ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}.`,
  );
  say(
    `${passes} passes in turn, medians of the passes. Peer: yaml-language-server ${peers.yamlLanguageServer} with the same schemas; its own wait of ${debounceMs} ms is taken off.`,
  );
  say("");
  say("| | lines | ours | peer | peer / ours |");
  say("| --- | ---: | ---: | ---: | ---: |");
  for (const size of [200, 2000, 20_000]) {
    const text = benchText(size);
    const [a, b] = await inTurn(
      () => typing(ours, text, rounds),
      () => typing(peer, text, rounds),
    );
    const row = (what: string, figure: (typing: Typing) => number, off = 0): void => {
      const [mine, theirs] = [quantile(a.map(figure), 0.5), quantile(b.map(figure), 0.5) - off];
      say(`| ${what} | ${size.toLocaleString("en-US")} | ${digits(mine)} | ${digits(theirs)} | ${digits(theirs / mine)} |`);
    };
    row("keystroke to findings, p50, ms", ({ edits }) => quantile(edits, 0.5), debounceMs);
    row("keystroke to findings, p95, ms", ({ edits }) => quantile(edits, 0.95), debounceMs);
    row("keystroke to completion, p50, ms", ({ completions }) => quantile(completions, 0.5));
    row("worst hover while an edit is digested, ms", ({ worstHover }) => worstHover);
    row("open to findings, ms", ({ open }) => open, debounceMs);
    row("peak memory, MB", ({ memory }) => memory);
    if (size === 200) row("cold start to findings of 60 lines, ms", ({ coldStart }) => coldStart, debounceMs);
  }
  say("");
  const withAliases = {
    text: aliasText(500, true),
    weightLine: aliasText(500, true)
      .split("\n")
      .findIndex(line => /setWeight: 50/.test(line)),
  };
  const without = { text: aliasText(500, false), weightLine: withAliases.weightLine };
  const [aliased, written] = await inTurn(
    () => typing(ours, wrong(withAliases), rounds),
    () => typing(ours, wrong(without), rounds),
  );
  const factor = (figure: (typing: Typing) => number): string =>
    digits(quantile(aliased.map(figure), 0.5) / quantile(written.map(figure), 0.5));
  say(
    `Aliases, 500 containers in one Rollout, with them against written out: keystroke to findings × ${factor(({ edits }) => quantile(edits, 0.5))}, completion × ${factor(({ completions }) => quantile(completions, 0.5))}.`,
  );
  say("");
  const count = 10_000;
  const manifests = manifestsIn(folder, count);
  const schemas = schemasForKubeconform(folder);
  const program = kubeconform();
  const check: [number[], number[]] = [[], []];
  for (let pass = 0; pass < passes; pass++) {
    check[0].push(seconds(process.execPath, [path.join(root, "dist", "cli.js"), "check", manifests, "-o", "json"], [0, 1]));
    check[1].push(seconds(program, ["-strict", "-n", String(cpus().length), "-schema-location", schemas, manifests], [0, 1]));
  }
  const [mine, theirs] = check.map(times => quantile(times, 0.5));
  say(
    `\`check\` on ${count.toLocaleString("en-US")} manifests with all rules: ${digits(mine ?? 0)} s; kubeconform ${peers.kubeconform} with schemas alone on the same cores: ${digits(theirs ?? 0)} s.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
writeFileSync(path.join(root, "out", "performance.md"), `${lines.join("\n")}\n`);

/** Both, in turn, so that what else the machine does falls on both. */
async function inTurn<T>(first: () => Promise<T>, second: () => Promise<T>): Promise<readonly [readonly T[], readonly T[]]> {
  const found: [T[], T[]] = [[], []];
  for (let pass = 0; pass < passes; pass++) {
    found[0].push(await first());
    found[1].push(await second());
  }
  return found;
}

/** The same text with a finding in it, so that there is something to wait for. */
function wrong<T extends { readonly text: string }>(given: T): T {
  return { ...given, text: given.text.replace("replicas: 4", 'replicas: "four"') };
}

function digits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(2);
}
