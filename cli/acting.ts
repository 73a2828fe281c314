import { act } from "../cluster/act.ts";
import { readTarget } from "../cluster/target.ts";
import type { ActionId } from "../core/platforms/platform.ts";
import { ClusterSaidNo, type Command, exit, type Options, outputHelp, outputOf, outputOption, type Values, WrongUse } from "./command.ts";
import { clusterHelp, clusterOptions, namedBy, onCluster, targetOf } from "./on-cluster.ts";

interface Verb {
  readonly name: string;
  readonly summary: string;
  /** Which action this is, by the options that were given. */
  action(values: Values): ActionId;
  readonly options?: Options;
  readonly optionHelp?: { readonly [name: string]: string };
  /** Does an image follow the name? */
  readonly takesImage?: true;
}

/** A verb that does something to one rollout: it looks, acts on what it saw, and says what the cluster made of it. */
export function actingCommand({ name, summary, action, options, optionHelp, takesImage }: Verb): Command {
  return {
    name,
    operands: `rollout/NAME | canary/NAME${takesImage ? " IMAGE" : ""}`,
    summary,
    options: { ...outputOption, ...clusterOptions, "dry-run": { type: "boolean" }, ...options },
    optionHelp: { ...outputHelp, ...clusterHelp, "dry-run": "let the cluster check it, and change nothing", ...optionHelp },
    run: async ([operand, image, ...more], values, terminal) => {
      const output = outputOf(values);
      const named = namedBy(operand, name);
      if (takesImage && image === undefined) throw new WrongUse(`\`stepwise ${name}\` takes an image after the name.`);
      if (more.length > 0 || (!takesImage && image !== undefined)) throw new WrongUse(`\`stepwise ${name}\` takes one rollout.`);
      return onCluster(values, terminal, async connection => {
        const target = targetOf(named, values, connection);
        const seen = await readTarget(connection, target);
        if (!seen.ok) throw new ClusterSaidNo(seen.failure.why);
        const dryRun = values["dry-run"] === true;
        const result = await act(connection, target, action(values), {
          shown: seen.value.objects,
          dryRun,
          ...(image === undefined ? {} : { image }),
        });
        const said = dryRun && result.kind === "accepted" ? `Not sent, only checked. ${result.said}` : result.said;
        if (output === "json")
          terminal.out(`${JSON.stringify({ ...target, action: action(values), result: result.kind, dryRun, said })}\n`);
        if (result.kind !== "accepted" && output === "json") return exit.clusterSaidNo;
        if (result.kind !== "accepted") throw new ClusterSaidNo(said);
        if (output === "text") terminal.out(`${said}\n`);
        return exit.fine;
      });
    },
  };
}
