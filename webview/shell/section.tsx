import type { ComponentChildren } from "preact";
import { remember, remembered } from "../host.ts";
import { Sign } from "./signs.tsx";

/** Details with a headline, which remember whether they were open. */
export function Section({
  id,
  title,
  opened = false,
  children,
}: {
  readonly id: string;
  readonly title: string;
  /** Whether it is open as long as nobody said otherwise. */
  readonly opened?: boolean;
  readonly children: ComponentChildren;
}) {
  const open = remembered.value.open[id] ?? opened;
  return (
    <details
      class="section"
      open={open}
      onToggle={event => {
        const now = event.currentTarget.open;
        if (now !== open) remember(memory => ({ ...memory, open: { ...memory.open, [id]: now } }));
      }}
    >
      <summary>
        <Sign name="open" tone="quiet" />
        <h2>{title}</h2>
      </summary>
      {open && <div class="section-body">{children}</div>}
    </details>
  );
}
