import snippets from "../../../snippets/stepwise.json" with { type: "json" };
import { plainOf } from "./bodies.ts";
import type { Cursor } from "./cursor.ts";
import { type Proposal, ranks } from "./proposal.ts";

/** Whole objects (`snippets/stepwise.json`), where a document has nothing in it yet. */
export function manifestProposals(cursor: Cursor): readonly Proposal[] {
  if (cursor.on !== "key" || cursor.path.length > 0 || cursor.siblings.length > 0 || cursor.flow || cursor.colon || cursor.column > 0)
    return [];
  return Object.entries(snippets).flatMap(([name, { prefix, description, body }]) =>
    prefix.map(label => ({
      label,
      sort: "snippet" as const,
      detail: name,
      documentation: `${description}\n\n\`\`\`yaml\n${plainOf(body.join("\n"))}\n\`\`\``,
      insert: body.join("\n"),
      replace: cursor.replace,
      rank: ranks.likely,
    })),
  );
}
