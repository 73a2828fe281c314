import { parseArgs } from "node:util";
import { ClusterSaidNo, type Command, type Exit, exit, type Terminal, WrongUse } from "./command.ts";
import { commands } from "./commands/index.ts";
import { version } from "./version.ts";

/** Runs `stepwise` with these words. Gives the exit code; whatever goes wrong is one line, and a stack trace never. */
export async function stepwise(words: readonly string[], terminal: Terminal): Promise<Exit> {
  const [verb, ...rest] = words;
  if (verb === undefined || verb === "--help" || verb === "-h" || verb === "help") {
    terminal.out(help());
    return verb === undefined ? exit.wrongUse : exit.fine;
  }
  if (verb === "--version" || verb === "version") {
    terminal.out(`${version}\n`);
    return exit.fine;
  }
  const command = commands.find(known => known.name === verb);
  if (!command) {
    terminal.err(`\`${verb}\` is no command of stepwise. \`stepwise --help\` lists them.\n`);
    return exit.wrongUse;
  }
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: { ...command.options, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    if (values.help === true) {
      terminal.out(helpOf(command));
      return exit.fine;
    }
    return await command.run(positionals, values, terminal);
  } catch (error) {
    if (error instanceof ClusterSaidNo) {
      terminal.err(`${error.message}\n`);
      return exit.clusterSaidNo;
    }
    if (error instanceof WrongUse || isParseError(error)) {
      terminal.err(`${sentence(error.message)} \`stepwise ${verb} --help\` tells how it is used.\n`);
      return exit.wrongUse;
    }
    terminal.err(
      `Stepwise made a mistake: ${error instanceof Error ? error.message : String(error)}. Please report it with what you ran.\n`,
    );
    if (terminal.env.STEPWISE_DEBUG && error instanceof Error) terminal.err(`${error.stack}\n`);
    return exit.findings;
  }
}

function isParseError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

function sentence(text: string): string {
  const first = text.split("\n")[0] ?? text;
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

function help(): string {
  const width = Math.max(...commands.map(command => command.name.length));
  const lines = commands.map(command => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `stepwise: says what a rollout will do before it does it, and drives it when it does.\n\nUsage: stepwise COMMAND [OPTIONS]\n\n${lines.join("\n")}\n\nExit codes: 0 fine, 1 findings or not predicted, 2 wrong use, 3 the cluster said no.\n`;
}

function helpOf(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) => {
    const flag = `${option.short ? `-${option.short}, ` : "    "}--${name}${option.type === "string" ? " VALUE" : ""}`;
    return `  ${flag.padEnd(26)}  ${command.optionHelp[name] ?? ""}`;
  });
  return `${command.summary}\n\nUsage: stepwise ${command.name} ${command.operands}\n${options.length > 0 ? `\n${options.join("\n")}\n` : ""}`;
}
