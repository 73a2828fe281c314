import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

const announced = signal("");

/** The one place from which a screen reader hears what changed. */
export function Announcer() {
  return (
    <output class="unseen" aria-live="polite">
      {announced.value}
    </output>
  );
}

/**
 * Says `words` once each time that `state` becomes another, and not at first, when all of it is new anyway. Words may change
 * without the state: a figure that ticks is no news. `settleMs` waits until a state has stood for so long.
 */
export function useAnnouncement(state: string, words: string, settleMs = 100): void {
  const said = useRef(state);
  const newest = useRef(words);
  newest.current = words;
  useEffect(() => {
    if (said.current === state) return;
    const timer = setTimeout(() => {
      said.current = state;
      announced.value = newest.current;
    }, settleMs);
    return () => clearTimeout(timer);
  }, [state, settleMs]);
}
