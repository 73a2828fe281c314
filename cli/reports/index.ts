import type { Report } from "./finding.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

/** How `stepwise check` can print what it found, by the word for `-o`. */
export const reports: { readonly [name: string]: Report } = { text, json, sarif, junit };
