import { readFileSync } from "node:fs";
import { type Editor, type EditorOptions, startEditor } from "../kit/editor.ts";
import { type BenchText, rolloutText } from "./text.ts";

/** What a person waits for, in milliseconds, and the memory it took, in MB. */
export interface Typing {
  readonly coldStart: number;
  readonly open: number;
  readonly edits: readonly number[];
  readonly completions: readonly number[];
  readonly worstHover: number;
  readonly memory: number;
}

const uri = "file:///bench/file.yaml";

/** Opens the file in a server of its own and works on it: nothing counts before it shows the state that was typed. */
export async function typing(options: EditorOptions, { text, weightLine }: BenchText, rounds: number): Promise<Typing> {
  const coldStart = await cold(options);
  const editor = await startEditor({ ...options, waitMs: 60_000 });
  try {
    const line = text.split("\n")[weightLine] ?? "";
    const start = line.indexOf(":") + 2;
    const begun = performance.now();
    await editor.open(uri, text);
    await editor.pushed(uri, found => found.length > 0);
    const open = performance.now() - begun;

    let version = 1;
    let length = line.length - start;
    // A text in the place of the number is a finding on this line; the number again is none.
    const type = async (value: string): Promise<void> => {
      version++;
      await editor.edit(
        uri,
        version,
        { start: { line: weightLine, character: start }, end: { line: weightLine, character: start + length } },
        value,
      );
      length = value.length;
    };
    const seen = (wrong: boolean) =>
      editor.pushed(uri, found => found.some(({ range }) => range.start.line === weightLine && range.start.character >= start) === wrong);

    const edits: number[] = [];
    let worstHover = 0;
    for (let round = 0; round < rounds; round++) {
      const wrong = round % 2 === 0;
      const pressed = performance.now();
      await type(wrong ? '"x"' : String(30 + (round % 10)));
      const digested = seen(wrong);
      if (round % 4 < 2) {
        await digested;
        edits.push(performance.now() - pressed);
      } else worstHover = Math.max(worstHover, await hoverUntil(editor, weightLine, digested));
    }
    const completions = await completing(editor, weightLine, line, version, rounds);
    return { coldStart, open, edits, completions, worstHover, memory: peakMemory(editor) };
  } finally {
    await editor.close();
  }
}

/** From nothing to the right findings of a file of one screen. */
async function cold(options: EditorOptions): Promise<number> {
  const begun = performance.now();
  const editor = await startEditor({ ...options, waitMs: 60_000 });
  await editor.open(uri, rolloutText(4));
  await editor.pushed(uri, found => found.some(({ range }) => range.start.line === 7));
  const ms = performance.now() - begun;
  await editor.close();
  return ms;
}

/** The longest of the hovers that are asked for, one after another, while an edit is being digested. */
async function hoverUntil(editor: Editor, line: number, digested: Promise<unknown>): Promise<number> {
  const state = { done: false };
  void digested.then(() => {
    state.done = true;
  });
  let worst = 0;
  do {
    const asked = performance.now();
    await editor.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: { line, character: 12 } });
    worst = Math.max(worst, performance.now() - asked);
  } while (!state.done);
  return worst;
}

/** From the keystroke in a half-typed key to the list that knows it. */
async function completing(editor: Editor, below: number, line: string, version: number, rounds: number): Promise<readonly number[]> {
  const dash = line.indexOf("-");
  const typed = `${" ".repeat(dash)}- setWei`;
  await editor.edit(uri, version + 1, at(below, 0, 0), `${typed}\n`);
  const times: number[] = [];
  let end = typed.length;
  for (let round = 0; round < rounds; round++) {
    const more = round % 2 === 0;
    const pressed = performance.now();
    await editor.edit(uri, version + 2 + round, more ? at(below, end, end) : at(below, end - 1, end), more ? "g" : "");
    end += more ? 1 : -1;
    const answer = await editor.connection.sendRequest<{ items?: { label: string }[] } | { label: string }[] | null>(
      "textDocument/completion",
      { textDocument: { uri }, position: { line: below, character: end } },
    );
    times.push(performance.now() - pressed);
    const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
    if (!items.some(({ label }) => label === "setWeight")) throw new Error("The completion does not offer setWeight.");
  }
  return times;
}

function at(line: number, from: number, to: number) {
  return { start: { line, character: from }, end: { line, character: to } };
}

/** The most memory that the process ever had, as Linux counts it. */
function peakMemory({ process: child }: Editor): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
