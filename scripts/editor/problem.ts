/** What can stand between a person and a running editor, each with its own way out. */
export type EditorProblemKind =
  | "no-network"
  | "no-space"
  | "install-broken"
  | "old-node"
  | "busy-port"
  | "not-started"
  | "no-browser"
  | "suite-broken";

/** A problem whose message is the whole answer: one or two plain sentences, never to be shown with a stack. */
export class EditorProblem extends Error {
  readonly kind: EditorProblemKind;

  constructor(kind: EditorProblemKind, sentence: string) {
    super(sentence);
    this.name = "EditorProblem";
    this.kind = kind;
  }
}

/** Runs a command's whole work. A problem we know ends it with its sentence and code 1; anything else is ours and keeps its stack. */
export async function withPlainProblems(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (problem) {
    if (!(problem instanceof EditorProblem)) throw problem;
    console.error(problem.message);
    process.exitCode = 1;
  }
}
