import { type ControlPlane, startControlPlane } from "./control-plane.ts";

let running: Promise<ControlPlane> | undefined;

/** The one control plane of a test run: started by the first suite that asks, stopped after the last. */
export function controlPlane(): Promise<ControlPlane> {
  running ??= startControlPlane();
  return running;
}

// Outside of every suite, so Mocha runs it when all of them are through.
after(async function () {
  this.timeout(60_000);
  await (await running)?.stop();
});
