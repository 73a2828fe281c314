import type { AnalysisView, MetricView } from "../../protocol/live.ts";
import { Prose } from "../shell/prose.tsx";
import { Sign } from "../shell/signs.tsx";
import { measured } from "../words/figures.ts";
import { Sparkline } from "./sparkline.tsx";
import { metricStates } from "./states.ts";

/** Each run of an analysis with its metrics: what was measured, and what it is held against. */
export function Analyses({ analyses }: { readonly analyses: readonly AnalysisView[] }) {
  if (analyses.length === 0) return null;
  return (
    <section aria-label="Analyses">
      <h2>Analyses</h2>
      {analyses.map(run => {
        const { sign, tone, word } = metricStates[run.state];
        return (
          <article key={run.name} class="analysis">
            <h3>
              <Sign name={sign} tone={tone} />
              <span class="analysis-name">{run.name}</span>
              <span class="quiet">
                {word} · {run.where}
              </span>
            </h3>
            {run.message !== "" && (
              <p class="quiet">
                <Prose text={run.message} />
              </p>
            )}
            {run.metrics.map(metric => (
              <Metric key={metric.name} metric={metric} />
            ))}
          </article>
        );
      })}
    </section>
  );
}

const shownValues = 6;

function Metric({ metric }: { readonly metric: MetricView }) {
  const { sign, tone, word } = metricStates[metric.state];
  const newest = metric.values.slice(-shownValues);
  const earlier = metric.values.length - newest.length;
  return (
    <div class="metric">
      <div class="metric-head">
        <span class="state">
          <Sign name={sign} tone={tone} /> {metric.name}
        </span>
        <span class="quiet">
          {word}
          {metric.counts !== "" && ` · ${metric.counts}`}
        </span>
      </div>
      <div class="metric-values">
        <Sparkline values={metric.values} threshold={metric.threshold} />
        <div>
          <ol class="values" aria-label={`Newest values of ${metric.name}, oldest first`}>
            {earlier > 0 && <li class="quiet">{earlier} before</li>}
            {measured(newest).map((value, i) => (
              <li key={i}>{value ?? <span class="quiet">no value</span>}</li>
            ))}
            {metric.values.length === 0 && <li class="quiet">not measured yet</li>}
          </ol>
          {metric.condition !== "" && (
            <p class="condition">
              <span class="quiet">passes when </span>
              <code>{metric.condition}</code>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
