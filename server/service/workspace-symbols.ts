import type { Place } from "../../core/base/span.ts";
import type { SourceFile } from "../../core/syntax/file.ts";
import type { Workspace } from "../../core/workspace/workspace.ts";
import { type SymbolInFile, symbolsIn } from "./symbols.ts";

/** A thing with a name in some file, for *go to symbol in workspace*. */
export interface SymbolInWorkspace {
  readonly name: string;
  readonly sort: SymbolInFile["sort"];
  readonly at: Place;
  /** The object that it is a part of. */
  readonly inside: string | undefined;
}

// More than anybody reads; an editor asks again with the next letter.
const most = 300;

const remembered = new WeakMap<SourceFile, readonly SymbolInWorkspace[]>();

/** The objects of all files, their metrics and arguments whose names have the letters of the query in this order. */
export function symbolsMatching(query: string, workspace: Workspace): readonly SymbolInWorkspace[] {
  const letters = query.toLowerCase().replaceAll(/\s/g, "");
  const found: SymbolInWorkspace[] = [];
  for (const file of workspace.files.values()) {
    for (const symbol of symbolsOf(file)) {
      if (hasLetters(symbol.name.toLowerCase(), letters)) found.push(symbol);
      if (found.length >= most) return found;
    }
  }
  return found;
}

function symbolsOf(file: SourceFile): readonly SymbolInWorkspace[] {
  const known = remembered.get(file);
  if (known) return known;
  const place = (symbol: SymbolInFile): Place => ({ uri: file.uri, ...symbol.nameAt });
  const found = symbolsIn(file).flatMap((object): readonly SymbolInWorkspace[] => [
    { name: object.name, sort: object.sort, at: place(object), inside: undefined },
    // Steps have no names of their own: thousands of `setWeight 20` help nobody.
    ...object.children
      .filter(({ sort }) => sort !== "step")
      .map(part => ({ name: part.name, sort: part.sort, at: place(part), inside: object.name })),
  ]);
  remembered.set(file, found);
  return found;
}

function hasLetters(name: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = name.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
