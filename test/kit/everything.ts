import assert from "node:assert/strict";
import type { Span } from "../../core/base/span.ts";
import { crashed } from "../../core/rules/engine.ts";
import type { Service } from "../../server/service/index.ts";

/**
 * Asks everything that an editor asks about a file, at one place of it. Fails where something throws, where a rule did, or where an
 * answer lies outside of the text.
 */
export function askEverything(service: Service, uri: string, offset: number): void {
  const text = service.fileOf(uri)?.text ?? assert.fail(`${uri} is not there`);
  const inside = (at: Span, what: string): void => {
    assert.ok(at.start >= 0 && at.start <= at.end && at.end <= text.length, `${what} at ${at.start}-${at.end} of ${text.length}`);
  };
  for (const { at, code, message, fixes = [] } of service.diagnostics(uri, "all")) {
    assert.notEqual(code, crashed, message);
    inside(at, code);
    for (const fix of fixes) for (const edit of fix.edits) inside(edit.at, `the repair of ${code}`);
  }
  for (const proposal of service.completion(uri, offset)) inside(proposal.replace, `the proposal ${proposal.label}`);
  const symbols = [...service.symbols(uri)];
  for (let symbol = symbols.pop(); symbol; symbol = symbols.pop()) {
    inside(symbol.at, `the symbol ${symbol.name}`);
    assert.ok(symbol.at.start <= symbol.nameAt.start && symbol.nameAt.end <= symbol.at.end, `the name of the symbol ${symbol.name}`);
    symbols.push(...symbol.children);
  }
  for (const { at } of service.inlayHints(uri, { start: 0, end: text.length })) inside({ start: at, end: at }, "a hint");
  for (const lens of service.codeLenses(uri)) inside(lens.at, "a lens");
  const hover = service.hover(uri, offset);
  if (hover) inside(hover.at, "a hover");
  service.definition(uri, offset);
  service.codeActions(uri, { start: offset, end: offset });
}
