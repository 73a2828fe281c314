import type { Place } from "../../core/base/span.ts";
import { positionsIn } from "./service.ts";

/** Places as people write them: `a.yaml:3 shop`, lines from 1, with the characters that stand there. */
export function placesIn(files: { readonly [name: string]: string }, places: readonly Place[]): readonly string[] {
  return places.map(({ uri, start, end }) => {
    const text = files[uri] ?? "";
    return `${uri}:${positionsIn(text)(start).line + 1} ${text.slice(start, end)}`;
  });
}
