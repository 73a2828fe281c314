import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface Hint {
  readonly of: Element;
  readonly content: ComponentChildren;
}

const shown = signal<Hint | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

const restingMs = 350;
const leavingMs = 120;

function soon(ms: number, then: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(then, ms);
}

function hide(): void {
  clearTimeout(timer);
  shown.value = undefined;
}

/**
 * What an element gets to have a hint: on resting the pointer, and at once on reaching it by keyboard; Escape and a press close it.
 * What it says has to be said to screen readers by the element itself, in its label or description.
 */
export function hinted(content: ComponentChildren) {
  return {
    // Called on every drawing, so that a hint that is open never says what was true before.
    ref(element: Element | null) {
      if (element && shown.peek()?.of === element) shown.value = { of: element, content };
    },
    onPointerEnter(event: { readonly currentTarget: Element }) {
      const { currentTarget } = event;
      soon(shown.value ? 0 : restingMs, () => {
        if (currentTarget.isConnected) shown.value = { of: currentTarget, content };
      });
    },
    onPointerLeave: () => soon(leavingMs, hide),
    onPointerDown: hide,
    onFocus(event: { readonly currentTarget: Element }) {
      if (!event.currentTarget.matches(":focus-visible")) return;
      clearTimeout(timer);
      shown.value = { of: event.currentTarget, content };
    },
    onBlur: hide,
  };
}

/** The hint that is shown, above everything else. It stays while the pointer is in it, so that its text can be read and copied. */
export function HintLayer() {
  const box = useRef<HTMLDivElement>(null);
  const hint = shown.value;
  useLayoutEffect(() => {
    if (box.current && hint) place(box.current, hint.of.getBoundingClientRect());
  }, [hint]);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") hide();
    };
    addEventListener("keydown", onKey);
    addEventListener("scroll", hide, true);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("scroll", hide, true);
    };
  }, []);
  if (!hint) return null;
  return (
    <div class="hint" ref={box} aria-hidden="true" onPointerEnter={() => clearTimeout(timer)} onPointerLeave={() => soon(leavingMs, hide)}>
      {hint.content}
    </div>
  );
}

/** Below what it belongs to, or above where there is no room, and never over the edge of the page. */
function place(box: HTMLElement, anchor: DOMRect): void {
  const { width, height } = box.getBoundingClientRect();
  const edge = 8;
  const left = Math.max(edge, Math.min(anchor.left, innerWidth - width - edge));
  const below = anchor.bottom + 4;
  const top = below + height + edge > innerHeight && anchor.top > height + edge ? anchor.top - height - 4 : below;
  box.style.setProperty("left", `${left}px`);
  box.style.setProperty("top", `${top}px`);
}
