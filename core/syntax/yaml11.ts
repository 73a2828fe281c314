import type { DocumentOptions, ParseOptions, SchemaOptions } from "yaml";

/** How the library reads: YAML 1.1 as the API server's own reader takes it (`yes` is true), without its times and base-60 numbers. */
export const yaml11: ParseOptions & DocumentOptions & SchemaOptions = {
  version: "1.1",
  customTags: tags =>
    tags
      .filter(tag => typeof tag !== "object" || !/(timestamp|binary|omap|pairs|set)$/.test(tag.tag))
      .filter(tag => typeof tag !== "object" || tag.format !== "TIME"),
  merge: true,
  uniqueKeys: false,
  strict: false,
  prettyErrors: false,
  logLevel: "silent",
};
