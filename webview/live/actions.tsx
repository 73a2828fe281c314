import { useRef } from "preact/hooks";
import type { ActionView, Progress } from "../../protocol/live.ts";
import { hinted } from "../shell/hint.tsx";
import { Prose } from "../shell/prose.tsx";
import { Sign } from "../shell/signs.tsx";

const stages: readonly Progress[] = ["requested", "accepted", "acting", "done"];
// A second press within this time is the same press: people double-click.
const sameMs = 800;

/** What can be done. A button says what it will do; one that cannot be pressed stays in its place and says why. */
export function Actions({ actions, act }: { readonly actions: readonly ActionView[]; readonly act: (id: string) => void }) {
  const pressed = useRef({ id: "", at: Number.NEGATIVE_INFINITY });
  const press = (id: string): void => {
    const now = performance.now();
    if (pressed.current.id === id && now - pressed.current.at < sameMs) return;
    pressed.current = { id, at: now };
    act(id);
  };
  return (
    <>
      <section class="actions" aria-label="What can be done">
        {actions.map(action => (
          <ActionButton key={action.id} action={action} press={press} />
        ))}
      </section>
      {actions.map(({ id, label, progress }) => progress && <ProgressLine key={id} label={label} progress={progress} />)}
    </>
  );
}

function ActionButton({ action, press }: { readonly action: ActionView; readonly press: (id: string) => void }) {
  const { id, label, effect, refused, progress, primary } = action;
  const underWay = progress !== undefined && progress !== "done";
  const disabled = refused !== undefined || underWay;
  const tone = primary && !disabled ? "primary" : refused ? "refused" : "secondary";
  return (
    <span class="action">
      <button
        type="button"
        class={`button ${tone}`}
        aria-disabled={disabled}
        aria-describedby={`about-${id}`}
        onClick={() => {
          if (!disabled) press(id);
        }}
        {...hinted(<About action={action} />)}
      >
        {label}
      </button>
      <span hidden id={`about-${id}`}>
        {refused ? `${capital(refused.kind)}: ${refused.why} ` : underWay ? `Under way: ${progress}. ` : ""}
        {effect}
      </span>
    </span>
  );
}

function About({ action: { effect, refused, progress } }: { readonly action: ActionView }) {
  return (
    <>
      {!refused && progress !== undefined && progress !== "done" && (
        <p>
          <strong>Under way:</strong> {progress}.
        </p>
      )}
      {refused && (
        <p>
          <strong>{capital(refused.kind)}.</strong> <Prose text={refused.why} />
        </p>
      )}
      <p class={refused ? "quiet" : undefined}>
        <Prose text={effect} />
      </p>
    </>
  );
}

/**
 * How far a pressed button has come, by what the cluster reports. It stands below the buttons, so that none of them moves away
 * from under the pointer.
 */
function ProgressLine({ label, progress }: { readonly label: string; readonly progress: Progress }) {
  const reached = stages.indexOf(progress);
  return (
    <p class="progress-line">
      {label}
      <span class="unseen">: {progress}</span>
      {stages.map((stage, i) => {
        const passed = i < reached || progress === "done";
        return (
          <span key={stage} class={i === reached ? "stage reached" : passed ? "stage" : "stage quiet"} aria-hidden="true">
            <Sign
              name={passed ? "passed" : i === reached ? "current" : "ahead"}
              tone={passed ? "passed" : i === reached ? "canary" : "quiet"}
            />
            {stage}
          </span>
        );
      })}
    </p>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
