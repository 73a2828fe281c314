import { forPeople } from "../../core/base/duration.ts";
import { percent } from "../../core/base/figures.ts";
import { forecast } from "../../core/simulation/forecast.ts";
import type { ForecastView } from "../../protocol/forecast.ts";
import { type Command, exit, outputHelp, outputOf, outputOption } from "../command.ts";
import { rolloutsIn } from "../forecasts.ts";
import { readSources } from "../sources.ts";
import { table } from "../text.ts";

export const plan: Command = {
  name: "plan",
  operands: "[PATH...]",
  summary: "Says what each Rollout and Canary will do: steps, times, traffic and pods.",
  options: outputOption,
  optionHelp: outputHelp,
  async run(paths, values, terminal) {
    const output = outputOf(values);
    const { workspace } = await readSources(paths, terminal);
    const views = rolloutsIn(workspace).map(resource => ({
      file: resource.uri,
      kind: resource.kindName,
      name: resource.name ?? "",
      view: forecast(resource, workspace),
    }));
    if (views.length === 0) terminal.err("There is no Rollout and no Canary in these files.\n");
    const known = views.flatMap(({ view, ...rest }) => (view.kind === "forecast" ? [{ ...rest, view }] : []));
    if (output === "json") {
      const plans = known.map(({ view, ...rest }) => ({
        ...rest,
        title: view.title,
        replicas: view.replicas,
        ...(view.notPredicted === undefined ? { seconds: view.healthyDone ?? null } : { notPredicted: view.notPredicted }),
        steps: view.steps.map(({ index, kind, label, detail, from, to, endless, measurements }) => ({
          index,
          kind,
          label,
          detail,
          from,
          to,
          endless,
          measurements,
        })),
        timeline: view.healthy,
      }));
      terminal.out(`${JSON.stringify(plans, null, 2)}\n`);
    } else for (const { file, view } of known) terminal.out(planText(file, view));
    return known.some(({ view }) => view.notPredicted !== undefined) ? exit.findings : exit.fine;
  },
};

/** A plan as text: a row for each step. */
function planText(file: string, view: ForecastView): string {
  const head = `${view.title}  (${file})\n`;
  if (view.notPredicted !== undefined) return `${head}  Not predicted: ${view.notPredicted}.\n\n`;
  const rows = view.steps.map(step => {
    const { weight = 0, stablePods = 0, canaryPods = 0 } = step.reached ?? {};
    return [
      `  ${step.index + 1}`,
      step.label,
      forPeople(step.from * 1000),
      step.endless ? "until a person promotes" : forPeople((step.to - step.from) * 1000),
      percent(weight),
      `${stablePods} + ${canaryPods}`,
    ];
  });
  const done =
    view.healthyDone === undefined
      ? "  It never gets all traffic.\n"
      : `  All traffic after ${forPeople(view.healthyDone * 1000)}${view.steps.some(step => step.endless) ? ", people's waiting not counted" : ""}.\n`;
  return `${head}${table([["  STEP", "WHAT", "FROM", "TAKES", "TRAFFIC", "PODS (STABLE + NEW)"], ...rows])}${done}\n`;
}
