import type { JsonObject } from "../../../core/base/json.ts";
import { difference } from "../../kit/agree.ts";
import type { Scenario } from "./scenario.ts";

/** How much later, in milliseconds, people act and pods become ready on a real machine that has much to do. */
const delays = [
  { actions: 150, pods: 80 },
  { actions: 400, pods: 250 },
];

/**
 * Where the course of a scenario hangs on moments: the difference between two plays of it on the machine, one of them with all a little later. Which of
 * the two the controller does is chance.
 */
export function unsteadiness(scenario: Scenario, play: (scenario: Scenario) => JsonObject): string | undefined {
  const played = play(scenario);
  for (const delay of delays) {
    const found = difference(played, play(later(scenario, delay)));
    if (found !== undefined) return found;
  }
  return undefined;
}

function later(scenario: Scenario, by: (typeof delays)[number]): Scenario {
  const shifted = (entry: JsonObject, key: string, millis: number): JsonObject => {
    const time = Number.parseFloat(String(entry[key]));
    return Number.isNaN(time) ? entry : { ...entry, [key]: `${Math.round(time * 1000) + millis}ms` };
  };
  return {
    ...scenario,
    actions: scenario.actions.map(action => shifted(shifted(action, "at", by.actions), "after", by.actions)),
    pods: scenario.pods.map(rule => shifted(rule, "readyAfter", by.pods)),
  };
}
