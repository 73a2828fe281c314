import { edits } from "../../base/nearest.ts";
import { nodeAt, textOf } from "../../syntax/nodes.ts";
import { defineRule } from "../rule.ts";

/** Names that a condition knows and that somebody may have meant. */
const known = [
  "result",
  "len",
  "isNaN",
  "isInf",
  "isNil",
  "default",
  "asInt",
  "asFloat",
  "all",
  "any",
  "none",
  "filter",
  "count",
  "true",
  "false",
];

export const unknownName = defineRule({
  id: "analysis/unknown-name",
  severity: "warning",
  summary: "A condition calls the answer `result`, and functions by their names.",
  why: "The object is accepted, and then every measurement is an error: a few of them end the run, which rolls back.",
  source: "argoproj/argo-rollouts utils/evaluate/evaluate.go (`argo-rollouts.md` part 5)",
  bad: `
    metrics:
    - name: success-rate
      successCondition: results[0] >= 0.95
      #                 ^^^^^^^^^^^^^^^^^^ analysis/unknown-name
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  good: `
    metrics:
    - name: success-rate
      successCondition: result[0] >= 0.95
      provider: { prometheus: { address: "http://prometheus:9090", query: success_rate } }`,
  analysis({ metrics }, { report }) {
    for (const metric of metrics) {
      for (const field of ["successCondition", "failureCondition"]) {
        const place = nodeAt(metric, field);
        const text = textOf(place);
        const slip = text === undefined ? undefined : slipIn(text);
        if (!place || !slip) continue;
        const plain = place.kind === "scalar" && !/^[|>]/.test(place.raw);
        report(
          place.at,
          `Every measurement is an error, and after a few of them the run ends: a condition knows no \`${slip.written}\`. Write \`${slip.meant}\`.`,
          plain
            ? [
                {
                  title: `Write \`${slip.meant}\``,
                  at: place.at,
                  text: place.raw.replaceAll(new RegExp(`\\b${slip.written}\\b`, "g"), slip.meant),
                },
              ]
            : [],
        );
      }
    }
  },
});

/** A name that is one slip away from one that is known. What a condition names itself (`let x`), and what is nothing like it, is left alone. */
function slipIn(condition: string): { readonly written: string; readonly meant: string } | undefined {
  const code = condition.replace(/\{\{[^}]*\}\}/g, "0").replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`[^`]*`/g, "0");
  if (/\blet\b/.test(code)) return undefined;
  for (const [written] of code.matchAll(/(?<![\w.#$?])[A-Za-z_]\w{3,}\b(?!\s*:)/g)) {
    if (known.includes(written)) continue;
    const meant = known.find(name => name.length > 4 && edits(written.toLowerCase(), name.toLowerCase()) <= 1);
    if (meant) return { written, meant };
  }
  return undefined;
}
