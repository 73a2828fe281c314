import { readScript } from "../../../core/world/script.ts";
import { workspace } from "../../kit/service.ts";
import { filesOf } from "./files.ts";
import type { Scenario } from "./scenario.ts";

/** What our reader of replays and our rules have against a scenario: one that the controller would refuse says nothing of the machine. */
export function objectionsTo(scenario: Scenario): readonly string[] {
  const { replay, rollout } = filesOf(scenario, "drawn");
  const findings = workspace({ "rollout.yaml": rollout }).diagnostics("rollout.yaml", "all");
  return [...readScript(replay).problems, ...findings.filter(({ severity }) => severity === "error")].map(
    ({ code, message }) => `${code}: ${message}`,
  );
}
