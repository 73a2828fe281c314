import type { FromLive, LiveView } from "../../protocol/live.ts";
import type { Shown } from "../host.ts";
import { useAnnouncement } from "../shell/announcer.tsx";
import { Prose } from "../shell/prose.tsx";
import { Sign } from "../shell/signs.tsx";
import { Actions } from "./actions.tsx";
import { Analyses } from "./analyses.tsx";
import { useClusterNow } from "./cluster-clock.ts";
import { connectionWords } from "./connection.ts";
import { LiveNumbers } from "./numbers.tsx";
import { LivePicture } from "./picture.tsx";
import { Revisions } from "./revisions.tsx";
import { standings } from "./states.ts";
import { LiveSteps } from "./steps.tsx";

/** A rollout of a cluster: where it stands, what can be done about it, and why. */
export function LivePanel({ shown, post }: { readonly shown: Shown<LiveView>; readonly post: (intent: FromLive) => void }) {
  const { view } = shown;
  const now = useClusterNow(shown);
  const { sign, tone, word } = standings[view.standing];
  const fresh = view.connection.state === "live";
  useNews(view);
  return (
    <main class={fresh ? "live" : "live old"}>
      <header>
        <h1>
          <Sign name={sign} tone={tone} />
          <span class="unseen">{word}: </span>
          {view.title}
        </h1>
        <ConnectionBadge view={view} now={now} />
      </header>
      <p class="sentence">
        <Prose text={view.sentence} />
      </p>
      {view.why !== undefined && (
        <p class="why">
          <Sign name="warning" tone="failed" />
          <span>
            <span class="unseen">Why: </span>
            <Prose text={view.why} />
          </span>
        </p>
      )}
      {view.next !== "" && (
        <p class="next">
          <Prose text={view.next} />
        </p>
      )}
      <Actions actions={view.actions} act={action => post({ type: "act", action })} />
      <div class="spread">
        <div class="course">
          <LivePicture view={view} now={now} />
          <LiveSteps steps={view.steps} />
        </div>
        <div class="beside">
          <Revisions revisions={view.revisions} />
          <Analyses analyses={view.analyses} />
        </div>
      </div>
      {view.notes.length > 0 && (
        <ul class="notes" aria-label="To know">
          {view.notes.map(note => (
            <li key={note}>
              <Prose text={note} />
            </li>
          ))}
        </ul>
      )}
      <LiveNumbers view={view} />
    </main>
  );
}

/** How fresh all of it is, beside the name; why, where it is not. */
function ConnectionBadge({ view, now }: { readonly view: LiveView; readonly now: number }) {
  const { sign, tone, words, why } = connectionWords(view.connection, now, view.speed);
  return (
    <p class={`badge badge-${view.connection.state}`}>
      <Sign name={sign} tone={tone} />
      <span>
        {words}
        {why !== undefined && (
          <>
            : <Prose text={why} />
          </>
        )}
      </span>
    </p>
  );
}

/** What is said aloud: a change of where it stands, of a pressed button, or of the connection. */
function useNews(view: LiveView): void {
  useAnnouncement(`${view.standing}/${view.steps.map(step => step.state).join()}`, view.sentence);
  const pressed = view.actions.filter(action => action.progress !== undefined);
  useAnnouncement(
    pressed.map(action => action.id + action.progress).join(),
    pressed.map(action => `${action.label}: ${action.progress}`).join(", "),
  );
  const { words, why } = connectionWords(view.connection, view.now, view.speed);
  useAnnouncement(view.connection.state, why === undefined ? words : `${words}: ${why}`);
}
