/** Shapes that say a state without colour. Each is drawn on 16 by 16 and takes the colour of the text around it. */
const strokes = {
  passed: "M3 8.5 6.5 12 13 4.5",
  failed: "M4 4 12 12M12 4 4 12",
  skipped: "M3.5 4 7.5 8 3.5 12M8.5 4 12.5 8 8.5 12",
  inconclusive: "M5.3 6a2.7 2.7 0 1 1 4.2 2.2C8.4 8.9 8 9.3 8 10.2M8 12.6v.5",
  warning: "M8 2.2 14.4 13.5H1.6ZM8 6.4v3.4M8 11.4v.6",
  stale: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 4.8V8l2.4 1.6",
  denied: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM3.9 3.9l8.2 8.2",
  old: "M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z",
  person: "M8 8.2a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM3 13.5c.4-2.6 2.4-3.6 5-3.6s4.6 1 5 3.6",
  open: "M6 4l4 4-4 4",
} as const;

const fills = {
  waiting: "M4 3h3v10H4ZM9 3h3v10H9Z",
  current: "M5 3.2 13 8l-8 4.8Z",
  ahead: "M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",
  running: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 4v8a4 4 0 0 1 0-8Z",
  live: "M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z",
  stable: "M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z",
  canary: "M8 2.5 13.5 8 8 13.5 2.5 8Z",
  connecting:
    "M3.5 6.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6ZM8 6.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6ZM12.5 6.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Z",
} as const;

export type SignName = keyof typeof strokes | keyof typeof fills;

export function Sign({ name, tone = "plain" }: { readonly name: SignName; readonly tone?: Tone }) {
  return (
    <svg class={`sign tone-${tone}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <SignShape name={name} />
    </svg>
  );
}

/** The bare shape, for use inside another picture. */
export function SignShape({ name }: { readonly name: SignName }) {
  return isStroke(name) ? <path class="sign-stroke" d={strokes[name]} /> : <path class="sign-fill" fill-rule="evenodd" d={fills[name]} />;
}

/** What colour a shape takes; the style sheet says which variable of the theme that is. */
export type Tone = "plain" | "quiet" | "passed" | "failed" | "waiting" | "canary" | "stable";

function isStroke(name: SignName): name is keyof typeof strokes {
  return name in strokes;
}
