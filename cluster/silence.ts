import type { Millis } from "../core/base/duration.ts";
import type { JsonObject } from "../core/base/json.ts";
import type { Answered, Failure } from "./failure.ts";
import type { Pace } from "./pace.ts";

const silence = 45_000;

/** Listens to a stream that may be silent because nothing happens, or because its connection is dead. */
export interface Listening {
  /** A byte came. */
  heard(): void;
  /** Why it was hung up; undefined while it was not. */
  failure(): Failure | undefined;
  stop(): void;
}

/**
 * After a while without a byte the server is asked whether it is there: an open stream is then as good as new. It is hung up when the
 * server is not there, and when it outlives its own end (`longest`). A computer that wakes from sleep finds out within seconds this
 * way, and not after minutes of TCP's patience.
 */
export function listenForSilence(
  pace: Pace,
  probe: (signal: AbortSignal) => Promise<Answered<JsonObject>>,
  longest: Millis,
  tell: { readonly alive: () => void; readonly hangUp: () => void },
): Listening {
  const stop = new AbortController();
  const begun = pace.elapsed();
  let last = begun;
  let failure: Failure | undefined;
  void listen();
  return {
    heard() {
      last = pace.elapsed();
    },
    failure: () => failure,
    stop: () => stop.abort(),
  };

  async function listen(): Promise<void> {
    const { signal } = stop;
    for (;;) {
      await pace.wait(silence / 3, signal);
      if (signal.aborted) return;
      if (pace.elapsed() - begun > longest + silence) failure = { kind: "unreachable", why: "The cluster did not end the watch in time." };
      else if (pace.elapsed() - last > silence) {
        const answer = await probe(signal);
        if (signal.aborted) return;
        if (!answer.ok) failure = answer.failure;
        else {
          last = pace.elapsed();
          tell.alive();
        }
      }
      if (failure) return tell.hangUp();
    }
  }
}
