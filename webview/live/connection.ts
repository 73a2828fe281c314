import type { Connection } from "../../protocol/live.ts";
import type { SignName, Tone } from "../shell/signs.tsx";
import { clock } from "../words/clock.ts";
import { ago, roughly } from "../words/duration.ts";
import { figure } from "../words/figures.ts";

/** How a connection is shown: shape, words and colour say the same. */
export interface ConnectionWords {
  readonly sign: SignName;
  readonly tone: Tone;
  readonly words: string;
  /** Why it is not live. */
  readonly why?: string;
}

/** `now` is an instant of the cluster's clock; ages are said in the reader's time, which a sandbox's clock outruns. */
export function connectionWords(connection: Connection, now: number, speed: number): ConnectionWords {
  const fast = speed === 1 ? "" : ` · clock × ${figure(speed, 1)}`;
  const age = (at: number): number => Math.max(0, now - at) / 1000 / Math.max(speed, 1e-9);
  switch (connection.state) {
    case "live":
      return { sign: "live", tone: "passed", words: `live · ${ago(age(connection.at))}${fast}` };
    case "stale":
      return {
        sign: "stale",
        tone: "waiting",
        words: `stale since ${clock(connection.since, "minute", now)} (${roughly(age(connection.since))})${fast}`,
        why: connection.why,
      };
    case "denied":
      return { sign: "denied", tone: "failed", words: "denied", why: connection.why };
    case "connecting":
      return { sign: "connecting", tone: "quiet", words: "connecting", why: connection.asking };
  }
}

/** The last instant of which a view knows something; undefined where that is not said. A live connection that is silent says that nothing changed. */
export function heardUntil(connection: Connection, now: number): number | undefined {
  return connection.state === "live" ? now : connection.state === "stale" ? connection.since : undefined;
}
