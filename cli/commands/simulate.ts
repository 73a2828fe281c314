import { forPeople } from "../../core/base/duration.ts";
import { figure, percent } from "../../core/base/figures.ts";
import { forecast } from "../../core/simulation/forecast.ts";
import type { ForecastView, Scenario } from "../../protocol/forecast.ts";
import { type Command, exit, numberOption, outputHelp, outputOf, outputOption, type Values, WrongUse } from "../command.ts";
import { rolloutsIn } from "../forecasts.ts";
import { readSources } from "../sources.ts";
import { table } from "../text.ts";

export const simulate: Command = {
  name: "simulate",
  operands: "[PATH...]",
  summary: "Says whether each Rollout and Canary catches a bad version, how soon, and whom it hurts first.",
  options: {
    ...outputOption,
    "error-rate": { type: "string" },
    "stable-error-rate": { type: "string" },
    rps: { type: "string" },
    users: { type: "string" },
    "pod-ready": { type: "string" },
  },
  optionHelp: {
    ...outputHelp,
    "error-rate": "percent of the new version's requests that fail (5)",
    "stable-error-rate": "percent of the stable version's requests that fail (0.1)",
    rps: "requests per second (40)",
    users: "users (2000)",
    "pod-ready": "seconds until a pod is ready (10)",
  },
  async run(paths, values, terminal) {
    const output = outputOf(values);
    const scenario = scenarioOf(values);
    const { workspace } = await readSources(paths, terminal);
    const resources = rolloutsIn(workspace);
    if (resources.length === 0) terminal.err("There is no Rollout and no Canary in these files.\n");
    const views = resources.flatMap(resource => {
      const view = forecast(resource, workspace, scenario);
      return view.kind === "forecast" ? [{ file: resource.uri, kind: resource.kindName, name: resource.name ?? "", view }] : [];
    });
    if (output === "json") terminal.out(`${JSON.stringify(views.map(asData), null, 2)}\n`);
    else for (const { file, view } of views) terminal.out(simulationText(file, view));
    return views.some(({ view }) => view.notPredicted !== undefined) ? exit.findings : exit.fine;
  },
};

function scenarioOf(values: Values): Partial<Scenario> {
  const share = (name: string): number | undefined => {
    if (values[name] === undefined) return undefined;
    const value = numberOption(values, name, 0);
    if (value < 0 || value > 100) throw new WrongUse(`\`--${name}\` is a percentage, from 0 to 100.`);
    return value / 100;
  };
  const positive = (name: string): number | undefined => {
    if (values[name] === undefined) return undefined;
    const value = numberOption(values, name, 0);
    if (value <= 0) throw new WrongUse(`\`--${name}\` is above 0.`);
    return value;
  };
  const given = {
    errorRate: share("error-rate"),
    stableErrorRate: share("stable-error-rate"),
    requestsPerSecond: positive("rps"),
    users: positive("users"),
    podReadySeconds: positive("pod-ready"),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function asData({
  file,
  kind,
  name,
  view,
}: {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly view: ForecastView;
}) {
  const { title, sentence, basis, assumptions, scenario, notPredicted, outcome, found, exposed, healthyDone, stillRunning } = view;
  if (notPredicted !== undefined) return { file, kind, name, title, sentence, scenario, notPredicted };
  return {
    file,
    kind,
    name,
    title,
    sentence,
    basis,
    assumptions,
    scenario,
    outcome,
    found: found ?? null,
    exposed,
    healthySeconds: healthyDone ?? null,
    stillRunning,
  };
}

function simulationText(file: string, view: ForecastView): string {
  const head = `${view.title}  (${file})\n  ${view.sentence}\n`;
  if (view.notPredicted !== undefined || !view.outcome) return `${head}\n`;
  const rows = [
    [
      "  outcome",
      `promoted ${percent(view.outcome.promoted * 100, 1)}, rolled back ${percent(view.outcome.rolledBack * 100, 1)}, stuck ${percent(view.outcome.stuck * 100, 1)}`,
    ],
    ["  found", view.found ? `median ${forPeople(view.found.median * 1000)}, 90 % by ${forPeople(view.found.p90 * 1000)}` : "never"],
    [
      "  exposed",
      view.exposed
        ? `${figure(view.exposed.requests)} requests, ${figure(view.exposed.failed)} of them failed, ${figure(view.exposed.users)} users`
        : "-",
    ],
    ["  basis", view.basis],
    ["  assumed", view.assumptions.join("; ")],
  ];
  return `${head}${table(rows)}\n`;
}
