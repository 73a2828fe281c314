import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { npm, npmReason } from "../../scripts/editor/npm.ts";

/** The tools that people use today, in the versions that figures are given for. */
export const peers = { yamlLanguageServer: "2.0.0", kubeconform: "v0.7.0" } as const;

const schemas = path.join(import.meta.dirname, "..", "..", "schemas");
const cache = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "stepwise", "bench");

/** The script of the YAML language server, from the cache or from npm. */
export async function yamlLanguageServer(): Promise<string> {
  const home = path.join(cache, `yaml-language-server-${peers.yamlLanguageServer}`);
  const script = path.join(home, "node_modules", "yaml-language-server", "bin", "yaml-language-server");
  if (existsSync(script)) return script;
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, "package.json"), "{}");
  const end = await npm(["install", "--no-audit", "--no-fund", `yaml-language-server@${peers.yamlLanguageServer}`], home);
  if (end.code !== 0) throw new Error(`The YAML language server could not be installed: ${npmReason(end)}.`);
  return script;
}

/** kubeconform, from the cache or built from its Go module. */
export function kubeconform(): string {
  const program = path.join(cache, `kubeconform-${peers.kubeconform}`, "kubeconform");
  if (existsSync(program)) return program;
  execFileSync("go", ["install", `github.com/yannh/kubeconform/cmd/kubeconform@${peers.kubeconform}`], {
    env: { ...process.env, GOBIN: path.dirname(program), CGO_ENABLED: "0" },
    stdio: "inherit",
  });
  return program;
}

interface Schema {
  readonly file: string;
  readonly kind: string;
  readonly apiVersion: string;
  readonly text: unknown;
}

function ourSchemas(): readonly Schema[] {
  const { schemas: index } = JSON.parse(readFileSync(path.join(schemas, "index.json"), "utf8")) as {
    readonly schemas: readonly Omit<Schema, "text">[];
  };
  return index.map(entry => ({ ...entry, text: JSON.parse(readFileSync(path.join(schemas, entry.file), "utf8")) }));
}

/** One schema for files of all kinds of both platforms, chosen by the kind: what a user of the YAML language server would write by hand. */
export function schemaOfAllKinds(folder: string): string {
  const file = path.join(folder, "all-kinds.json");
  const text = {
    $schema: "http://json-schema.org/draft-07/schema#",
    allOf: ourSchemas().map(({ file: name, kind, apiVersion }) => ({
      if: { required: ["kind", "apiVersion"], properties: { kind: { const: kind }, apiVersion: { const: apiVersion } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { $ref: `file://${path.join(schemas, name)}` },
    })),
  };
  writeFileSync(file, JSON.stringify(text));
  return file;
}

/** A folder with the schemas as kubeconform looks for them: `{kind}.json`. */
export function schemasForKubeconform(folder: string): string {
  const home = path.join(folder, "kinds");
  mkdirSync(home, { recursive: true });
  for (const { kind, text } of ourSchemas()) writeFileSync(path.join(home, `${kind.toLowerCase()}.json`), JSON.stringify(text));
  if (readdirSync(home).length === 0) throw new Error("There are no schemas. Run `npm run generate`.");
  return path.join(home, "{{ .ResourceKind }}.json");
}
