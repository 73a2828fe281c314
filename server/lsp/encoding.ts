import type { ClientCapabilities, PositionEncodingKind } from "vscode-languageserver/node";
import { documentAt, type SourceFile } from "../../core/syntax/file.ts";
import { type FilePositions, positionsOf } from "../service/index.ts";

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

/** The way between offsets of a file and positions of a client. A position inside a character is taken for the character's start. */
export function encodedPositions(file: SourceFile, encoding: Encoding): FilePositions {
  const inUtf16 = positionsOf(file);
  if (encoding === "utf-16") return inUtf16;
  return {
    positionAt(offset) {
      const { line, character } = inUtf16.positionAt(offset);
      const start = inUtf16.offsetAt({ line, character: 0 });
      return { line, character: unitsIn(lineText(file, start, start + character), encoding) };
    },
    offsetAt({ line, character }) {
      const start = inUtf16.offsetAt({ line, character: 0 });
      // No unit of either encoding stands for more than two of UTF-16.
      const rest = lineText(file, start, inUtf16.offsetAt({ line, character: 2 * character }));
      let offset = start;
      let units = 0;
      for (const letter of rest) {
        units += unitsIn(letter, encoding);
        if (units > character) break;
        offset += letter.length;
      }
      return offset;
    },
  };
}

/** Part of a line, which is always in one document. */
function lineText(file: SourceFile, start: number, end: number): string {
  const document = documentAt(file, start);
  return document ? document.chunk.text.slice(start - document.start, end - document.start) : "";
}

/** How long a text is in an encoding. Half a surrogate pair is sent as U+FFFD, which has three bytes. */
export function unitsIn(text: string, encoding: Encoding): number {
  if (encoding === "utf-16") return text.length;
  if (encoding === "utf-8") return Buffer.byteLength(text, "utf8");
  let points = 0;
  for (const _ of text) points++;
  return points;
}
