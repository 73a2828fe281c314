import { actingCommand } from "../acting.ts";

export const setImage = actingCommand({
  name: "set-image",
  summary: "Starts a rollout of another image.",
  action: () => "setImage",
  takesImage: true,
});
