import assert from "node:assert/strict";
import type { Problem } from "../../core/base/problem.ts";
import { generate } from "../../scripts/validators.ts";
import type { Service } from "../../server/service/index.ts";
import { type Frame, manifest } from "./manifests.ts";
import { dedent, type Mark, marksIn, markText } from "./marks.ts";

// Compiled validators are made from the schemas, and are in no repository: who imports the service first has them made.
await generate();
export const { createService, plainOf, positionsIn, positionsOf } = await import("../../server/service/index.ts");

/** A service with these files, by name. */
export function workspace(files: { readonly [name: string]: string }): Service {
  const service = createService();
  for (const [name, text] of Object.entries(files)) service.setFile(name, text);
  return service;
}

/** The findings of a fixture are those that it marks, and no others. More files can stand beside it. */
export function check(
  fixture: string,
  { frame, beside = {} }: { readonly frame?: Frame; readonly beside?: { readonly [name: string]: string } } = {},
): void {
  const text = manifest(fixture, frame);
  const service = workspace({ ...beside, "fixture.yaml": text });
  assert.deepEqual(found(text, service.diagnostics("fixture.yaml", "all")), marksIn(text).map(markText).toSorted(), text);
}

/** Findings as marks: of one that goes on over several lines, the first. */
export function found(text: string, problems: readonly Problem[]): readonly string[] {
  const position = positionsIn(text);
  return problems
    .map(({ at, code }): Mark => {
      const start = position(at.start);
      const end = position(at.end);
      const lineEnd = text.indexOf("\n", at.start);
      const to = end.line === start.line ? end.character : position(lineEnd).character;
      return { line: start.line, from: start.character, to, code };
    })
    .map(markText)
    .toSorted();
}

/** What is proposed where `$0` stands: at least these labels. Returns all of them, for those who want to know what is not there. */
export function completes(
  fixture: string,
  labels: readonly string[],
  options: { readonly frame?: Frame; readonly beside?: { readonly [name: string]: string } } = {},
): readonly string[] {
  const proposals = proposalsAt(fixture, options).map(({ label }) => label);
  for (const label of labels)
    assert.ok(proposals.includes(label), `${label} is not among ${proposals.join(", ") || "nothing"}\n${fixture}`);
  return proposals;
}

/** The proposals where `$0` stands. */
export function proposalsAt(
  fixture: string,
  { frame, beside = {} }: { readonly frame?: Frame; readonly beside?: { readonly [name: string]: string } } = {},
) {
  const { text, offset } = cursorIn(manifest(fixture, frame));
  return workspace({ ...beside, "fixture.yaml": text }).completion("fixture.yaml", offset);
}

/** The fixture once the proposal is taken, snippets as plain text, lines indented as an editor does it. */
export function taken(
  fixture: string,
  label: string,
  options: { readonly frame?: Frame; readonly beside?: { readonly [name: string]: string } } = {},
): string {
  const proposal = proposalsAt(fixture, options).find(known => known.label === label);
  assert.ok(proposal, `${label} is not proposed`);
  const { text } = cursorIn(manifest(fixture, options.frame));
  const line = text.lastIndexOf("\n", proposal.replace.start - 1) + 1;
  const indent = /^\s*/.exec(text.slice(line, proposal.replace.start))?.[0] ?? "";
  const inserted = plainOf(proposal.insert).replaceAll("\n", `\n${indent}`);
  return text.slice(0, proposal.replace.start) + inserted + text.slice(proposal.replace.end);
}

/** Takes `$0` out of a text. */
export function cursorIn(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf("$0");
  assert.ok(offset >= 0, "The fixture has no $0.");
  return { text: marked.slice(0, offset) + marked.slice(offset + 2), offset };
}

export { dedent };
