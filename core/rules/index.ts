import type { Rule } from "./rule.ts";
import { weightOutOfRange } from "./steps/weight-out-of-range.ts";

/** Every rule. One more is one file and one line here. */
export const rules: readonly Rule[] = [weightOutOfRange];
