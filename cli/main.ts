import { progressOn } from "./progress.ts";
import { stepwise } from "./stepwise.ts";

// The only place that touches the process: everything else is told where to read and write.
const interrupt = new AbortController();
process.once("SIGINT", () => interrupt.abort());
process.once("SIGTERM", () => interrupt.abort());
// A reader that went away (`| head`) ends the output, not the program with a stack trace.
process.stdout.on("error", error => process.exit((error as NodeJS.ErrnoException).code === "EPIPE" ? 0 : 1));

process.exitCode = await stepwise(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  async stdin() {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
  },
  ...(process.stderr.isTTY === true && { progress: progressOn(process.stderr) }),
  colours: process.stdout.isTTY === true && !process.env.NO_COLOR,
  signal: interrupt.signal,
});
