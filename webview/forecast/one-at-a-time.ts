/** Asks the newest question when the one before it is answered: while a slider is dragged, answers keep coming and never queue up. */
export interface Asker<Question> {
  ask(question: Question): void;
  answered(): void;
}

export interface AskerSurroundings<Question> {
  readonly send: (question: Question) => void;
  /** Runs something before the next frame is drawn. */
  readonly nextFrame: (run: () => void) => void;
  /** Runs something when an answer is so late that it will not come any more; gives the way to call that off. */
  readonly later: (run: () => void) => () => void;
}

export function oneAtATime<Question>({ send, nextFrame, later }: AskerSurroundings<Question>): Asker<Question> {
  let next: { readonly question: Question } | undefined;
  let scheduled = false;
  let callOff: (() => void) | undefined;

  const pump = (): void => {
    if (scheduled || callOff || !next) return;
    scheduled = true;
    nextFrame(() => {
      scheduled = false;
      if (!next) return;
      const { question } = next;
      next = undefined;
      callOff = later(answered);
      send(question);
    });
  };
  const answered = (): void => {
    callOff?.();
    callOff = undefined;
    pump();
  };
  return {
    ask(question) {
      next = { question };
      pump();
    },
    answered,
  };
}
