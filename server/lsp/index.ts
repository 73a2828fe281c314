import { codeActionFeature } from "./code-action.ts";
import { codeLensFeature } from "./code-lens.ts";
import { completionFeature } from "./completion.ts";
import { definitionFeature } from "./definition.ts";
import { diagnosticsFeature } from "./diagnostics.ts";
import type { Feature } from "./feature.ts";
import { filesFeature } from "./files.ts";
import { forecastFeature } from "./forecast.ts";
import { hoverFeature } from "./hover.ts";
import { inlayHintsFeature } from "./inlay-hints.ts";
import { settingsFeature } from "./settings.ts";
import { symbolsFeature } from "./symbols.ts";
import { textFeature } from "./text.ts";

/** Every ability of the server. One more is one file and one line here. */
export const features: readonly Feature[] = [
  textFeature,
  filesFeature,
  settingsFeature,
  diagnosticsFeature,
  completionFeature,
  hoverFeature,
  inlayHintsFeature,
  symbolsFeature,
  definitionFeature,
  codeLensFeature,
  codeActionFeature,
  forecastFeature,
];
