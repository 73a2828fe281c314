import type { Command } from "../command.ts";
import { plan } from "./plan.ts";
import { replay } from "./replay.ts";
import { simulate } from "./simulate.ts";

/** Every verb, in the order of the help. */
export const commands: readonly Command[] = [plan, simulate, replay];
