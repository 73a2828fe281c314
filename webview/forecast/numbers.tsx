import type { ForecastStep, ForecastView } from "../../protocol/forecast.ts";
import { heldAt } from "../picture/stepped.ts";
import { Section } from "../shell/section.tsx";
import { duration } from "../words/duration.ts";
import { chance, figure, percent } from "../words/figures.ts";

/** The picture as tables, with the same numbers. */
export function ForecastNumbers({ view, reveal }: { readonly view: ForecastView; readonly reveal: (step: ForecastStep) => void }) {
  return (
    <Section id="forecast-numbers" title="In numbers">
      <Course view={view} />
      <Steps view={view} reveal={reveal} />
    </Section>
  );
}

function Course({ view }: { readonly view: ForecastView }) {
  const bad = view.stillRunning.length > 0;
  const times = [...new Set([...view.healthy, ...view.stillRunning].map(({ t }) => t))].toSorted((a, b) => a - b);
  return (
    <div class="table-box">
      <table>
        <caption>Course of a healthy version</caption>
        <thead>
          <tr>
            <th scope="col" class="numeric">
              after
            </th>
            <th scope="col" class="numeric">
              traffic
            </th>
            <th scope="col" class="numeric">
              stable pods
            </th>
            <th scope="col" class="numeric">
              canary pods
            </th>
            {bad && (
              <th scope="col" class="numeric">
                bad still running
              </th>
            )}
            <th scope="col">waits for</th>
          </tr>
        </thead>
        <tbody>
          {times.map(t => {
            const point = heldAt(view.healthy, t);
            return (
              <tr key={t}>
                <th scope="row" class="numeric">
                  {duration(t)}
                </th>
                <td class="numeric">{point && percent(point.weight, 1)}</td>
                <td class="numeric">{point && figure(point.stablePods)}</td>
                <td class="numeric">{point && figure(point.canaryPods)}</td>
                {bad && <td class="numeric">{chance(heldAt(view.stillRunning, t)?.share ?? 1, true)}</td>}
                <td>{point?.waiting}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Steps({ view, reveal }: { readonly view: ForecastView; readonly reveal: (step: ForecastStep) => void }) {
  return (
    <div class="table-box">
      <table>
        <caption>Steps</caption>
        <thead>
          <tr>
            <th scope="col" class="numeric">
              #
            </th>
            <th scope="col">step</th>
            <th scope="col" class="numeric">
              from
            </th>
            <th scope="col" class="numeric">
              lasts
            </th>
            <th scope="col" class="numeric">
              measured
            </th>
            <th scope="col">in words</th>
          </tr>
        </thead>
        <tbody>
          {view.steps.map(step => (
            <tr key={step.index}>
              <td class="numeric">{step.index + 1}</td>
              <th scope="row">
                <button type="button" class="link" onClick={() => reveal(step)}>
                  {step.label}
                </button>
              </th>
              <td class="numeric">{duration(step.from)}</td>
              <td class="numeric">{step.endless ? "until promoted" : duration(step.to - step.from)}</td>
              <td class="numeric">{step.measurements.length > 0 ? `${step.measurements.length} times` : ""}</td>
              <td>{step.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
