import { spawn } from "node:child_process";

/** Shows an address in the person's browser where there is a display. That it cannot be shown is no problem: it is printed too. */
export function openAddress(address: string): void {
  const command = opener();
  if (command === undefined) return;
  const [program, ...args] = command;
  spawn(program, [...args, address], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}

function opener(): readonly [string, ...string[]] | undefined {
  switch (process.platform) {
    case "darwin":
      return ["open"];
    case "win32":
      // What `start` does in the end; but `start` is part of a shell that takes the & of an address for its own.
      return ["rundll32", "url.dll,FileProtocolHandler"];
    default:
      return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ["xdg-open"] : undefined;
  }
}
