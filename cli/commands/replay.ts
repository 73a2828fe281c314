import { readFile } from "node:fs/promises";
import path from "node:path";
import { isObject } from "../../core/base/json.ts";
import type { ClusterObject } from "../../core/platforms/platform.ts";
import { NotPredicted, play } from "../../core/simulation/replay/play.ts";
import { readFile as readYaml } from "../../core/syntax/file.ts";
import { jsonOf } from "../../core/syntax/nodes.ts";
import { readScript } from "../../core/world/script.ts";
import { type Command, exit, outputHelp, outputOf, outputOption, WrongUse } from "../command.ts";
import { placeText, traceText } from "../text.ts";

export const replay: Command = {
  name: "replay",
  operands: "FILE",
  summary: "Plays a replay script on the machine, in virtual time, and prints its trace.",
  options: outputOption,
  optionHelp: outputHelp,
  async run([file, ...more], values, terminal) {
    if (file === undefined || more.length > 0) throw new WrongUse("`stepwise replay` takes one file.");
    const output = outputOf(values);
    const whole = path.resolve(terminal.cwd, file);
    const text = await textOf(whole, file);
    const { value: script, problems } = readScript(text);
    if (problems.length > 0) {
      for (const problem of problems) terminal.err(`${placeText(file, text, problem.at.start)}: ${problem.message}\n`);
      return exit.wrongUse;
    }
    const objects: ClusterObject[] = [];
    for (const manifest of script.manifests) {
      const name = path.join(path.dirname(whole), manifest);
      const source = readYaml(manifest, await textOf(name, manifest));
      for (const document of source.documents) {
        const object = document.chunk.root && jsonOf(document.chunk.root);
        if (isObject(object)) objects.push(object);
      }
    }
    try {
      const trace = play(script, objects);
      terminal.out(output === "json" ? `${JSON.stringify(trace, null, 2)}\n` : traceText(trace));
      return exit.fine;
    } catch (reason) {
      if (!(reason instanceof NotPredicted)) throw reason;
      terminal.err(`not predicted: ${reason.message}.\n`);
      return exit.findings;
    }
  },
};

async function textOf(file: string, shown: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new WrongUse(`${shown} cannot be read.`);
  }
}
