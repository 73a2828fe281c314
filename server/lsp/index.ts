import { codeActionFeature } from "./code-action.ts";
import { codeLensFeature } from "./code-lens.ts";
import { completionFeature } from "./completion.ts";
import { definitionFeature } from "./definition.ts";
import { diagnosticsFeature } from "./diagnostics.ts";
import { documentHighlightFeature } from "./document-highlight.ts";
import { documentLinksFeature } from "./document-links.ts";
import type { Feature } from "./feature.ts";
import { filesFeature } from "./files.ts";
import { foldingFeature } from "./folding.ts";
import { forecastFeature } from "./forecast.ts";
import { hoverFeature } from "./hover.ts";
import { inlayHintsFeature } from "./inlay-hints.ts";
import { referencesFeature } from "./references.ts";
import { renameFeature } from "./rename.ts";
import { selectionFeature } from "./selection.ts";
import { semanticTokensFeature } from "./semantic-tokens.ts";
import { settingsFeature } from "./settings.ts";
import { symbolsFeature } from "./symbols.ts";
import { textFeature } from "./text.ts";
import { warmUpFeature } from "./warm-up.ts";
import { workspaceSymbolsFeature } from "./workspace-symbols.ts";

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
  workspaceSymbolsFeature,
  definitionFeature,
  referencesFeature,
  renameFeature,
  documentHighlightFeature,
  documentLinksFeature,
  foldingFeature,
  selectionFeature,
  semanticTokensFeature,
  codeLensFeature,
  codeActionFeature,
  forecastFeature,
  warmUpFeature,
];
