import { wordsFor } from "../../core/kinds/words/index.ts";
import type { Path } from "../../core/syntax/nodes.ts";
import type { Schema, SchemaKind } from "./generated/schemas.js";
import { allowedValues, schemaDefault, typeWords } from "./schema-words.ts";

/** What is known of a field, as Markdown: its name and type, our words, the default and the allowed values. */
export function fieldDocumentation(kind: SchemaKind, path: Path, schema: Schema | undefined): string {
  const words = wordsFor(kind, path);
  const usual = words?.usual ?? schemaDefault(schema);
  const allowed = schema?.enum ? allowedValues(schema) : [];
  return [
    [`**${nameOf(path) ?? kind}**`, typeWords(schema), ...defaultOf(usual)].join(" · "),
    ...(words ? [words.since === undefined ? words.words : `${words.words} From ${words.since} on.`] : []),
    ...(allowed.length > 0 ? [`One of ${allowed.map(value => `\`${value}\``).join(", ")}.`] : []),
  ].join("\n\n");
}

function nameOf(path: Path): string | undefined {
  return path.findLast(step => typeof step === "string");
}

function defaultOf(usual: string | undefined): readonly string[] {
  return usual === undefined ? [] : [`default ${usual}`];
}
