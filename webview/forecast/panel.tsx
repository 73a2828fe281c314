import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ForecastStep, ForecastView, FromForecast, Scenario } from "../../protocol/forecast.ts";
import { useAnnouncement } from "../shell/announcer.tsx";
import { Prose } from "../shell/prose.tsx";
import { Section } from "../shell/section.tsx";
import { Sign } from "../shell/signs.tsx";
import { useSteadyHeight } from "../shell/steady-height.ts";
import { count, figure } from "../words/figures.ts";
import { Controls } from "./controls.tsx";
import { ForecastNumbers } from "./numbers.tsx";
import { oneAtATime } from "./one-at-a-time.ts";
import { OutcomeTable } from "./outcome.tsx";
import { ForecastPicture } from "./picture.tsx";

/** What a spec will do, before it does it. */
export function ForecastPanel({ view, post }: { readonly view: ForecastView; readonly post: (intent: FromForecast) => void }) {
  const { wanted, pending, change } = useScenario(view, post);
  const reveal = (step: ForecastStep): void => post({ type: "reveal", at: step.at });
  const sentence = useSteadyHeight<HTMLParagraphElement>(view.title);
  useAnnouncement(view.sentence, view.sentence, 700);
  return (
    <main class={pending ? "forecast pending" : "forecast"}>
      <h1>{view.title}</h1>
      <p class="sentence" aria-busy={pending} ref={sentence}>
        <Prose text={view.sentence} />
      </p>
      {view.notPredicted === undefined ? (
        <>
          <Basis view={view} />
          <div class="spread">
            <ForecastPicture view={view} reveal={reveal} />
            <div class="beside">
              <Controls scenario={wanted} change={change} />
              <OutcomeTable view={view} />
            </div>
          </div>
          <ForecastNumbers view={view} reveal={reveal} />
        </>
      ) : (
        <Sure view={view} reveal={reveal} />
      )}
    </main>
  );
}

const answerMs = 4000;

/** The scenario as the controls show it: what a person wants, until the answer to it is there. */
function useScenario(view: ForecastView, post: (intent: FromForecast) => void) {
  const [wanted, setWanted] = useState<Scenario | undefined>(undefined);
  const send = useRef(post);
  send.current = post;
  const asker = useMemo(
    () =>
      oneAtATime<Scenario>({
        send: scenario => send.current({ type: "scenario", scenario }),
        nextFrame: run => void requestAnimationFrame(run),
        later(run) {
          const timer = setTimeout(run, answerMs);
          return () => clearTimeout(timer);
        },
      }),
    [],
  );
  const answered = wanted !== undefined && sameScenario(wanted, view.scenario);
  // Every view is an answer, also one to something that was typed in the editor meanwhile.
  useEffect(() => {
    asker.answered();
    if (answered) setWanted(undefined);
  }, [view]);
  return {
    wanted: wanted ?? view.scenario,
    pending: wanted !== undefined && !answered,
    change(scenario: Scenario) {
      setWanted(scenario);
      asker.ask(scenario);
    },
  };
}

function sameScenario(a: Scenario, b: Scenario): boolean {
  return a.errorRate === b.errorRate && a.requestsPerSecond === b.requestsPerSecond && a.users === b.users;
}

/** Where the figures come from, beside them. */
function Basis({ view }: { readonly view: ForecastView }) {
  const { requestsPerSecond, users } = view.scenario;
  return (
    <div class="basis">
      <span class="basis-figures">
        {view.basis} · {figure(requestsPerSecond, 1)} requests/s · {count(users, "user")}
      </span>
      {view.assumptions.length > 0 && (
        <Section id="assumptions" title="assumptions">
          <ul>
            {view.assumptions.map(assumption => (
              <li key={assumption}>
                <Prose text={assumption} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <span class="computing">computing</span>
    </div>
  );
}

/** Where nothing is predicted: what is sure, which is the order of the steps. */
function Sure({ view, reveal }: { readonly view: ForecastView; readonly reveal: (step: ForecastStep) => void }) {
  if (view.steps.length === 0) return null;
  return (
    <section class="sure">
      <h2>What is sure: {count(view.steps.length, "step")}, in this order, without times</h2>
      <ol class="step-list">
        {view.steps.map(step => (
          <li key={step.index}>
            <button
              type="button"
              class="step-chip"
              aria-label={`Step ${step.index + 1}, ${step.label}. ${step.detail}`}
              onClick={() => reveal(step)}
            >
              <span class="step-number">{step.index + 1}</span>
              {step.endless && <Sign name="person" tone="waiting" />}
              {step.label}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
