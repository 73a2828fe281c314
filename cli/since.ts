import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { WrongUse } from "./command.ts";

const run = promisify(execFile);

/** Files of this folder and below that differ from a revision of git or are in none yet, as paths from the folder. */
export async function changedSince(revision: string, cwd: string): Promise<ReadonlySet<string>> {
  if (revision.startsWith("-")) throw new WrongUse(`\`--since ${revision}\` is no revision.`);
  const git = async (...words: readonly string[]): Promise<readonly string[]> => {
    try {
      const { stdout } = await run("git", [...words], { cwd, maxBuffer: 64 << 20 });
      return stdout.split("\0").filter(name => name !== "");
    } catch (error) {
      throw new WrongUse(because(error, revision));
    }
  };
  const changed = await git("diff", "--name-only", "--relative", "-z", revision, "--");
  const fresh = await git("ls-files", "--others", "--exclude-standard", "-z");
  return new Set([...changed, ...fresh]);
}

function because(error: unknown, revision: string): string {
  const { code, stderr = "" } = error as { readonly code?: unknown; readonly stderr?: string };
  if (code === "ENOENT") return "`--since` asks git, and git is not installed.";
  if (/not a git repository/i.test(stderr)) return "`--since` asks git, and this folder is in no repository of it.";
  if (/bad revision|unknown revision|ambiguous argument/i.test(stderr)) return `Git knows no revision \`${revision}\` here.`;
  return `Git did not answer: ${stderr.trim().split("\n")[0] ?? String(error)}`;
}
