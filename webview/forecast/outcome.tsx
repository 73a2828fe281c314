import type { ForecastView } from "../../protocol/forecast.ts";
import { duration } from "../words/duration.ts";
import { chance, count } from "../words/figures.ts";

/** What becomes of a version as bad as assumed: how often, how soon, at whose cost. */
export function OutcomeTable({ view }: { readonly view: ForecastView }) {
  const { outcome, found, exposed } = view;
  if (!outcome) return null;
  const exact = view.basis === "exact";
  return (
    <section class="outcome" aria-label="Outcome for a bad version">
      <h2>
        Outcome for a bad version <span class="quiet">{view.basis}</span>
      </h2>
      <dl>
        <Share name="rolled back" tone="stable" share={outcome.rolledBack} exact={exact} />
        <Share name="promoted" tone="canary" share={outcome.promoted} exact={exact} />
        <Share name="stuck" tone="waiting" share={outcome.stuck} exact={exact} />
        <div class="fact">
          <dt>found</dt>
          <dd>
            {!found || outcome.rolledBack === 0 ? (
              "never"
            ) : outcome.rolledBack < 0.005 ? (
              "next to never"
            ) : found.median === found.p90 ? (
              `90 % by ${duration(found.p90)}`
            ) : (
              <>
                <span>half by {duration(found.median)}</span>, <span>90 % by {duration(found.p90)}</span>
              </>
            )}
          </dd>
        </div>
        {exposed && (
          <div class="fact">
            <dt>exposed</dt>
            <dd>
              <span>{count(roundly(exposed.requests), "request")}</span>, <span>{count(roundly(exposed.failed), "failed", "failed")}</span>,{" "}
              <span>{count(roundly(exposed.users), "user")}</span>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Share({
  name,
  tone,
  share,
  exact,
}: {
  readonly name: string;
  readonly tone: "stable" | "canary" | "waiting";
  readonly share: number;
  readonly exact: boolean;
}) {
  return (
    <div class="share">
      <dt>{name}</dt>
      <dd>
        <span class={`bar bar-${tone}`} aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </span>
        <span class="figure">{chance(share, exact)}</span>
      </dd>
    </div>
  );
}

/** Three digits that mean something, as in the sentence: 1,843 is about 1,840. */
function roundly(value: number): number {
  if (value < 100) return Math.round(value);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 2);
  return Math.round(value / unit) * unit;
}
