import type { SchemaKind } from "../generated/schemas.js";
import type { ChoiceProblem } from "./alternatives.ts";
import type { StructuralFinding } from "./finding.ts";
import { called, listed, refused } from "./words.ts";

/** The finding for a choice between fields that was not made, or made more than once. */
export function wrongChoice(kind: SchemaKind, problem: Exclude<ChoiceProblem, { kind: "missing" }>): StructuralFinding {
  const { path } = problem;
  const finding = { path, target: "key", code: "schema/one-of" } as const;
  switch (problem.kind) {
    case "none": {
      const options = listed(problem.options, "and");
      return { ...finding, message: `${refused(kind, `${called(path)} has none of ${options}.`)} Add one of them.` };
    }
    case "several": {
      // The one written last is the likelier slip; the others are named in the sentence.
      const last = problem.present.at(-1) ?? "";
      const others = problem.present.slice(0, -1);
      const message = `${refused(kind, `\`${last}\` cannot stand beside ${listed(others, "and")}.`)} Keep one of them.`;
      return { ...finding, path: [...path, last], message };
    }
    case "unclear":
      return { ...finding, message: `${refused(kind, `the fields of ${called(path)} do not go together.`)} Keep one way of saying it.` };
    default:
      return problem satisfies never;
  }
}
