import { stringify } from "yaml";
import type { Json } from "../base/json.ts";
import type { TextEdit } from "../base/problem.ts";

/** A further document behind one, with this in it, in the line ends of the other. */
export function addDocument(text: string, value: Json): TextEdit {
  const at = { start: text.length, end: text.length };
  const written = `${text === "" || text.endsWith("\n") ? "" : "\n"}---\n${stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })}`;
  return { at, text: text.includes("\r\n") ? written.replaceAll("\n", "\r\n") : written };
}
