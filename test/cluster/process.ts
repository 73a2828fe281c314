import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A program that runs until it is stopped; what it prints goes to its own log file. */
export interface RunningProcess {
  readonly name: string;
  readonly log: string;
  /** Why it is not running any more, or undefined while it is. */
  readonly ended: () => string | undefined;
  readonly stop: () => Promise<void>;
}

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const children = new Set<ChildProcess>();
// A test run that dies early must not leave servers behind, and Node leaves without a word at these signals.
process.on("exit", () => {
  for (const child of children) child.kill("SIGTERM");
});
for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));

// After this time a program that ignores SIGTERM is killed.
const patience = 10_000;

/** Starts a program; the caller asks for readiness with `waitUntil`. */
export function startProcess({ name, command, args, env }: Program, log: string): RunningProcess {
  const output = fs.openSync(log, "a");
  const child = spawn(command, args, { stdio: ["ignore", output, output], env: { ...process.env, ...env } });
  fs.closeSync(output);
  children.add(child);
  let ended: string | undefined;
  child.on("error", error => {
    ended = error.message;
  });
  child.on("exit", (code, signal) => {
    children.delete(child);
    ended = signal ? `ended by ${signal}` : `exit code ${code}`;
  });
  return { name, log, ended: () => ended, stop: () => stop(child) };
}

/** Polls until a check holds; fails when the time is over or the process behind it has ended, with the end of its log. */
export async function waitUntil(
  what: string,
  check: () => Promise<boolean>,
  { within, process }: { within: number; process?: RunningProcess },
): Promise<void> {
  const deadline = Date.now() + within;
  for (;;) {
    if (await check().catch(() => false)) return;
    const ended = process?.ended();
    if (ended !== undefined || Date.now() > deadline) {
      throw new Error(`${what}: ${ended ?? `not within ${within / 1000} s`}${process ? `\n${lastLines(process.log)}` : ""}`);
    }
    await sleep(50);
  }
}

/** Ports on 127.0.0.1 that are free now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<net.Server>((resolve, reject) => {
          const server = net.createServer().on("error", reject);
          server.listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map(server => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}

/** Whether something accepts connections on a port of 127.0.0.1. */
export function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise(resolve => child.once("exit", resolve));
  child.kill("SIGTERM");
  const kill = setTimeout(() => child.kill("SIGKILL"), patience);
  await exited;
  clearTimeout(kill);
}

function lastLines(log: string): string {
  return fs.readFileSync(log, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}
