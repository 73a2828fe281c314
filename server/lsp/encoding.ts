import type { ClientCapabilities, Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

/**
 * What one character of a position counts in: bytes, UTF-16 units (as the strings of this language do) or code points
 * (LSP 3.17, `PositionEncodingKind`).
 */
export type Encoding = "utf-8" | "utf-16" | "utf-32";

const known: readonly PositionEncodingKind[] = ["utf-8", "utf-16", "utf-32"] satisfies Encoding[];

/** The first encoding on the client's list, which has its favourite first; UTF-16 where it has no list, as the protocol says. */
export function agreedEncoding(client: ClientCapabilities): Encoding {
  return (client.general?.positionEncodings?.find(encoding => known.includes(encoding)) as Encoding | undefined) ?? "utf-16";
}

/** The client's position of an offset. */
export function positionAt(text: TextDocument, offset: number, encoding: Encoding): Position {
  const position = text.positionAt(offset);
  if (encoding === "utf-16") return position;
  const before = text.getText({ start: { line: position.line, character: 0 }, end: position });
  return { line: position.line, character: unitsIn(before, encoding) };
}

/** The offset of a client's position. One past the end of its line is that end; one inside a character is the character's start. */
export function offsetAt(text: TextDocument, position: Position, encoding: Encoding): number {
  if (encoding === "utf-16") return text.offsetAt(position);
  const { line } = position;
  const start = text.offsetAt({ line, character: 0 });
  // No unit of either encoding stands for more than two of UTF-16.
  const rest = text.getText({ start: { line, character: 0 }, end: { line, character: 2 * position.character } });
  let offset = start;
  let units = 0;
  for (const character of rest) {
    units += unitsIn(character, encoding);
    if (units > position.character) break;
    offset += character.length;
  }
  return offset;
}

/** The client's range between two offsets. */
export function rangeOf(text: TextDocument, { start, end }: { readonly start: number; readonly end: number }, encoding: Encoding): Range {
  return { start: positionAt(text, start, encoding), end: positionAt(text, end, encoding) };
}

/** How long a text is in an encoding. Half a surrogate pair is sent as U+FFFD, which has three bytes. */
export function unitsIn(text: string, encoding: Encoding): number {
  if (encoding === "utf-16") return text.length;
  if (encoding === "utf-8") return Buffer.byteLength(text, "utf8");
  let points = 0;
  for (const _ of text) points++;
  return points;
}

/** The document after a client's edits, of which each speaks of the text that the one before left. */
export function updated(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
  encoding: Encoding,
): TextDocument {
  if (encoding === "utf-16") return TextDocument.update(document, [...changes], version);
  let text = document;
  for (const change of changes) {
    const change16 = "range" in change ? { range: inUtf16(text, change.range, encoding), text: change.text } : change;
    text = TextDocument.update(text, [change16], version);
  }
  return text;
}

function inUtf16(text: TextDocument, { start, end }: Range, encoding: Encoding): Range {
  return { start: text.positionAt(offsetAt(text, start, encoding)), end: text.positionAt(offsetAt(text, end, encoding)) };
}
