import { type Command, exit, WrongUse } from "../command.ts";

export const lsp: Command = {
  name: "lsp",
  operands: "--stdio",
  summary: "Starts the language server, for any editor that speaks LSP.",
  options: { stdio: { type: "boolean" }, clientProcessId: { type: "string" } },
  optionHelp: { stdio: "speaks over standard input and output", clientProcessId: "ends when this process does" },
  async run(_operands, values, terminal) {
    if (values.stdio !== true) throw new WrongUse("`stepwise lsp` speaks over standard input and output only: `stepwise lsp --stdio`.");
    // Loaded here, since the other commands have no use for it. The connection reads `--stdio` from the words of the process, and ends it.
    await import("../../server/main.ts");
    await new Promise<void>(resolve => terminal.signal.addEventListener("abort", () => resolve(), { once: true }));
    return exit.fine;
  },
};
