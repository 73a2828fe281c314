import type { SymbolInFile } from "../service/index.ts";
import { SymbolKind } from "./language-server.ts";

/** What editors draw beside our symbols. */
export const symbolKinds = {
  object: SymbolKind.Object,
  strategy: SymbolKind.Object,
  step: SymbolKind.Event,
  metric: SymbolKind.Function,
  argument: SymbolKind.Variable,
} as const satisfies Record<SymbolInFile["sort"], SymbolKind>;
