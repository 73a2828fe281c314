import { structuralCodes } from "./validation/index.ts";

/** Codes of findings that are no rule's: what each means, for its page. Like rules' ids they are public. */
export const codesBesideRules: { readonly [code: string]: { readonly severity: string; readonly summary: string; readonly why: string } } =
  {
    ...Object.fromEntries(Object.entries(structuralCodes).map(([code, words]) => [code, { severity: "error", ...words }])),
    "schema/kind": {
      severity: "error",
      summary: "A kind that is nearly one of ours.",
      why: "The API server refuses the object: it has no such kind.",
    },
    "yaml/duplicate-key": {
      severity: "warning",
      summary: "A key that stands twice in one map.",
      why: "`kubectl` takes the last one without a word, so what the other says never happens.",
    },
  };
