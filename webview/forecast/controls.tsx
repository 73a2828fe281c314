import type { Scenario } from "../../protocol/forecast.ts";
import { stopsBetween } from "./log-scale.ts";
import { Slider } from "./slider.tsx";

const errorStops = stopsBetween(0.1, 100);
const trafficStops = stopsBetween(0.1, 10_000);
const userStops = stopsBetween(10, 10_000_000);

/** What is assumed about the world, to be changed: the answer follows while it is dragged. */
export function Controls({ scenario, change }: { readonly scenario: Scenario; readonly change: (scenario: Scenario) => void }) {
  return (
    <section class="controls" aria-label="Assume">
      <h2>Assume</h2>
      <Slider
        label="New version fails"
        unit="%"
        value={scenario.errorRate * 100}
        stops={errorStops}
        least={0}
        most={100}
        decimals={2}
        change={value => change({ ...scenario, errorRate: Number((value / 100).toPrecision(6)) })}
      />
      <Slider
        label="Traffic"
        unit="/s"
        value={scenario.requestsPerSecond}
        stops={trafficStops}
        least={0}
        most={1_000_000}
        decimals={1}
        change={requestsPerSecond => change({ ...scenario, requestsPerSecond })}
      />
      <Slider
        label="Users"
        unit=""
        value={scenario.users}
        stops={userStops}
        least={1}
        most={1_000_000_000}
        decimals={0}
        change={users => change({ ...scenario, users: Math.round(users) })}
      />
    </section>
  );
}
