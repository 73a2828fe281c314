import { actingCommand } from "../acting.ts";

export const resume = actingCommand({
  name: "resume",
  summary: "Takes back the pause that a person set.",
  action: () => "resume",
});
