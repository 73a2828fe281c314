import type { ParseArgsConfig } from "node:util";

/** Exit codes of `stepwise`; public. */
export const exit = { fine: 0, findings: 1, wrongUse: 2, clusterSaidNo: 3 } as const;
export type Exit = (typeof exit)[keyof typeof exit];

/** Where a command reads and writes: given, so that tests need no process. */
export interface Terminal {
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** Text for whoever asked. */
  out(text: string): void;
  /** Text for people who watch: progress and errors. */
  err(text: string): void;
  /** All of standard input. */
  stdin(): Promise<string>;
  readonly colours: boolean;
  /** Says how far something has come, to a person who watches; there is none where nobody does. */
  progress?(done: number, of: number): void;
  /** Aborted when the person presses Ctrl-C. */
  readonly signal: AbortSignal;
}

export type Options = NonNullable<ParseArgsConfig["options"]>;
export type Values = { readonly [name: string]: string | boolean | readonly (string | boolean)[] | undefined };

/** One verb of the command line: one file, one line in the list. */
export interface Command {
  readonly name: string;
  /** What follows the verb: `[PATH...]`. */
  readonly operands: string;
  readonly summary: string;
  readonly options: Options;
  /** A line for each option, in its order. */
  readonly optionHelp: { readonly [name: string]: string };
  run(operands: readonly string[], values: Values, terminal: Terminal): Promise<Exit>;
}

/** The person asked in a way that the command does not know: printed as one line, exit 2. */
export class WrongUse extends Error {}

/** The cluster refused, or could not be reached: printed as one line, exit 3. */
export class ClusterSaidNo extends Error {}

export const outputOption = { output: { type: "string", short: "o" } } as const satisfies Options;
export const outputHelp = { output: "`text` (the default) or `json`" } as const;

/** `text` or `json`, as `-o` has it. */
export function outputOf(values: Values): "text" | "json" {
  const output = values.output ?? "text";
  if (output !== "text" && output !== "json") throw new WrongUse(`\`-o ${String(output)}\` is unknown. It is \`text\` or \`json\`.`);
  return output;
}

/** The text of an option; undefined where it was not given. */
export function textOption(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

/** The number of an option; the fallback where it was not given. */
export function numberOption(values: Values, name: string, fallback: number): number {
  const text = textOption(values, name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isNaN(value)) throw new WrongUse(`\`--${name} ${text}\` is no number.`);
  return value;
}
