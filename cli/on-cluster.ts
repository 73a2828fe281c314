import { type ClusterConnection, connect } from "../cluster/connection.ts";
import { loadKubeconfig } from "../cluster/kubeconfig.ts";
import type { Target } from "../protocol/live.ts";
import { ClusterSaidNo, type Options, type Terminal, textOption, type Values, WrongUse } from "./command.ts";

/** Options of every verb that speaks with a cluster; the names are those of `kubectl`. */
export const clusterOptions = {
  namespace: { type: "string", short: "n" },
  context: { type: "string" },
  kubeconfig: { type: "string" },
} as const satisfies Options;

export const clusterHelp = {
  namespace: "the namespace (that of the context)",
  context: "the context of the kubeconfig (the current one)",
  kubeconfig: "the kubeconfig (KUBECONFIG, or ~/.kube/config)",
} as const;

/** Runs with a connection to the context that the options name, and closes it. */
export async function onCluster<T>(values: Values, terminal: Terminal, run: (connection: ClusterConnection) => Promise<T>): Promise<T> {
  const file = textOption(values, "kubeconfig");
  const home = terminal.env.HOME ?? terminal.env.USERPROFILE;
  const loaded = await loadKubeconfig({
    env: terminal.env,
    cwd: terminal.cwd,
    ...(home === undefined ? {} : { home }),
    ...(file === undefined ? {} : { file }),
  });
  if (!loaded.ok) throw new ClusterSaidNo(loaded.problem.message);
  const found = loaded.kubeconfig.context(textOption(values, "context"));
  if (!found.ok)
    throw found.problem.kind === "no such context" ? new WrongUse(found.problem.message) : new ClusterSaidNo(found.problem.message);
  const connection = connect(found.config, terminal.env);
  try {
    return await run(connection);
  } finally {
    connection.close();
  }
}

/** The kind and name that an operand gives: `rollout/checkout`, `canary/payments`. To be read before any cluster is looked for. */
export function namedBy(operand: string | undefined, verb: string): Pick<Target, "kind" | "name"> {
  const [kind = "", name, ...more] = (operand ?? "").split("/");
  const known = kindOf(kind);
  if (!known || !name || more.length > 0)
    throw new WrongUse(
      `\`stepwise ${verb}\` takes \`rollout/NAME\` or \`canary/NAME\`${operand === undefined ? "" : `, and \`${operand}\` is neither`}.`,
    );
  return { kind: known, name };
}

/** Where what was named is. */
export function targetOf(named: Pick<Target, "kind" | "name">, values: Values, connection: ClusterConnection): Target {
  return { context: connection.context.name, namespace: textOption(values, "namespace") ?? connection.context.namespace, ...named };
}

function kindOf(word: string): Target["kind"] | undefined {
  if (/^(ro|rollouts?(\.argoproj\.io)?)$/i.test(word)) return "Rollout";
  if (/^canar(y|ies)(\.flagger\.app)?$/i.test(word)) return "Canary";
  return undefined;
}
