import type { Command } from "../command.ts";
import { replay } from "./replay.ts";

/** Every verb, in the order of the help. */
export const commands: readonly Command[] = [replay];
