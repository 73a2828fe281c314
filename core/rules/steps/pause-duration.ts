import { goDuration } from "../../base/duration.ts";
import { pauseSeconds } from "../../platforms/argo-rollouts/read.ts";
import { nodeAt } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

export const pauseDuration = defineRule({
  id: "steps/pause-duration",
  severity: "error",
  summary: "A pause lasts for seconds (`30`) or for a duration (`30s`, `5m`, `1h30m`), and no shorter than not at all.",
  why: "The controller refuses the whole Rollout, so the new version never starts.",
  source: "argoproj/argo-rollouts pkg/apis/rollouts/validation/validation.go (AR-V033)",
  bad: `
    steps:
    - pause: { duration: 5 minutes }
    #                    ^^^^^^^^^ steps/pause-duration`,
  good: `
    steps:
    - pause: { duration: 5m }`,
  steps: {
    pause({ value }, { report }) {
      const duration = nodeAt(value, "duration");
      if (duration?.kind !== "scalar" || (typeof duration.value !== "string" && !Number.isInteger(duration.value))) return;
      if (pauseSeconds(duration) >= 0) return;
      const written = String(duration.value);
      const meant = likely(written);
      const advice = meant ? `Write \`${meant}\`.` : "Write seconds, or a duration such as `30s`, `5m` or `1h`.";
      const why = /^-/.test(written) ? `\`${written}\` is less than nothing` : `\`${written}\` is no length of time to it`;
      report(
        duration.at,
        `The controller refuses this Rollout: ${why}. ${advice}`,
        meant ? [{ title: `Write \`${meant}\``, at: duration.at, text: meant }] : [],
      );
    },
  },
});

const units: { readonly [unit: string]: string } = { s: "s", m: "m", h: "h", d: "d", w: "w" };

/** What people write where a Go duration is wanted: `5 minutes`, `90 sec`, `1d`, `-5`. */
function likely(written: string): string | undefined {
  const found = /^(-?)\s*(\d+)\s*(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)?$/i.exec(written.trim());
  if (!found) return undefined;
  const [, sign = "", digits = "", word] = found;
  if (sign !== "" && word === undefined) return digits;
  const unit = units[(word ?? "s")[0]?.toLowerCase() ?? "s"] ?? "s";
  const text = unit === "d" ? `${Number(digits) * 24}h` : unit === "w" ? `${Number(digits) * 168}h` : digits + unit;
  return goDuration(text) === undefined ? undefined : text;
}
