import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useWidth } from "./width.ts";

/**
 * An element that does not get lower while it says the same thing with other figures: what stands below would move away from
 * under the pointer that changes them. Another subject or another width begins anew.
 */
export function useSteadyHeight<Steady extends HTMLElement>(subject: string): RefObject<Steady | null> {
  const [element, width] = useWidth<Steady>();
  const tallest = useRef({ of: "", height: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const of = `${subject}/${width}`;
    current.style.removeProperty("min-height");
    const { height } = current.getBoundingClientRect();
    tallest.current = { of, height: tallest.current.of === of ? Math.max(tallest.current.height, height) : height };
    current.style.setProperty("min-height", `${tallest.current.height}px`);
  });
  return element;
}

/** The largest of the numbers that were given for the same subject. */
export function useLargest(subject: string, value: number): number {
  const largest = useRef({ of: subject, value });
  largest.current = { of: subject, value: largest.current.of === subject ? Math.max(largest.current.value, value) : value };
  return largest.current.value;
}
