import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { listed } from "../../core/base/figures.ts";
import { severities } from "../../core/base/problem.ts";
import { isRuleSetting, type RuleSettings } from "../../core/rules/settings.ts";
import { findingsIn, serviceOf, threadsFor } from "../checking.ts";
import { type Command, exit, type Terminal, textOption, type Values, WrongUse } from "../command.ts";
import { repair } from "../fixing.ts";
import { reports } from "../reports/index.ts";
import { changedSince } from "../since.ts";
import { type Source, textsOf } from "../sources.ts";
import { version } from "../version.ts";

export const check: Command = {
  name: "check",
  operands: "[PATH...]",
  summary: "Finds what a controller would refuse, or accept and do something else, in files, folders and globs; `-` is standard input.",
  options: {
    output: { type: "string", short: "o" },
    rule: { type: "string", multiple: true },
    fix: { type: "boolean" },
    since: { type: "string" },
  },
  optionHelp: {
    output: "`text` (the default), `json`, `sarif` or `junit`",
    rule: "`CODE=SEVERITY`: error, warning, information, hint or off; may be given again",
    fix: "writes the repairs of what can be repaired in one way only",
    since: "a revision of git: says only what is found in files that have changed since",
  },
  async run(paths, values, terminal) {
    const output = textOption(values, "output") ?? "text";
    const report = Object.hasOwn(reports, output) ? reports[output] : undefined;
    if (!report) throw new WrongUse(`\`-o ${output}\` is unknown. It is ${listed(Object.keys(reports), "or")}.`);
    const rules = rulesOf(values);
    const since = textOption(values, "since");
    const changed = since === undefined ? undefined : await changedSince(since, terminal.cwd);
    const files = await textsOf(paths, terminal);
    const wanted = files
      .map(({ uri }) => uri)
      .filter(uri => !changed || changed.has(path.relative(terminal.cwd, path.resolve(terminal.cwd, uri))));
    const { files: repaired, fixed } = values.fix === true ? await fixAll(files, wanted, rules, terminal) : { files, fixed: 0 };
    const threads = threadsFor(repaired, availableParallelism());
    const findings = await findingsIn({ files: repaired, wanted, rules }, threads, terminal.progress);
    terminal.out(report({ findings, files: wanted, fixed, version }, terminal));
    return findings.some(finding => finding.severity === "error") ? exit.findings : exit.fine;
  },
};

/** Repairs these files on the disk; gives all files as they are then, and how many repairs it took. */
async function fixAll(
  files: readonly Source[],
  wanted: readonly string[],
  rules: RuleSettings,
  terminal: Terminal,
): Promise<{ readonly files: readonly Source[]; readonly fixed: number }> {
  if (wanted.includes("-")) throw new WrongUse("`--fix` writes files, and standard input is none.");
  const service = serviceOf({ files, rules });
  let fixed = 0;
  for (const uri of wanted) {
    const { text, count } = repair(service, uri);
    if (count > 0) await writeFile(path.resolve(terminal.cwd, uri), text);
    fixed += count;
  }
  return { files: files.map(({ uri, text }) => ({ uri, text: service.fileOf(uri)?.text ?? text })), fixed };
}

function rulesOf(values: Values): RuleSettings {
  const given = Array.isArray(values.rule) ? (values.rule as readonly string[]) : [];
  return Object.fromEntries(
    given.map(text => {
      const [code = "", setting = ""] = text.split("=");
      if (code === "" || !isRuleSetting(setting))
        throw new WrongUse(`\`--rule ${text}\` is not \`CODE=SEVERITY\` (${listed([...severities, "off"], "or")}).`);
      return [code, setting] as const;
    }),
  );
}
