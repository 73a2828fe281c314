import { actingCommand } from "../acting.ts";

export const promote = actingCommand({
  name: "promote",
  summary: "Ends the pause or the step that a rollout is at; with --full, all that are left.",
  action: values => (values.full === true ? "promoteFull" : "promote"),
  options: { full: { type: "boolean" } },
  optionHelp: { full: "skip every step, pause and analysis that is left" },
});
