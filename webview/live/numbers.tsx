import type { LiveView } from "../../protocol/live.ts";
import { heldAt } from "../picture/stepped.ts";
import { Section } from "../shell/section.tsx";
import { clock } from "../words/clock.ts";
import { duration } from "../words/duration.ts";
import { percent } from "../words/figures.ts";

/** The picture as a table, with the same numbers: each change once. */
export function LiveNumbers({ view }: { readonly view: LiveView }) {
  const changes = view.actual.filter(
    (point, i) => i === 0 || point.weight !== view.actual[i - 1]?.weight || point.source !== view.actual[i - 1]?.source,
  );
  const now = (view.now - view.since) / 1000;
  const times = [...new Set([...changes, ...view.plan, ...view.projected.filter(point => point.t >= now)].map(({ t }) => t))].toSorted(
    (a, b) => a - b,
  );
  return (
    <Section id="live-numbers" title="In numbers">
      <div class="table-box">
        <table>
          <caption>Share of traffic on the new version</caption>
          <thead>
            <tr>
              <th scope="col">at</th>
              <th scope="col" class="numeric">
                after
              </th>
              <th scope="col" class="numeric">
                actual
              </th>
              <th scope="col" class="numeric">
                planned
              </th>
              <th scope="col" class="numeric">
                projected
              </th>
              <th scope="col">known from, or waiting for</th>
            </tr>
          </thead>
          <tbody>
            {times.map(t => {
              const actual = t <= now ? heldAt(changes, t) : undefined;
              const plan = heldAt(view.plan, t);
              const projected = t >= now ? heldAt(view.projected, t) : undefined;
              return (
                <tr key={t}>
                  <th scope="row">{clock(view.since + t * 1000, "second", view.now)}</th>
                  <td class="numeric">{duration(Math.round(t))}</td>
                  <td class="numeric">{actual && (actual.weight === null ? "not known" : percent(actual.weight, 1))}</td>
                  <td class="numeric">{plan && percent(plan.weight, 1)}</td>
                  <td class="numeric">{projected && percent(projected.weight, 1)}</td>
                  <td>{actual?.source ?? projected?.waiting}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
