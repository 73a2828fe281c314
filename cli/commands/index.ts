import type { Command } from "../command.ts";
import { abort } from "./abort.ts";
import { check } from "./check.ts";
import { get } from "./get.ts";
import { lsp } from "./lsp.ts";
import { pause } from "./pause.ts";
import { plan } from "./plan.ts";
import { promote } from "./promote.ts";
import { replay } from "./replay.ts";
import { resume } from "./resume.ts";
import { retry } from "./retry.ts";
import { sandbox } from "./sandbox.ts";
import { setImage } from "./set-image.ts";
import { simulate } from "./simulate.ts";
import { watch } from "./watch.ts";

/** Every verb, in the order of the help. */
export const commands: readonly Command[] = [
  check,
  plan,
  simulate,
  get,
  watch,
  setImage,
  promote,
  pause,
  resume,
  abort,
  retry,
  sandbox,
  replay,
  lsp,
];
