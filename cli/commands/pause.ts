import { actingCommand } from "../acting.ts";

export const pause = actingCommand({
  name: "pause",
  summary: "Stops a rollout where it is until somebody resumes it.",
  action: () => "pause",
});
