import { actingCommand } from "../acting.ts";

export const abort = actingCommand({
  name: "abort",
  summary: "Sends all traffic of a rollout back to the stable version.",
  action: () => "abort",
});
