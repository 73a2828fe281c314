import type { LiveStep, MetricView, RevisionView, Standing } from "../../protocol/live.ts";
import type { SignName, Tone } from "../shell/signs.tsx";

/** How a state is said: by shape, word and colour together. */
export interface StateLook {
  readonly sign: SignName;
  readonly tone: Tone;
  readonly word: string;
}

export const standings: { readonly [standing in Standing]: StateLook } = {
  waiting: { sign: "waiting", tone: "waiting", word: "waiting for you" },
  failing: { sign: "failed", tone: "failed", word: "failing" },
  moving: { sign: "current", tone: "canary", word: "moving" },
  quiet: { sign: "passed", tone: "passed", word: "quiet" },
};

export const stepStates: { readonly [state in LiveStep["state"]]: StateLook } = {
  done: { sign: "passed", tone: "passed", word: "done" },
  current: { sign: "current", tone: "canary", word: "now" },
  waiting: { sign: "waiting", tone: "waiting", word: "waiting for you" },
  failed: { sign: "failed", tone: "failed", word: "failed" },
  ahead: { sign: "ahead", tone: "quiet", word: "ahead" },
  skipped: { sign: "skipped", tone: "quiet", word: "skipped" },
};

export const metricStates: { readonly [state in MetricView["state"]]: StateLook } = {
  passed: { sign: "passed", tone: "passed", word: "passed" },
  failed: { sign: "failed", tone: "failed", word: "failed" },
  running: { sign: "running", tone: "canary", word: "running" },
  inconclusive: { sign: "inconclusive", tone: "waiting", word: "inconclusive" },
  error: { sign: "warning", tone: "failed", word: "error" },
};

export const roles: { readonly [role in RevisionView["role"]]: StateLook } = {
  canary: { sign: "canary", tone: "canary", word: "canary" },
  stable: { sign: "stable", tone: "stable", word: "stable" },
  old: { sign: "old", tone: "quiet", word: "old" },
};
