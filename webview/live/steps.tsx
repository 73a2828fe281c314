import type { LiveStep } from "../../protocol/live.ts";
import { hinted } from "../shell/hint.tsx";
import { Prose } from "../shell/prose.tsx";
import { Sign } from "../shell/signs.tsx";
import { stepStates } from "./states.ts";

/** The steps in order, each with its state as shape, word and colour. */
export function LiveSteps({ steps }: { readonly steps: readonly LiveStep[] }) {
  if (steps.length === 0) return null;
  return (
    <section aria-label="Steps">
      <h2>Steps</h2>
      <ol class="live-steps">
        {steps.map(step => {
          const { sign, tone, word } = stepStates[step.state];
          const stands = step.state === "current" || step.state === "waiting" || step.state === "failed";
          return (
            <li
              key={step.index}
              class={`live-step is-${step.state}`}
              aria-current={stands ? "step" : undefined}
              {...(step.detail === step.label ? {} : hinted(<Prose text={step.detail} />))}
            >
              <Sign name={sign} tone={tone} />
              <span class="live-step-label">{step.label}</span>
              <span class="live-step-word">
                {word}
                {stands && step.detail !== step.label && <span class="unseen">, {step.detail}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
