import { existsSync } from "node:fs";

// The bundle lies one folder below the pages, the source two.
const folders = ["../docs/rules/", "../../docs/rules/"].map(path => new URL(path, import.meta.url));
const folder = folders.find(url => existsSync(url));

/** The address of the page of a rule, where the pages lie beside the server. */
export function rulePage(code: string): string | undefined {
  return folder && new URL(`${code}.md`, folder).toString();
}
