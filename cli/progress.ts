// A person does not see more, and drawing is not free.
const everyMs = 100;
// What is done sooner needs no word.
const patienceMs = 500;

/** A line on a terminal that says how far something has come, and goes when it is done. */
export function progressOn(
  stream: { write(text: string): unknown },
  now: () => number = () => performance.now(),
): (done: number, of: number) => void {
  const begun = now();
  let drawn = 0;
  return (done, of) => {
    if (done >= of) {
      if (drawn > 0) stream.write("\r\u001b[K");
      return;
    }
    const time = now();
    if (time - begun < patienceMs || time - drawn < everyMs) return;
    drawn = time;
    stream.write(`\r\u001b[K${done.toLocaleString("en-US")} of ${of.toLocaleString("en-US")} files`);
  };
}
