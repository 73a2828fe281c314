import type { ReadonlySignal } from "@preact/signals";
import { Component, type ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { BrokenView, EmptyView, LoadingView } from "../../protocol/forecast.ts";
import type { Shown } from "../host.ts";
import { Announcer, useAnnouncement } from "./announcer.tsx";
import { HintLayer } from "./hint.tsx";
import { Prose } from "./prose.tsx";
import { Sign } from "./signs.tsx";

/** What every panel shows instead of a picture. */
export type Plain = EmptyView | BrokenView | LoadingView;

const waiting: LoadingView = { kind: "loading", title: "Stepwise", sentence: "Asking the editor what to show." };

/** The page around a panel: what is shown while there is no picture, and what stays when drawing one fails. */
export function Frame<View extends { readonly kind: string }>({
  shown,
  draw,
  command,
}: {
  readonly shown: ReadonlySignal<Shown<View | Plain> | undefined>;
  readonly draw: (shown: Shown<View>) => ComponentChildren;
  readonly command: (command: string) => void;
}) {
  const settled = useSettled(shown.value);
  return (
    <Contained at={settled}>
      {settled === undefined ? (
        <main aria-busy="true" />
      ) : isPlain(settled.view) ? (
        <PlainPanel view={settled.view} command={command} />
      ) : (
        draw({ view: settled.view, received: settled.received })
      )}
      <HintLayer />
      <Announcer />
    </Contained>
  );
}

const patienceMs = 300;

/** The view to show: one that is loading replaces a picture only when it takes long enough to be noticed. */
function useSettled<View extends { readonly kind: string }>(shown: Shown<View | Plain> | undefined): Shown<View | Plain> | undefined {
  const loading = shown === undefined || shown.view.kind === "loading";
  const before = useRef<Shown<View | Plain> | undefined>(undefined);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!loading) return setLate(false);
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [loading]);
  if (!loading) before.current = shown;
  return !loading ? shown : late ? (shown ?? { view: waiting, received: 0 }) : before.current;
}

function isPlain(view: { readonly kind: string }): view is Plain {
  return view.kind === "empty" || view.kind === "broken" || view.kind === "loading";
}

function PlainPanel({ view, command }: { readonly view: Plain; readonly command: (command: string) => void }) {
  const action = view.kind === "empty" ? view.action : undefined;
  useAnnouncement(view.kind + view.sentence, view.sentence);
  return (
    <main class={`plain plain-${view.kind}`} aria-busy={view.kind === "loading"}>
      <h1>
        {view.kind === "broken" && <Sign name="warning" tone="failed" />}
        {view.title}
      </h1>
      <p class="sentence">
        <Prose text={view.sentence} />
      </p>
      {view.kind === "loading" && <div class="progress" />}
      {action && (
        <button type="button" class="button primary" onClick={() => command(action.command)}>
          {action.label}
        </button>
      )}
    </main>
  );
}

/** Keeps a mistake of ours from leaving a blank page. The next view gets a new chance. */
class Contained extends Component<{ readonly at: unknown; readonly children: ComponentChildren }, { crash?: string; crashedAt?: unknown }> {
  override componentDidCatch(crash: unknown): void {
    console.error(crash);
    this.setState({ crash: String(crash), crashedAt: this.props.at });
  }

  override render() {
    const { crash, crashedAt } = this.state;
    if (crash === undefined || crashedAt !== this.props.at) return this.props.children;
    return (
      <PlainPanel
        view={{
          kind: "broken",
          title: "Not drawn",
          sentence: `Drawing this view failed, which is a mistake of ours: \`${crash}\`. The data arrived, and the next change is drawn anew. The command line shows the same figures.`,
        }}
        command={() => undefined}
      />
    );
  }
}
