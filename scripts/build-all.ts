import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Bundled, type BundleOptions, bundle } from "./bundle.ts";
import { bundles } from "./bundles.ts";

const root = join(import.meta.dirname, "..");

/** Brings `dist/` up to date, says what it did, and answers whether everything is there. */
export async function buildAll(style: BundleOptions["style"] = "shipped"): Promise<boolean> {
  await generateValidators();
  let whole = true;
  for (const wanted of bundles) {
    const result = await bundle(wanted, { root, style });
    console.log(`${wanted.output.padEnd(17)} ${inWords(result, wanted.entry)}`);
    if (result.kind === "broken" || result.kind === "unwritten") whole = false;
  }
  return whole;
}

/** Loaded only here, since it brings the schema compiler with it, which nothing that ships may contain. */
async function generateValidators(): Promise<void> {
  if (!existsSync(join(root, "schemas", "index.json"))) return;
  const { generate } = await import("./validators.ts");
  await generate();
}

function inWords(result: Bundled, entry: string): string {
  switch (result.kind) {
    case "fresh":
      return "is up to date";
    case "built":
      return `${Math.round(result.bytes / 1024)} KB in ${result.ms} ms`;
    case "unwritten":
      return `was not made: there is no ${entry}`;
    case "broken":
      return "was not made, see above";
    default:
      return result satisfies never;
  }
}
