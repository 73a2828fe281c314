import { actingCommand } from "../acting.ts";

export const retry = actingCommand({
  name: "retry",
  summary: "Begins an aborted rollout again at its first step.",
  action: () => "retry",
});
