import type { Millis } from "../base/duration.ts";
import type { Answer, Ask } from "../platforms/platform.ts";
import type { Readiness } from "./pods.ts";
import { imageFits, type Script } from "./script.ts";

/** How fast pods become ready in a script: the first rule that fits; a second where none does. */
export function scriptedReadiness(script: Pick<Script, "pods">): Readiness {
  return image => {
    const rule = script.pods.find(candidate => imageFits(candidate.image, image));
    return rule ? rule.readyAfter : 1000;
  };
}

/** What a script's metrics server answers at a time: the first entry whose `query` is in the query text; an empty result where none is. */
export function scriptedAnswer(script: Pick<Script, "metrics">, ask: Ask, now: Millis): Answer {
  const entry = script.metrics.find(metric => ask.query.includes(metric.query));
  // The first answer holds also before its time.
  const answer = entry?.answers.findLast(candidate => candidate.from <= now) ?? entry?.answers[0];
  const value = answer?.value ?? "none";
  return {
    id: ask.id,
    value: value === "error" ? { error: "server_error: server error: 500" } : typeof value === "number" ? [value] : value,
  };
}
