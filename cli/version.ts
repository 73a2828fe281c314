import { readFileSync } from "node:fs";

/** The version of this package: beside the sources and beside the bundle there is its manifest. */
export const version: string = (
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { readonly version: string }
).version;
